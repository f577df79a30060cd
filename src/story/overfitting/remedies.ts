/** What there is to say about remedies for overfitting. */

import type { Remedy, RemedyTrace } from '../../sim/trainings/remedies.ts';
import type { Message } from '../words.ts';
import { say } from './commentary.ts';

/** Whether a remedy is the only one of its kind. */
const isAlone = ({ remedies }: RemedyTrace, { kind }: Remedy): boolean =>
  remedies.filter(({ remedy }) => remedy.kind === kind).length === 1;

/** The name of a way of training, with its strength where there are several of its kind; the first is without a remedy. */
export function nameOf(trace: RemedyTrace, way: number): Message {
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
    n: remedy?.kind === 'weight-decay' ? own.wrong - own.n : own.n,
    plain: plain.wrong - plain.n,
    same: own.n === plain.n,
    // A larger share of them than without.
    outvoted: own.n * plain.wrong > plain.n * own.wrong,
    never: runs?.every(({ stop }) => stop === null) ?? true,
  });
}

/** The share of the test points that each run gets wrong, by way of training; the first is without a remedy. */
export const sharesByRun = ({ runs, remedies, params }: RemedyTrace): readonly (readonly number[])[] =>
  [runs, ...remedies.map((record) => record.runs)].map((all) =>
    all.map(({ test }) => test.errors / params.data.test),
  );

/** In how many runs each remedy gets fewer test points wrong than none, and in how many more. */
export function counts(trace: RemedyTrace): readonly { readonly fewer: number; readonly more: number }[] {
  const [plain = [], ...all] = sharesByRun(trace);
  const sign = (shares: readonly number[], of: number): number =>
    shares.filter((share, i) => Math.sign(share - (plain[i] ?? 0)) === of).length;
  return all.map((shares) => ({ fewer: sign(shares, -1), more: sign(shares, 1) }));
}

/** Which remedy gets fewer test points wrong in most runs, if in more than half of them, and which more. */
export function verdict(trace: RemedyTrace): readonly Message[] {
  const all = counts(trace);
  const seeds = trace.runs.length;
  const [fewer, more] = [all.map((one) => one.fewer), all.map((one) => one.more)];
  const [n, harm] = [Math.max(...fewer), Math.max(...more)];
  const tied = fewer.filter((one) => one === n).length;
  return [
    2 * n <= seeds
      ? say('captionNoWinner')
      : tied > 1
        ? say('captionTie', { k: tied, n, seeds })
        : say('captionMost', { name: nameOf(trace, 1 + fewer.indexOf(n)), n, seeds }),
    ...(2 * harm > seeds
      ? [say('captionHarm', { name: nameOf(trace, 1 + more.indexOf(harm)), n: harm, seeds })]
      : []),
  ];
}
