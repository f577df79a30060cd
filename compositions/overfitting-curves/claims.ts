import { mean } from 'd3-array';
import type { SeedRun } from '../../src/sim/trainings/remedies.ts';
import type { Claims, Spoken } from '../../src/story/claims.ts';
import { falls, givenSince, lowestOf, rises, runsOut } from '../../src/story/learning-claims.ts';
import { percent } from '../../src/story/numbers.ts';
import type { Message, Value } from '../../src/story/words.ts';
import { nearness } from './messages.ts';
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

/** Validation loss minus training loss after an epoch. */
const gapAt = ({ trainLoss, validationLoss }: SeedRun['series'], epoch: number): number =>
  (validationLoss.at(epoch) ?? Number.NaN) - (trainLoss.at(epoch) ?? Number.NaN);

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

/** Mean share of wrong test points of each way of training, 0 being without a remedy, and as it is written. */
const tested = ({ trace }: Now) =>
  [trace.runs, ...trace.remedies.map(({ runs }) => runs)].map((runs) => {
    const share = (mean(runs, ({ test }) => test.errors) ?? Number.NaN) / trace.points.test.length;
    return { runs, share, written: Number(percent(share, 1)) };
  });

/** Mean number of training points that the runs get wrong in the end. */
const unlearned = (runs: readonly SeedRun[]): number =>
  mean(runs, ({ series }) => series.trainErrors.at(-1)) ?? Number.NaN;

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

/** The way of training that words name; `null` if none. */
const wayNamed = (value: Value | undefined, now: Now): number | null => {
  const way = now.trace.remedies.findIndex((_, i) => names(value, i + 1, now));
  return way < 0 ? null : way + 1;
};

/** The wrong label that the opening points out, and where it is among the wrong ones. */
function label({ trace: { points, facts } }: Now) {
  const point = points.train[facts.shown.bend?.point ?? -1];
  const at = points.train
    .filter(({ flipped }) => flipped)
    .findIndex(({ x, y }) => x === point?.x && y === point.y);
  return point === undefined ? null : { ...point, at };
}

/** Whether the shown run, trained in a way, ends without giving that label. */
const isSpared = (way: number, now: Now): boolean => {
  const at = label(now)?.at ?? -1;
  return (now.trace.shown[way]?.wrongLosses.at(-1)?.[at] ?? 0) >= LN2;
};

/** Whether the answer is seen beside a way of training: of those that spare the label, the one that errs least, and does no harm. */
const isBeside = (way: number, now: Now): boolean => {
  const all = tested(now);
  return (
    isSpared(way, now) &&
    (all[way]?.share ?? 1) <= (all[0]?.share ?? 0) &&
    all.every(({ share }, other) => other === 0 || !isSpared(other, now) || share >= (all[way]?.share ?? 1))
  );
};

