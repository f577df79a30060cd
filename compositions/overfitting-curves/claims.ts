import { mean } from 'd3-array';
import type { SeedRun } from '../../src/sim/trainings/remedies.ts';
import type { Claims, Spoken } from '../../src/story/claims.ts';
import { falls, givenSince, lowestOf, onlyLeast, rises, runsOut } from '../../src/story/learning-claims.ts';
import type { Message, Value } from '../../src/story/words.ts';
import type { OverfittingTrace } from './simulation.ts';
import type { OverfittingStory } from './story.ts';

type Now = Spoken<OverfittingTrace, OverfittingStory>;

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
const risen = (now: Now): boolean => rises(shown(now).series);
const fallen = (now: Now): boolean => falls(shown(now).series);

/** Wrong labels of the shown run that its network gives from exactly an epoch on to the end. */
const bendsAt = ({ trace: { points, shown: ways } }: Now, epoch: number): readonly number[] => {
  const wrong = points.train.flatMap(({ flipped }, i) => (flipped ? [i] : []));
  return givenSince(ways[0]?.believed ?? [], epoch).flatMap((i) => wrong[i] ?? []);
};

/** Whether the label that the opening points out is wrong, and whether the network gives it in the end. */
function pointedOut(now: Now): boolean {
  const { bend } = now.trace.facts.shown;
  if (bend === null || now.trace.points.train[bend.point]?.flipped !== true) return false;
  return bend.epoch > lowest(now) && bendsAt(now, bend.epoch).includes(bend.point);
}

/** The ways of training, 0 being without a remedy: mean test loss and share of wrong test points, as they are written. */
const tested = ({ trace }: Now) =>
  [trace.runs, ...trace.remedies.map(({ runs }) => runs)].map((runs) => ({
    runs,
    loss: (mean(runs, ({ test }) => test.loss) ?? Number.NaN).toFixed(2),
    share: ((100 * (mean(runs, ({ test }) => test.errors) ?? Number.NaN)) / trace.params.data.test).toFixed(
      1,
    ),
  }));

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

/** What makes each caption of the film true. */
export const claims: Claims<OverfittingTrace, OverfittingStory> = {
  captionQuestion: ({ question }, now) =>
    question === 'bend'
      ? pointedOut(now)
      : question === 'rise'
        ? risen(now) && fallen(now)
        : question === 'rule',
  captionTask: ({ train, wrong }, { trace: { points } }) =>
    train === points.train.length && wrong === points.train.filter(({ flipped }) => flipped).length,
  captionValidation: ({ validation }, { trace: { points } }) => validation === points.validation.length,
  captionLoss: 'definition',
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
  captionBend: ({ epoch }, now) =>
    epoch === now.step && typeof epoch === 'number' && bendsAt(now, epoch).length > 0 && epoch > lowest(now),
  captionApart: (_, now) => ended(now) && risen(now) && fallen(now),
  captionRose: ({ epoch }, now) => ended(now) && epoch === lowest(now) && risen(now) && !fallen(now),
  captionSure: ({ wrong, validation }, now) =>
    ended(now) &&
    wrong === current(now, 'validationErrors') &&
    validation === now.trace.points.validation.length &&
    2 * wrong < validation &&
    current(now, 'validationLoss') > LN2,
  captionNever: (_, now) => ended(now) && lowest(now) === 0,
  captionNoOverfit: ({ epoch, lowest: least }, now) =>
    ended(now) && epoch === lowest(now) && epoch > 0 && least === (epoch === now.step) && !risen(now),
  captionRuns: ({ seeds }, { trace }) =>
    seeds === trace.runs.length && new Set(trace.runs.map(({ losses }) => losses[0])).size === seeds,
  captionBand: 'definition',
  'caption-weight-decay': 'definition',
  'caption-dropout': ({ share }, { trace: { remedies } }) =>
    remedies.some(({ remedy }) => remedy.kind === 'dropout' && remedy.share === share),
  'caption-more-data': ({ more, train, noise }, { trace: { points, remedies } }) =>
    train === points.train.length &&
    noise === points.train.some(({ flipped }) => flipped) &&
    remedies.some(({ remedy }) => remedy.kind === 'more-data' && more === remedy.times * points.train.length),
  'caption-early-stopping': ({ patience, never }, now) =>
    now.trace.remedies.some(
      ({ remedy, runs }) =>
        remedy.kind === 'early-stopping' &&
        remedy.patience === patience &&
        never === !now.trace.runs.some(({ series }) => runsOut(series.validationLoss, remedy.patience)) &&
        runs.length === now.trace.runs.length,
    ),
  captionTest: ({ test }, { trace: { params } }) => test === params.data.test,
  captionWinner: ({ name, lower, seeds }, now) => {
    const ways = tested(now);
    const way = onlyLeast(ways.map(({ loss }) => loss));
    if (way === null || way === 0) return false;
    const better = ways[way]?.runs.filter(({ test }, i) => test.loss < (now.trace.runs[i]?.test.loss ?? 0));
    return names(name, way, now) && better?.length === lower && seeds === now.trace.runs.length;
  },
  captionTie: ({ n, loss }, now) => {
    const ways = tested(now);
    const least = Math.min(...ways.map((way) => Number(way.loss)));
    const tied = ways.flatMap((way, i) => (Number(way.loss) === least ? [i] : []));
    return !tied.includes(0) && tied.length === n && Number(loss).toFixed(2) === ways[tied[0] ?? 0]?.loss;
  },
  captionNoWinner: ({ loss }, now) => {
    const [without, ...ways] = tested(now);
    return (
      Number(loss).toFixed(2) === without?.loss &&
      ways.every((way) => Number(way.loss) >= Number(without.loss))
    );
  },
  captionErrors: ({ name, share, floor }, now) => {
    const ways = tested(now);
    const way = onlyLeast(ways.map((one) => one.share));
    const { test } = now.trace.points;
    const wrong = test.filter(({ flipped }) => flipped).length;
    return (
      way !== null &&
      names(name, way, now) &&
      ways[way]?.share === share &&
      floor === ((100 * wrong) / test.length).toFixed(1)
    );
  },
  captionLesson: 'definition',
};
