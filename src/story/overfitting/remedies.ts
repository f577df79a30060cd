/** What there is to say about remedies for overfitting. */

import { deviation } from 'd3-array';
import type { Remedy, RemedyTrace } from '../../sim/trainings/remedies.ts';
import { percent } from '../numbers.ts';
import type { Message } from '../words.ts';
import { say } from './commentary.ts';

/** A share of errors as it is written. */
export const shareText = (share: number): string => percent(share, 1);

/** Whether a remedy is the only one of its kind. */
const isAlone = ({ remedies }: RemedyTrace, { kind }: Remedy): boolean =>
  remedies.filter(({ remedy }) => remedy.kind === kind).length === 1;

/** The name of a way of training, with its strength where there are several of its kind; the first is without a remedy. */
function nameOf(trace: RemedyTrace, way: number): Message {
  const remedy = trace.remedies[way - 1]?.remedy;
  if (remedy === undefined) return say('without');
  const name = say(remedy.kind);
  return isAlone(trace, remedy) ? name : say('named', { name, detail: detailOf(remedy) });
}

const detailOf = (remedy: Remedy): Message => say(`detail-${remedy.kind}`, { ...remedy });

/** What it is called in the picture: its name, or its strength where there are several of its kind. */
export function labelOf(trace: RemedyTrace, way: number): Message {
  const remedy = trace.remedies[way - 1]?.remedy;
  return remedy === undefined || isAlone(trace, remedy) ? nameOf(trace, way) : detailOf(remedy);
}

/** How many wrong labels a way of training was given, and how many of them it does not give in the end. */
function outvoted({ shown }: RemedyTrace, way: number): { readonly n: number; readonly wrong: number } {
  const believed = shown[way]?.believed.at(-1) ?? [];
  return { n: believed.filter((given) => !given).length, wrong: believed.length };
}

/** What a remedy does, and why that may help. */
export function remedyCaption(trace: RemedyTrace, way: number): Message {
  const { remedy, runs } = trace.remedies[way - 1] ?? {};
  const [plain, own] = [outvoted(trace, 0), outvoted(trace, way)];
  return say(`caption-${remedy?.kind ?? 'dropout'}`, {
    ...remedy,
    more: trace.shown[way]?.points.length ?? 0,
    ...own,
    // A larger share of them than without.
    outvoted: own.n * plain.wrong > plain.n * own.wrong,
    never: runs?.every(({ stop }) => stop === null) ?? true,
  });
}

/** The share of the test points that each way of training gets wrong, a mean over the runs; the first is without a remedy. */
export const shares = ({ facts, params }: RemedyTrace): readonly number[] =>
  [facts, ...facts.remedies].map(({ testErrors }) => testErrors / params.data.test);

/** The same for each run. */
export const sharesByRun = ({ runs, remedies, params }: RemedyTrace): readonly (readonly number[])[] =>
  [runs, ...remedies.map((record) => record.runs)].map((all) =>
    all.map(({ test }) => test.errors / params.data.test),
  );

/**
 * The ways of training whose share of errors differs from that without a remedy by more than the runs without one spread, one
 * standard deviation: those with fewer errors, and those with more.
 */
export function clearWays(trace: RemedyTrace): {
  readonly better: readonly number[];
  readonly worse: readonly number[];
} {
  const all = shares(trace);
  const spread = deviation(sharesByRun(trace)[0] ?? []) ?? 0;
  const beyond = (sign: number) =>
    all.flatMap((share, way) => (sign * (share - (all[0] ?? 0)) > spread ? [way] : []));
  return { better: beyond(-1), worse: beyond(1) };
}

/** Which remedy clearly errs less on the test points, which and which clearly more. */
export function verdict(trace: RemedyTrace): readonly Message[] {
  const all = shares(trace);
  const { better, worse } = clearWays(trace);
  const textOf = (way: number): string => shareText(all[way] ?? 0);
  const least = better.toSorted((a, b) => (all[a] ?? 0) - (all[b] ?? 0))[0];
  const most = worse.toSorted((a, b) => (all[b] ?? 0) - (all[a] ?? 0))[0];
  const tied = better.filter((way) => least !== undefined && textOf(way) === textOf(least));
  const judgement = (key: 'captionWinner' | 'captionHarm', way: number): Message =>
    say(key, {
      name: nameOf(trace, way),
      share: all[way] ?? 0,
      plain: all[0] ?? 0,
      only: better.length + worse.length === 1 && trace.remedies.length > 1,
    });
  return [
    least === undefined
      ? say('captionNoWinner')
      : tied.length > 1
        ? say('captionTie', { n: tied.length, share: all[least] ?? 0 })
        : judgement('captionWinner', least),
    ...(most === undefined ? [] : [judgement('captionHarm', most)]),
  ];
}
