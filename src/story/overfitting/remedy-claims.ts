/** What makes captions about remedies for overfitting true. */
import { mean } from 'd3-array';
import type { RemedyTrace } from '../../sim/trainings/remedies.ts';
import type { Claims, Spoken } from '../claims.ts';
import { runsOut } from '../learning-claims.ts';
import { percent } from '../numbers.ts';
import type { Message, Value } from '../words.ts';

type Now = Spoken<RemedyTrace>;

/** Mean share of wrong test points of each way of training, 0 being without a remedy, and as it is written. */
const tested = ({ trace }: Now) =>
  [trace.runs, ...trace.remedies.map(({ runs }) => runs)].map((runs) => {
    const share = (mean(runs, ({ test }) => test.errors) ?? Number.NaN) / trace.points.test.length;
    return { share, written: Number(percent(share, 1)) };
  });

/** The standard deviation of the runs' shares of wrong test points without a remedy. */
function usualSpread({ trace: { runs, points } }: Now): number {
  const all = runs.map(({ test }) => test.errors / points.test.length);
  const middle = mean(all) ?? Number.NaN;
  return Math.sqrt(all.reduce((sum, one) => sum + (one - middle) * (one - middle), 0) / (all.length - 1));
}

/** By how much more than that a way of training errs than none; 0 if by less. */
const clearly = (way: number, now: Now): number => {
  const ways = tested(now);
  const more = (ways[way]?.share ?? Number.NaN) - (ways[0]?.share ?? Number.NaN);
  return Math.abs(more) > usualSpread(now) ? more : 0;
};

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

/** The way of training that words name, with its errors; none if there is no such way. */
function wayNamed(value: Value | undefined, now: Now) {
  const way = 1 + now.trace.remedies.findIndex((_, i) => names(value, i + 1, now));
  return way === 0 ? undefined : { way, ...tested(now)[way] };
}

/** Of the wrong labels that a way of training was given, whether it gives them in the end. */
const given = ({ trace: { shown } }: Now, way: number): readonly boolean[] =>
  shown[way]?.points.flatMap(({ flipped }, i) =>
    flipped ? [(shown[way]?.losses.at(-1)?.[i] ?? 9) < Math.LN2] : [],
  ) ?? [];
const shareOf = (all: readonly boolean[]): number => all.filter(Boolean).length / Math.max(1, all.length);

/** What makes captions about remedies true. */
export const REMEDY_CLAIMS = {
  'caption-weight-decay': 'definition',
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
  captionWinner: ({ name, share, plain, only }, now) => {
    const found = wayNamed(name, now);
    const ways = tested(now);
    const helping = ways.filter((_, i) => clearly(i, now) < 0);
    return (
      found !== undefined &&
      clearly(found.way, now) < 0 &&
      share === found.share &&
      plain === ways[0]?.share &&
      only === (ways.length > 2 && ways.filter((_, i) => clearly(i, now) !== 0).length === 1) &&
      helping.filter(({ written }) => written <= (found.written ?? 0)).length === 1
    );
  },
  captionTie: ({ n, share }, now) => {
    const helping = tested(now).filter((_, i) => clearly(i, now) < 0);
    const least = Math.min(...helping.map(({ written }) => written));
    return (
      helping.filter(({ written }) => written === least).length === n &&
      Number(percent(Number(share), 1)) === least
    );
  },
  captionNoWinner: (_, now) => tested(now).every((_, i) => clearly(i, now) >= 0),
  captionHarm: ({ name, share, plain }, now) => {
    const found = wayNamed(name, now);
    const ways = tested(now);
    return (
      found !== undefined &&
      clearly(found.way, now) > 0 &&
      share === found.share &&
      plain === ways[0]?.share &&
      ways.every(({ written }) => written <= (found.written ?? 0))
    );
  },
} satisfies Claims<RemedyTrace>;