/** How many training points of a way of training near that label, itself aside, have another label. */
const against = (way: number, now: Now): number => {
  const { x = 0, y = 0, label: own } = label(now) ?? {};
  return (now.trace.shown[way]?.points ?? []).filter((other) => {
    const [dx, dy] = [other.x - x, other.y - y];
    return Math.sqrt(dx * dx + dy * dy) < nearness(now.trace) && other.label !== own;
  }).length;
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
  captionValidation: ({ validation, wrong }, { trace: { points } }) =>
    validation === points.validation.length &&
    wrong === points.validation.filter(({ flipped }) => flipped).length,
  captionLoss: ({ wrong }, { trace: { points } }) =>
    wrong === points.train.filter(({ flipped }) => flipped).length,
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
  captionBend: ({ best, epoch, bent }, now) =>
    epoch === now.step &&
    typeof epoch === 'number' &&
    bendsAt(now, epoch).length > 0 &&
    best === lowest(now) &&
    epoch > best &&
    bent === current(now, 'trainLoss') < current(now, 'trainLoss', best),
  captionApart: (_, now) => ended(now) && risen(now) && fallen(now),
  captionRose: ({ epoch }, now) => ended(now) && epoch === lowest(now) && risen(now) && !fallen(now),
  captionNever: (_, now) => ended(now) && lowest(now) === 0,
  captionNoOverfit: ({ epoch, lowest: least }, now) =>
    ended(now) && epoch === lowest(now) && epoch > 0 && least === (epoch === now.step) && !risen(now),
  captionRuns: ({ seeds, gap, rise, clearly: by }, { trace: { runs } }) =>
    seeds === runs.length &&
    new Set(runs.map(({ losses }) => losses[0])).size === seeds &&
    gap === runs.filter(({ series }) => gapAt(series, -1) > gapAt(series, lowestOf(series))).length &&
    rise ===
      runs.filter(
        ({ series: { validationLoss } }) =>
          (validationLoss.at(-1) ?? 0) >= (1 + Number(by)) * Math.min(...validationLoss),
      ).length,
  'caption-weight-decay': 'definition',
  'caption-dropout': ({ share, best, slow }, now) =>
    now.trace.remedies.some(({ remedy, runs }) => {
      const series = runs[now.trace.facts.shown.run]?.series;
      if (remedy.kind !== 'dropout' || remedy.share !== share || series === undefined) return false;
      const usual = lowest(now);
      return best === lowestOf(series) && slow === (usual > 0 && Number(best) >= 1.5 * usual);
    }),
  'caption-more-data': ({ more, wrong }, { trace: { points, remedies, shown: ways } }) =>
    remedies.some(({ remedy }, i) => {
      const own = ways[i + 1]?.points ?? [];
      return (
        remedy.kind === 'more-data' &&
        more === own.length &&
        more === remedy.times * points.train.length &&
        wrong === own.filter(({ flipped }) => flipped).length &&
        points.train.every(
          ({ x, y, label: given }, k) => own[k]?.x === x && own[k]?.y === y && own[k]?.label === given,
        )
      );
    }),
  'caption-early-stopping': ({ patience, never }, now) =>
    now.trace.remedies.some(
      ({ remedy, runs }) =>
        remedy.kind === 'early-stopping' &&
        remedy.patience === patience &&
        never === !now.trace.runs.some(({ series }) => runsOut(series.validationLoss, remedy.patience)) &&
        runs.length === now.trace.runs.length,
    ),
  captionTest: ({ test }, { trace: { points } }) =>
    test === points.test.length && points.test.every(({ flipped }) => !flipped),
  captionPoints: ({ own, fresh }, now) =>
    own === unlearned(now.trace.runs) / now.trace.points.train.length && fresh === tested(now)[0]?.share,
  captionWinner: ({ name, share, plain }, now) => {
    const ways = tested(now);
    const way = wayNamed(name, now) ?? 0;
    const helping = ways.filter((_, i) => clearly(i, now) < 0);
    return (
      clearly(way, now) < 0 &&
      share === ways[way]?.share &&
      plain === ways[0]?.share &&
      helping.filter(({ written }) => written <= (ways[way]?.written ?? 0)).length === 1
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
  captionNoWinner: ({ spread }, now) =>
    Math.abs(Number(spread) - 100 * usualSpread(now)) < 1e-9 &&
    tested(now).every((_, i) => clearly(i, now) >= 0),
  captionHarm: ({ name, share, plain }, now) => {
    const ways = tested(now);
    const way = wayNamed(name, now) ?? 0;
    return (
      clearly(way, now) > 0 &&
      share === ways[way]?.share &&
      plain === ways[0]?.share &&
      ways.every(({ written }) => written <= (ways[way]?.written ?? 0))
    );
  },
  captionWithin: ({ n }, now) => n === now.trace.remedies.filter((_, i) => clearly(i + 1, now) === 0).length,
  captionAnswer: ({ from, to }, now) => {
    const { bend } = now.trace.facts.shown;
    const losses = now.trace.shown[0]?.wrongLosses.map((at) => at[label(now)?.at ?? -1]) ?? [];
    return (
      pointedOut(now) &&
      from === losses[(bend?.epoch ?? 0) - 1] &&
      to === losses.at(-1) &&
      Number(from) > LN2 &&
      Number(to) < LN2
    );
  },
  captionOutvoted: ({ name, there, here }, now) => {
    const way = wayNamed(name, now);
    return (
      way !== null &&
      now.trace.remedies[way - 1]?.remedy.kind === 'more-data' &&
      isBeside(way, now) &&
      here === against(way, now) &&
      there === against(0, now) &&
      Number(here) > Number(there)
    );
  },
  captionStopped: ({ name, kept }, now) => {
    const way = wayNamed(name, now);
    const { bend, run } = now.trace.facts.shown;
    const stop = now.trace.remedies[(way ?? 0) - 1]?.runs[run]?.stop;
    return way !== null && isBeside(way, now) && kept === stop?.kept && Number(kept) < (bend?.epoch ?? 0);
  },
  captionSpared: ({ name }, now) => {
    const way = wayNamed(name, now);
    return way !== null && isBeside(way, now);
  },
  captionLesson: 'definition',
  captionStop: ({ epoch }, now) => epoch === lowest(now) && Number(epoch) > 0 && risen(now) && fallen(now),
};
