import { mean } from 'd3-array';
import type { SeedRun } from '../../src/sim/trainings/remedies.ts';
import type { Claims, Spoken } from '../../src/story/claims.ts';
import { falls, givenSince, lowestOf, onlyLeast, rises, runsOut } from '../../src/story/learning-claims.ts';
import { percent } from '../../src/story/numbers.ts';
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

/** Mean share of wrong test points of each way of training, 0 being without a remedy, and as it is written. */
const tested = ({ trace }: Now) =>
  [trace.runs, ...trace.remedies.map(({ runs }) => runs)].map((runs) => {
    const share = (mean(runs, ({ test }) => test.errors) ?? Number.NaN) / trace.points.test.length;
    return { runs, share, written: Number(percent(share, 1)) };
  });

/** Mean number of training points that the runs get wrong in the end. */
const unlearned = (runs: readonly SeedRun[]): number =>
  mean(runs, ({ series }) => series.trainErrors.at(-1)) ?? Number.NaN;

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

/** Training points of a way of training near that label, itself aside. */
const nearby = (way: number, now: Now) => {
  const { x = 0, y = 0 } = label(now) ?? {};
  const apart = (other: { readonly x: number; readonly y: number }): number => {
    const [dx, dy] = [other.x - x, other.y - y];
    return Math.sqrt(dx * dx + dy * dy);
  };
  return now.trace.shown[way]?.points.filter((other) => apart(other) > 0 && apart(other) < 0.25) ?? [];
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
  captionNever: (_, now) => ended(now) && lowest(now) === 0,
  captionNoOverfit: ({ epoch, lowest: least }, now) =>
    ended(now) && epoch === lowest(now) && epoch > 0 && least === (epoch === now.step) && !risen(now),
  captionRuns: ({ seeds, n }, { trace }) =>
    seeds === trace.runs.length &&
    new Set(trace.runs.map(({ losses }) => losses[0])).size === seeds &&
    n === trace.runs.filter(({ series }) => rises(series) && falls(series)).length,
  'caption-weight-decay': 'definition',
  'caption-dropout': ({ share }, { trace: { remedies } }) =>
    remedies.some(({ remedy }) => remedy.kind === 'dropout' && remedy.share === share),
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
  captionWinner: ({ name, fewer, seeds }, now) => {
    const ways = tested(now);
    const way = onlyLeast(ways.map(({ written }) => String(written)));
    if (way === null || way === 0) return false;
    const { runs } = now.trace;
    const helped = ways[way]?.runs.filter(({ test }, i) => test.errors < (runs[i]?.test.errors ?? 0));
    return names(name, way, now) && helped?.length === fewer && seeds === runs.length;
  },
  captionTie: ({ n, share }, now) => {
    const ways = tested(now);
    const least = Math.min(...ways.map(({ written }) => written));
    const tied = ways.flatMap(({ written }, i) => (written === least ? [i] : []));
    return !tied.includes(0) && tied.length === n && Number(percent(Number(share), 1)) === least;
  },
  captionNoWinner: ({ share }, now) => {
    const [without, ...ways] = tested(now);
    return share === without?.share && ways.every(({ written }) => written >= (without?.written ?? 0));
  },
  captionHarm: ({ name, share, plain }, now) => {
    const ways = tested(now);
    const way = ways[wayNamed(name, now) ?? -1];
    return (
      way !== undefined &&
      way.share === share &&
      plain === ways[0]?.share &&
      way.written > (ways[0]?.written ?? 100) &&
      ways.every(({ written }) => written <= way.written)
    );
  },
  captionLittle: ({ n, train }, now) => {
    const { runs, remedies, shown: ways } = now.trace;
    const worst = Math.max(...tested(now).map(({ written }) => written));
    return remedies.some(({ runs: treated }, i) => {
      const own = ways[i + 1]?.points ?? [];
      return (
        tested(now)[i + 1]?.written === worst &&
        n === unlearned(treated) &&
        train === own.length &&
        n > own.filter(({ flipped }) => flipped).length &&
        n / own.length > unlearned(runs) / now.trace.points.train.length
      );
    });
  },
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
  captionOutvoted: ({ name, others, few, against }, now) => {
    const way = wayNamed(name, now);
    if (way === null || now.trace.remedies[way - 1]?.remedy.kind !== 'more-data') return false;
    const near = nearby(way, now);
    return (
      isBeside(way, now) &&
      others === near.length &&
      few === nearby(0, now).length &&
      against === near.filter((other) => other.label !== label(now)?.label).length &&
      2 * against > others
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
};
