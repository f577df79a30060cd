import type { Inputs, ProgressReporter } from '../../src/film/film.ts';
import { earlyStop, type Stop, stoppedAt } from '../../src/sim/early-stopping.ts';
import type { Seed } from '../../src/sim/random.ts';
import { spreadOf, typicalRun } from '../../src/sim/spread.ts';
import type { Run, Trace } from '../../src/sim/trace.ts';
import { drawPoints, type Point } from './data.ts';
import { courseOf, effectOf, grownEpochOf, type OverfittingFacts, overfits, stopEpochOf } from './facts.ts';
import type { OverfittingParams, Remedy } from './params.ts';
import { mapsOf, type ProbabilityMap, type TrainingRecord, train } from './training.ts';

/** One training run: its own points, initial weights, data order and masks. `series[…][k]` is after k epochs. */
export interface SeedRun extends Run {
  readonly series: { readonly trainLoss: readonly number[]; readonly validationLoss: readonly number[] };
}

/** The same training with early stopping; after its stop, the series are those of the kept network. */
export interface RemedyRun extends SeedRun {
  readonly stop: Stop | null;
}

/** The result of a remedy from the same initial weights, run by run. */
export interface RemedyRecord {
  readonly id: string;
  readonly remedy: Remedy;
  readonly runs: readonly RemedyRun[];
}

/** Points of the run shown. */
export interface ShownPoints {
  readonly train: readonly Point[];
  readonly validation: readonly Point[];
  /** The training points of the remedy "more data"; same as `train` if it is not requested. */
  readonly more: readonly Point[];
}

export interface OverfittingTrace extends Trace<OverfittingParams, SeedRun, OverfittingFacts> {
  readonly remedies: readonly RemedyRecord[];
  readonly points: ShownPoints;
  /** The predictions of the shown run's network everywhere, after each epoch: without a remedy, then with each. */
  readonly maps: readonly (readonly ProbabilityMap[])[];
}

/** What `lossreel trace` prints with `--full` only. */
export const BULK = ['remedies', 'points', 'maps'] as const;

const meanOf = (runs: readonly SeedRun[], loss: keyof SeedRun['series']): readonly number[] =>
  spreadOf(runs.map(({ series }) => series[loss])).mean;

/** `weight-decay`; the second occurrence of a kind gets the suffix `-2`. */
function remedyId(remedies: readonly Remedy[], index: number): string {
  const kind = remedies[index]?.kind ?? '';
  const earlier = remedies.slice(0, index).filter((other) => other.kind === kind).length;
  return earlier === 0 ? kind : `${kind}-${earlier + 1}`;
}

/**
 * Trains the same network from several seeds, without and with each remedy, and records its losses on training and
 * validation points. Everything random depends on the seed: points, wrong labels, initial weights, data order, masks.
 */
export function simulate(
  params: OverfittingParams,
  seed: Seed,
  _inputs: Inputs = {},
  report: ProgressReporter = () => {},
): OverfittingTrace {
  const { data, remedies } = params;
  const seeds = Array.from({ length: params.seeds }, (_, i) => `${seed}/${i + 1}`);
  const trained = remedies.filter(({ kind }) => kind !== 'early-stopping').length;
  const total = (1 + trained) * seeds.length;
  let done = 0;

  const pointsOf = (own: Seed, label: string, count: number, blocks = 1): readonly Point[] =>
    drawPoints(data.truth, count, data.flipped, own, label, blocks);
  // These labels key the random streams: changing them would change the points.
  const trainPoints = (own: Seed, remedy: Remedy | null): readonly Point[] =>
    pointsOf(own, 'points to learn from', data.train, remedy?.kind === 'more-data' ? remedy.times : 1);
  const validationPoints = seeds.map((own) => pointsOf(own, 'points to be judged by', data.validation));
  const trainAll = (remedy: Remedy | null): readonly TrainingRecord[] =>
    seeds.map((own, i) => {
      const result = train(params, own, trainPoints(own, remedy), validationPoints[i] ?? [], remedy);
      done += 1;
      report(done, total);
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
  const [trainMean, validationMean] = [meanOf(runs, 'trainLoss'), meanOf(runs, 'validationLoss')];
  const course = courseOf(trainMean, validationMean);
  const shownRun = typicalRun(
    runs.map(({ series }) => series.validationLoss),
    validationMean,
  );
  const shownSeed = seeds[shownRun] ?? seed;
  const shownMaps = (records: readonly TrainingRecord[]) => mapsOf(records[shownRun]?.networks ?? []);
  const maps = [shownMaps(plain)];

  const records = remedies.map((remedy, index): RemedyRecord => {
    const id = remedyId(remedies, index);
    if (remedy.kind === 'early-stopping') {
      // No retraining is necessary: until it stops, the training is the same.
      const stopped = runs.map((run) => stopRun(run, remedy.patience));
      const stop = stopped[shownRun]?.stop;
      const [own = []] = maps;
      maps.push(stop ? stoppedAt(own, stop) : own);
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
      grownEpoch: grownEpochOf(trainMean, validationMean, course),
      stopEpoch: overfits(course) ? stopEpochOf(validationMean, patience) : null,
      shownRun,
      remedies: records.map(({ id, remedy, runs: treated }) => {
        const own = courseOf(meanOf(treated, 'trainLoss'), meanOf(treated, 'validationLoss'));
        return { id, kind: remedy.kind, effect: effectOf(own, course), ...own };
      }),
    },
    remedies: records,
    points: {
      train: trainPoints(shownSeed, null),
      validation: validationPoints[shownRun] ?? [],
      more: trainPoints(shownSeed, remedies.find(({ kind }) => kind === 'more-data') ?? null),
    },
    maps,
  };
}

/** The same run with early stopping. */
function stopRun(run: SeedRun, patience: number): RemedyRun {
  const stop = earlyStop(run.series.validationLoss, patience);
  const series = {
    trainLoss: stoppedAt(run.series.trainLoss, stop),
    validationLoss: stoppedAt(run.series.validationLoss, stop),
  };
  return { ...run, losses: series.trainLoss, series, stop };
}
