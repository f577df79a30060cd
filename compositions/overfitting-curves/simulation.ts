import type { Seed } from '../../src/sim/random.ts';
import type { Run, Trace } from '../../src/sim/trace.ts';
import type { Inputs, Watch } from '../film.ts';
import { drawPoints, type Point } from './data.ts';
import {
  courseOf,
  effectOf,
  grownEpochOf,
  nearestToMean,
  type OverfittingFacts,
  overfits,
  stopEpochOf,
} from './facts.ts';
import type { OverfittingParams, Remedy } from './params.ts';
import { type Spread, type Stop, spreadOf, stopOf, stoppedSeries } from './statistics.ts';
import { mapsOf, type ProbabilityMap, type TrainingRecord, train } from './training.ts';

/** One training: its own points, initial weights, order and masks. `series[…][k]` is after k epochs. */
export interface SeedRun extends Run {
  readonly series: { readonly trainLoss: readonly number[]; readonly validationLoss: readonly number[] };
}

/** The same training with early stopping; from its stop on the series are those of the network that is kept. */
export interface RemedyRun extends SeedRun {
  readonly stop: Stop | null;
}

/** What a remedy makes of the same initial weights, run by run. */
export interface RemedyRecord {
  readonly id: string;
  readonly remedy: Remedy;
  readonly runs: readonly RemedyRun[];
}

/** Points of the run that is shown. */
export interface ShownPoints {
  readonly train: readonly Point[];
  readonly validation: readonly Point[];
  /** All that the remedy "more data" learns from; as `train` where it is not asked for. */
  readonly more: readonly Point[];
}

export interface OverfittingTrace extends Trace<OverfittingParams, SeedRun, OverfittingFacts> {
  readonly remedies: readonly RemedyRecord[];
  readonly points: ShownPoints;
  /** What the shown run's network makes of every place after each epoch: without a remedy, then with each. */
  readonly maps: readonly (readonly ProbabilityMap[])[];
}

/** What `lossreel trace` prints with `--full` only. */
export const BULK = ['remedies', 'points', 'maps'] as const;

/** Means and deviations of some runs. */
export const spreadsOf = (
  runs: readonly SeedRun[],
): { readonly train: Spread; readonly validation: Spread } => ({
  train: spreadOf(runs.map(({ series }) => series.trainLoss)),
  validation: spreadOf(runs.map(({ series }) => series.validationLoss)),
});

/** `weight-decay`; a kind that stands twice gets `-2` behind its second. */
function remedyId(remedies: readonly Remedy[], index: number): string {
  const kind = remedies[index]?.kind ?? '';
  const earlier = remedies.slice(0, index).filter((other) => other.kind === kind).length;
  return earlier === 0 ? kind : `${kind}-${earlier + 1}`;
}

/**
 * Trains the same network from several seeds, without and with each remedy, and keeps what it makes of points it has
 * learned and of others. Everything random belongs to the seed: points, wrong labels, initial weights, order, masks.
 */
export function simulateOverfitting(
  params: OverfittingParams,
  seed: Seed,
  _inputs: Inputs = {},
  watch: Watch = () => {},
): OverfittingTrace {
  const { data, remedies } = params;
  const seeds = Array.from({ length: params.seeds }, (_, i) => `${seed}/${i + 1}`);
  const trained = remedies.filter(({ kind }) => kind !== 'early-stopping').length;
  const total = (1 + trained) * seeds.length;
  let done = 0;

  const pointsOf = (own: Seed, label: string, count: number, blocks = 1): readonly Point[] =>
    drawPoints(data.truth, count, data.flipped, own, label, blocks);
  const learned = (own: Seed, remedy: Remedy | null): readonly Point[] =>
    pointsOf(own, 'points to learn from', data.train, remedy?.kind === 'more-data' ? remedy.times : 1);
  const judged = seeds.map((own) => pointsOf(own, 'points to be judged by', data.validation));
  const trainAll = (remedy: Remedy | null): readonly TrainingRecord[] =>
    seeds.map((own, i) => {
      const result = train(params, own, learned(own, remedy), judged[i] ?? [], remedy);
      done += 1;
      watch(done, total);
      return result;
    });
  const runOf = ({ trainLoss, validationLoss }: TrainingRecord, i: number): SeedRun => ({
    id: `seed-${i + 1}`,
    label: `seed ${i + 1}`,
    status: 'completed',
    losses: trainLoss,
    series: { trainLoss, validationLoss },
  });

  const plain = trainAll(null);
  const runs = plain.map(runOf);
  const means = spreadsOf(runs);
  const course = courseOf(means.train, means.validation);
  const shownRun = nearestToMean(
    runs.map(({ series }) => series.validationLoss),
    means.validation,
  );
  const shownSeed = seeds[shownRun] ?? seed;
  const shownMaps = (records: readonly TrainingRecord[]) => mapsOf(records[shownRun]?.networks ?? []);
  const maps = [shownMaps(plain)];

  const records = remedies.map((remedy, index): RemedyRecord => {
    const id = remedyId(remedies, index);
    if (remedy.kind === 'early-stopping') {
      // Nothing is trained anew: until it stops, it is the same training.
      const stopped = runs.map((run) => stopRun(run, remedy.patience));
      const stop = stopped[shownRun]?.stop;
      const [own = []] = maps;
      maps.push(own.map((map, k) => (stop && k >= stop.epoch ? (own[stop.kept] ?? map) : map)));
      return { id, remedy, runs: stopped };
    }
    const treated = trainAll(remedy);
    maps.push(shownMaps(treated));
    return { id, remedy, runs: treated.map((result, i) => ({ ...runOf(result, i), stop: null })) };
  });

  const patience = remedies.find((remedy) => remedy.kind === 'early-stopping')?.patience;
  return {
    film: 'overfitting-curves',
    params,
    seed,
    runs,
    facts: {
      ...course,
      grownEpoch: grownEpochOf(means.train, means.validation, course),
      stopEpoch: overfits(course) ? stopEpochOf(means.validation, patience) : null,
      shownRun,
      remedies: records.map(({ id, remedy, runs: treated }) => {
        const { train: learnedWith, validation } = spreadsOf(treated);
        const own = courseOf(learnedWith, validation);
        return { id, kind: remedy.kind, effect: effectOf(own, course), ...own };
      }),
    },
    remedies: records,
    points: {
      train: learned(shownSeed, null),
      validation: judged[shownRun] ?? [],
      more: learned(shownSeed, remedies.find(({ kind }) => kind === 'more-data') ?? null),
    },
    maps,
  };
}

/** The same run with early stopping. */
function stopRun(run: SeedRun, patience: number): RemedyRun {
  const stop = stopOf(run.series.validationLoss, patience);
  const series = {
    trainLoss: stoppedSeries(run.series.trainLoss, stop),
    validationLoss: stoppedSeries(run.series.validationLoss, stop),
  };
  return { ...run, losses: series.trainLoss, series, stop };
}
