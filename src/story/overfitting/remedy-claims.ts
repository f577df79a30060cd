/** What makes captions about remedies for overfitting true. */
import type { RemedyTrace } from '../../sim/trainings/remedies.ts';
import type { Claims, Spoken } from '../claims.ts';
import { runsOut } from '../learning-claims.ts';
import type { Message, Value } from '../words.ts';

type Now = Spoken<RemedyTrace>;

/** In how many runs a way of training, from 1 on, gets fewer test points wrong than none; more of them for a sign of 1. */
const runsWith = ({ trace: { runs, remedies } }: Now, way: number, sign = -1): number =>
  remedies[way - 1]?.runs.filter(
    ({ test }, i) => Math.sign(test.errors - (runs[i]?.test.errors ?? Number.NaN)) === sign,
  ).length ?? 0;

/** That of all remedies. */
const all = (now: Now, sign?: number): readonly number[] =>
  now.trace.remedies.map((_, i) => runsWith(now, i + 1, sign));

const nested = (value: Value | undefined): Message | null =>
  typeof value === 'object' && value !== null ? value : null;

/** Whether words name one way of training: its kind, and its strength where there are several of its kind. */
function names(value: Value | undefined, way: number, { trace }: Now): boolean {
  const message = nested(value);
  const remedy = trace.remedies[way - 1]?.remedy;
  const alike = trace.remedies.filter(({ remedy: { kind } }) => kind === remedy?.kind).length;
  if (alike <= 1) return message?.key === (remedy?.kind ?? 'without');
  const detail = nested(message?.values.detail);
  return (
    message?.key === 'named' &&
    nested(message.values.name)?.key === remedy?.kind &&
    Object.entries(remedy ?? {}).every(([key, given]) => detail?.values[key] === given)
  );
}

/** The way of training that words name; 0 if there is no such way. */
const wayNamed = (value: Value | undefined, now: Now): number =>
  1 + now.trace.remedies.findIndex((_, i) => names(value, i + 1, now));

/** Of the wrong labels that a way of training was given, whether it gives them in the end. */
const given = ({ trace: { shown } }: Now, way: number): readonly boolean[] =>
  shown[way]?.points.flatMap(({ flipped }, i) =>
    flipped ? [(shown[way]?.losses.at(-1)?.[i] ?? 9) < Math.LN2] : [],
  ) ?? [];
const shareOf = (all: readonly boolean[]): number => all.filter(Boolean).length / Math.max(1, all.length);

/** What makes captions about remedies true. */
export const REMEDY_CLAIMS = {
  'caption-weight-decay': ({ strength, n, wrong, plain, same }, now) => {
    const before = given(now, 0);
    return now.trace.remedies.some(
      ({ remedy }, i) =>
        remedy.kind === 'weight-decay' &&
        remedy.strength === strength &&
        n === given(now, i + 1).filter(Boolean).length &&
        wrong === before.length &&
        plain === before.filter(Boolean).length &&
        same === (n === plain),
    );
  },
  'caption-dropout': ({ share }, { trace: { remedies } }) =>
    remedies.some(({ remedy }) => remedy.kind === 'dropout' && remedy.share === share),
  'caption-more-data': ({ more, n, wrong, outvoted }, now) =>
    now.trace.remedies.some(({ remedy }, i) => {
      const own = now.trace.shown[i + 1]?.points ?? [];
      return (
        remedy.kind === 'more-data' &&
        more === own.length &&
        more === remedy.times * now.trace.points.train.length &&
        wrong === given(now, i + 1).length &&
        n === given(now, i + 1).filter((one) => !one).length &&
        outvoted === shareOf(given(now, i + 1)) < shareOf(given(now, 0)) &&
        now.trace.points.train.every(
          ({ x, y, label }, k) => own[k]?.x === x && own[k]?.y === y && own[k]?.label === label,
        )
      );
    }),
  'caption-early-stopping': ({ patience, never }, { trace: { runs, remedies } }) =>
    remedies.some(
      ({ remedy }) =>
        remedy.kind === 'early-stopping' &&
        remedy.patience === patience &&
        never === !runs.some(({ series }) => runsOut(series.validationLoss, remedy.patience)),
    ),
  captionTest: ({ test }, { trace: { points } }) =>
    test === points.test.length && points.test.every(({ flipped }) => !flipped),
  captionMost: ({ name, n, seeds }, now) =>
    n === runsWith(now, wayNamed(name, now)) &&
    seeds === now.trace.runs.length &&
    2 * n > seeds &&
    all(now).filter((one) => one >= n).length === 1,
  captionTie: ({ k, n, seeds }, now) =>
    seeds === now.trace.runs.length &&
    2 * Number(n) > seeds &&
    n === Math.max(...all(now)) &&
    k === all(now).filter((one) => one === n).length,
  captionNoWinner: (_, now) => all(now).every((n) => 2 * n <= now.trace.runs.length),
  captionHarm: ({ name, n, seeds }, now) =>
    n === runsWith(now, wayNamed(name, now), 1) &&
    seeds === now.trace.runs.length &&
    2 * n > seeds &&
    n === Math.max(...all(now, 1)),
} satisfies Claims<RemedyTrace>;
