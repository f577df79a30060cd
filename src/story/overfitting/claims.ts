/** What makes captions about trainings that overfit true. */
import { mean } from 'd3-array';
import type { RemedyTrace, SeedRun } from '../../sim/trainings/remedies.ts';
import type { Claims, Spoken } from '../claims.ts';
import { falls, givenSince, lowestOf, rises } from '../learning-claims.ts';

type Now = Spoken<RemedyTrace>;

/** The loss of a coin toss: the natural logarithm of 2. */
const LN2 = Math.LN2;

/** The run that the picture shows. */
function shown({ trace }: Now): SeedRun {
  const run = trace.runs[trace.facts.shown.run];
  if (run === undefined) throw new RangeError('no run is shown');
  return run;
}

/** The value of a series of the shown run at the frame; at the end in a part without epochs. */
const current = (now: Now, series: keyof SeedRun['series'], step: number | null = now.step): number =>
  shown(now).series[series][step ?? now.trace.params.epochs] ?? Number.NaN;

const ended = ({ step, trace }: Now): boolean => step === trace.params.epochs;

/** The run shown: the epoch of its lowest validation loss; whether that loss rises, and the training loss falls, from there. */
const lowest = (now: Now): number => lowestOf(shown(now).series);
export const risen = (now: Now): boolean => rises(shown(now).series);
export const fallen = (now: Now): boolean => falls(shown(now).series);

/** Training points of the shown run whose wrong labels its network gives from exactly an epoch on to the end. */
const bendsAt = ({ trace: { points, shown: ways } }: Now, epoch: number): readonly number[] => {
  const wrong = points.train.flatMap(({ flipped }, i) => (flipped ? [i] : []));
  return givenSince(ways[0]?.believed ?? [], epoch).flatMap((i) => wrong[i] ?? []);
};

/** Whether the label that is asked about is wrong, and whether the network gives it in the end. */
export function pointedOut(now: Now): boolean {
  const { bend } = now.trace.facts.shown;
  if (bend === null || now.trace.points.train[bend.point]?.flipped !== true) return false;
  return bend.epoch > lowest(now) && bendsAt(now, bend.epoch).includes(bend.point);
}

const wrongAmong = (points: readonly { readonly flipped: boolean }[]): number =>
  points.filter(({ flipped }) => flipped).length;

/** Share of points that runs get wrong, as a mean. */
const wrongOf = (errors: readonly number[], points: readonly unknown[]): number =>
  (mean(errors) ?? Number.NaN) / points.length;

/** What makes captions about a network's training true. */
export const TRAINING_CLAIMS = {
  captionTask: ({ train, wrong }, { trace: { points } }) =>
    train === points.train.length && wrong === wrongAmong(points.train),
  captionLoss: 'definition',
  captionMean: 'definition',
  captionValidation: ({ validation, wrong }, { trace: { points } }) =>
    validation === points.validation.length && wrong === wrongAmong(points.validation),
  captionListen: 'definition',
  captionEpoch: ({ train }, { trace: { points } }) => train === points.train.length,
  captionFall: (_, now) =>
    now.step !== null &&
    now.step > 0 &&
    now.step <= lowest(now) &&
    current(now, 'trainLoss') < current(now, 'trainLoss', 0) &&
    current(now, 'validationLoss') < Math.min(LN2, current(now, 'validationLoss', 0)) &&
    2 * current(now, 'validationErrors') < now.trace.points.validation.length,
  captionHardly: ({ worse }, now) => {
    const least = Math.min(...shown(now).series.validationLoss);
    return worse === true ? least.toFixed(2) >= LN2.toFixed(2) : worse === false && least > 0.85 * LN2;
  },
  captionBest: ({ epoch, loss }, now) =>
    epoch === now.step && epoch === lowest(now) && loss === current(now, 'validationLoss'),
  captionBend: ({ epoch }, now) => {
    const { bend } = now.trace.facts.shown;
    return epoch === now.step && epoch === bend?.epoch && pointedOut(now);
  },
  captionApart: (_, now) => ended(now) && risen(now) && fallen(now),
  captionRose: ({ epoch }, now) => ended(now) && epoch === lowest(now) && risen(now) && !fallen(now),
  captionNever: (_, now) => ended(now) && lowest(now) === 0,
  captionNoOverfit: ({ epoch, lowest: least }, now) =>
    ended(now) && epoch === lowest(now) && epoch > 0 && least === (epoch === now.step) && !risen(now),
  captionAnswer: ({ from, to }, now) => {
    const { bend } = now.trace.facts.shown;
    const losses = now.trace.shown[0]?.losses.map((at) => at[bend?.point ?? -1]) ?? [];
    return (
      pointedOut(now) &&
      from === losses[lowest(now)] &&
      to === losses.at(-1) &&
      Number(from) > LN2 &&
      Number(to) < LN2
    );
  },
  captionFresh: ({ from, to }, now) => {
    const right = now.trace.checked.map((losses) =>
      mean(losses.filter((_, i) => now.trace.points.validation[i]?.flipped === false)),
    );
    return (
      from === right[risen(now) && fallen(now) ? lowest(now) : 0] &&
      to === right.at(-1) &&
      Number(to).toFixed(2) > Number(from).toFixed(2)
    );
  },
  captionPoints: ({ own, fresh }, { trace: { runs, points } }) =>
    own ===
      wrongOf(
        runs.map(({ series }) => series.trainErrors.at(-1) ?? Number.NaN),
        points.train,
      ) &&
    fresh ===
      wrongOf(
        runs.map(({ test }) => test.errors),
        points.test,
      ),
  captionLesson: 'definition',
  captionStop: ({ epoch, n, end, test }, now) => {
    const { points, facts, remedies } = now.trace;
    // Whoever stops early keeps the same network if the best epoch so far stayed the best.
    const kept = remedies
      .map((one) => one.runs[facts.shown.run])
      .find((one) => one?.stop?.kept === lowest(now));
    return (
      epoch === lowest(now) &&
      Number(epoch) > 0 &&
      risen(now) &&
      fallen(now) &&
      n === facts.shown.errorsAtBest &&
      (kept === undefined || n === kept.test.errors) &&
      end === shown(now).test.errors &&
      n !== end &&
      test === points.test.length
    );
  },
} satisfies Claims<RemedyTrace>;
