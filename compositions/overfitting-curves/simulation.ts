import type { Inputs, ProgressReporter } from '../../src/film/film.ts';
import { type LabelledPoint, pointSet } from '../../src/sim/data/labelled-points.ts';
import { earlyStop, type Stop, stoppedAt } from '../../src/sim/early-stopping.ts';
import { courseOf, overfits } from '../../src/sim/learning-curve.ts';
import type { Network } from '../../src/sim/network/network.ts';
import {
  agreement,
  decisionMaps,
  type LogitMap,
  type Marks,
  marksOf,
} from '../../src/sim/network/two-classes.ts';
import type { Seed } from '../../src/sim/random.ts';
import { spreadOf, typicalRun } from '../../src/sim/spread.ts';
import type { Run, Trace } from '../../src/sim/trace.ts';
import { drawPoints } from './data.ts';
import { firstBend, type OverfittingFacts, testOfRuns } from './facts.ts';
import type { OverfittingParams, Remedy } from './params.ts';
import { type TrainingRecord, train } from './training.ts';

/** Samples per side of the decision maps: of the one that the film looks at closely, and of all others. */
const MAP_SIDES = { large: 65, small: 33 } as const;
/** The maps extend a little beyond the points. */
export const MAP_REACH = 1.06;

const SERIES = ['trainLoss', 'validationLoss', 'trainErrors', 'validationErrors'] as const;
type SeriesName = (typeof SERIES)[number];

/**
 * One training run: its own points, initial weights, data order and masks. `series[…][k]` is after k epochs: losses, and
 * numbers of misclassified points.
 */
export interface SeedRun extends Run {
  readonly series: Readonly<Record<SeriesName, readonly number[]>>;
  /** How the network that it ends with does on the test points. */
  readonly test: Marks;
}

/** With early stopping, the series are those of the kept network from the stop on. */
export interface RemedyRun extends SeedRun {
  /** `null` if patience never runs out. */
  readonly stop: Stop | null;
}

/** The result of a remedy from the same initial weights, run by run. */
export interface RemedyRecord {
  readonly id: string;
  readonly remedy: Remedy;
  readonly runs: readonly RemedyRun[];
}

/** The run shown, trained in one way. */
export interface ShownTraining {
  /** The network's predictions everywhere, after each epoch. */
  readonly maps: readonly LogitMap[];
  /** After each epoch, for each wrong label of the shown run in order, whether the network gives it. */
  readonly believed: readonly (readonly boolean[])[];
  /** Of each test point, whether the network that it ends with gives its label. */
  readonly passed: readonly boolean[];
}

/** How a run ended without a remedy. */
export interface Ending {
  readonly points: readonly LabelledPoint[];
  readonly map: LogitMap;
}

export interface OverfittingTrace extends Trace<OverfittingParams, SeedRun, OverfittingFacts> {
  readonly remedies: readonly RemedyRecord[];
  /** Points of the run shown; `more` are the training points of the remedy "more data". */
  readonly points: Readonly<Record<'train' | 'validation' | 'test' | 'more', readonly LabelledPoint[]>>;
  /** The run shown without a remedy, then with each. */
  readonly shown: readonly ShownTraining[];
  readonly endings: readonly Ending[];
}

/** What `lossreel trace` prints with `--full` only. */
export const BULK = ['remedies', 'points', 'shown', 'endings'] as const;

const meanOf = (runs: readonly SeedRun[], series: SeriesName): readonly number[] =>
  spreadOf(runs.map((run) => run.series[series])).mean;

/** `weight-decay`; the second occurrence of a kind gets the suffix `-2`. */
function remedyId(remedies: readonly Remedy[], index: number): string {
  const kind = remedies[index]?.kind ?? '';
  const earlier = remedies.slice(0, index).filter((other) => other.kind === kind).length;
  return earlier === 0 ? kind : `${kind}-${earlier + 1}`;
}

/**
 * Trains the same network from several seeds, without and with each remedy, and records how it does on training and
 * validation points, and at the end on test points. Everything random depends on the seed: points, wrong labels, initial
 * weights, data order, masks.
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

  // These labels key the random streams: changing them would change the points.
  const trainPoints = (own: Seed, remedy: Remedy | null): readonly LabelledPoint[] =>
    drawPoints(
      data,
      data.train,
      own,
      'points to learn from',
      remedy?.kind === 'more-data' ? remedy.times : 1,
    );
  const validationPoints = seeds.map((own) =>
    drawPoints(data, data.validation, own, 'points to be judged by'),
  );
  const testPoints = seeds.map((own) => drawPoints(data, data.test, own, 'points to be tested on'));
  const trainAll = (remedy: Remedy | null): readonly TrainingRecord[] =>
    seeds.map((own, i) => {
      const result = train(params, own, trainPoints(own, remedy), validationPoints[i] ?? [], remedy);
      done += 1;
      report(done, total);
      return result;
    });
  const runOf = (record: TrainingRecord, i: number): SeedRun => {
    const trainLoss = record.train.map(({ loss }) => loss);
    return {
      id: `seed-${i + 1}`,
      label: `seed ${i + 1}`,
      status: 'completed',
      losses: trainLoss,
      series: {
        trainLoss,
        validationLoss: record.validation.map(({ loss }) => loss),
        trainErrors: record.train.map(({ errors }) => errors),
        validationErrors: record.validation.map(({ errors }) => errors),
      },
      test: testAt(record, i, params.epochs),
    };
  };
  const testAt = ({ networks }: TrainingRecord, i: number, epoch: number): Marks => {
    const network = networks[epoch];
    if (network === undefined) throw new RangeError(`there is no network after epoch ${epoch}`);
    return marksOf(network, pointSet(testPoints[i] ?? []));
  };

  const plain = trainAll(null);
  const runs = plain.map(runOf);
  const validationMean = meanOf(runs, 'validationLoss');
  const shownRun = typicalRun(
    runs.map(({ series }) => series.validationLoss),
    validationMean,
  );
  const shownSeed = seeds[shownRun] ?? seed;
  const learned = trainPoints(shownSeed, null);
  const wrong = learned.flatMap(({ flipped }, i) => (flipped ? [i] : []));
  const wrongPoints = wrong.flatMap((i) => learned[i] ?? []);
  const shownTest = testPoints[shownRun] ?? [];
  const showing = (networks: readonly Network[], side: number): ShownTraining => ({
    maps: decisionMaps(networks, side, MAP_REACH),
    believed: agreement(networks, wrongPoints),
    passed: agreement(networks.slice(-1), shownTest)[0] ?? [],
  });
  const ownNetworks = plain[shownRun]?.networks ?? [];
  const shown = [showing(ownNetworks, MAP_SIDES.large)];

  const records = remedies.map((remedy, index): RemedyRecord => {
    const id = remedyId(remedies, index);
    if (remedy.kind === 'early-stopping') {
      // No retraining is necessary: until it stops, the training is the same.
      const stopped = runs.map((run, i): RemedyRun => {
        const stop = earlyStop(run.series.validationLoss, remedy.patience);
        const record = plain[i];
        if (record === undefined || stop.epoch - stop.kept < remedy.patience) return { ...run, stop: null };
        return { ...stopRun(run, stop), test: testAt(record, i, stop.kept) };
      });
      const stop = stopped[shownRun]?.stop;
      shown.push(showing(stop ? stoppedAt(ownNetworks, stop) : ownNetworks, MAP_SIDES.small));
      return { id, remedy, runs: stopped };
    }
    const treated = trainAll(remedy);
    shown.push(showing(treated[shownRun]?.networks ?? [], MAP_SIDES.small));
    return { id, remedy, runs: treated.map((result, i) => ({ ...runOf(result, i), stop: null })) };
  });

  const { trainLoss = [], validationLoss = [] } = runs[shownRun]?.series ?? {};
  const own = courseOf(trainLoss, validationLoss);
  return {
    film: 'overfitting-curves',
    params,
    seed,
    runs,
    facts: {
      ...courseOf(meanOf(runs, 'trainLoss'), validationMean),
      ...testOfRuns(runs),
      shown: {
        ...own,
        run: shownRun,
        bend:
          overfits(own) && own.bestEpoch > 0
            ? firstBend(shown[0]?.believed ?? [], wrong, own.bestEpoch)
            : null,
      },
      remedies: records.map(({ id, remedy, runs: treated }) => ({
        id,
        kind: remedy.kind,
        ...courseOf(meanOf(treated, 'trainLoss'), meanOf(treated, 'validationLoss')),
        ...testOfRuns(treated),
        lowerIn: treated.filter(({ test }, i) => test.loss < (runs[i]?.test.loss ?? 0)).length,
      })),
    },
    remedies: records,
    points: {
      train: learned,
      validation: validationPoints[shownRun] ?? [],
      test: shownTest,
      more: trainPoints(shownSeed, remedies.find(({ kind }) => kind === 'more-data') ?? null),
    },
    shown,
    endings: plain.map(({ networks }, i) => ({
      points: trainPoints(seeds[i] ?? seed, null),
      map: decisionMaps(networks.slice(-1), MAP_SIDES.small, MAP_REACH)[0] ?? [],
    })),
  };
}

/** A run with early stopping: from the stop on, its series are those of the epoch that it keeps. */
function stopRun(run: SeedRun, stop: Stop): RemedyRun {
  const series = Object.fromEntries(
    SERIES.map((name) => [name, stoppedAt(run.series[name], stop)]),
  ) as SeedRun['series'];
  return { ...run, losses: series.trainLoss, series, stop };
}
