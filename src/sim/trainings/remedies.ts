import { mean } from 'd3-array';
import { awayFrom, type BoundaryKind, classAt } from '../data/boundaries.ts';
import { type LabelledPoint, labelledPoints, pointSet } from '../data/labelled-points.ts';
import { earlyStop, type Stop, stoppedAt } from '../early-stopping.ts';
import { type Course, courseOf, overfits } from '../learning-curve.ts';
import { coveringNetwork } from '../network/initial-weights.ts';
import { architecture, type Network } from '../network/network.ts';
import { recordTraining, type TrainingRecord } from '../network/recorded-training.ts';
import {
  agreement,
  type Bend,
  decisionMaps,
  farthestBend,
  type LogitMap,
  MAP_REACH,
  type Marks,
  marksOf,
  pointLosses,
} from '../network/two-classes.ts';
import type { Seed } from '../random.ts';
import { spreadOf, typicalRun } from '../spread.ts';
import type { Run, Trace } from '../trace.ts';

/** What may help against overfitting. */
export type Remedy =
  | { readonly kind: 'weight-decay'; readonly strength: number }
  | { readonly kind: 'dropout'; readonly share: number }
  | { readonly kind: 'more-data'; readonly times: number }
  | { readonly kind: 'early-stopping'; readonly patience: number };

/** Points of two classes, the network that learns them, how often, and what is done against overfitting. */
export interface RemedyParams {
  readonly data: {
    readonly truth: BoundaryKind;
    /** Numbers of points. */
    readonly train: number;
    readonly validation: number;
    readonly test: number;
    /** Share of wrong labels among training and validation points. */
    readonly flipped: number;
  };
  readonly network: {
    readonly hidden: readonly number[];
    readonly learningRate: number;
    readonly batch: number;
    readonly spread: number;
  };
  readonly epochs: number;
  /** Number of runs. */
  readonly seeds: number;
  readonly remedies: readonly Remedy[];
}

/** Samples per side of the decision maps: of the one that the film looks at closely, and of all others. */
const MAP_SIDES = { large: 65, small: 33 } as const;

const SERIES = ['trainLoss', 'validationLoss', 'trainErrors', 'validationErrors'] as const;
type SeriesName = (typeof SERIES)[number];

/** One training run: its own points, initial weights, data order and masks. Errors are numbers of misclassified points. */
export interface SeedRun extends Run {
  readonly series: Readonly<Record<SeriesName, readonly number[]>>;
  /** How the network that it ends with does on the test points. */
  readonly test: Marks;
}

/** With early stopping, the series are those of the kept network from the stop on; `null` if patience never runs out. */
export interface RemedyRun extends SeedRun {
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
  /** What it was trained on. With more data, these are the same points and others. */
  readonly points: readonly LabelledPoint[];
  /** The network's predictions everywhere, after each epoch. */
  readonly maps: readonly LogitMap[];
  /** After each epoch, for each wrong label among them in order, whether the network gives it. */
  readonly believed: readonly (readonly boolean[])[];
  /** After each epoch, the loss of each of its points. */
  readonly losses: readonly (readonly number[])[];
}

/** Means over the runs: their course, their test loss, and the number of test points that they get wrong. */
interface Means extends Course {
  readonly testLoss: number;
  readonly testErrors: number;
}

/** What the runs come to. */
export interface RemedyFacts extends Means {
  /** The run whose validation loss is closest to the mean, its bend farthest from the true
   * boundary past the best epoch if it overfits, and the test points that it got wrong at the best epoch. */
  readonly shown: Course & {
    readonly run: number;
    readonly bend: Bend | null;
    readonly errorsAtBest: number;
  };
  /** Runs with a lower test loss, and with fewer test errors, than the same run without the remedy. */
  readonly remedies: readonly (Means & {
    readonly id: string;
    readonly kind: Remedy['kind'];
    readonly lowerIn: number;
    readonly fewerIn: number;
  })[];
}

/** What a film tells of such trainings. */
export type RemedyTrace = RemedyTrainings & Trace<RemedyParams, SeedRun, RemedyFacts>;

/** The runs without a remedy, the same with each, and one of them in pictures. */
export interface RemedyTrainings {
  readonly runs: readonly SeedRun[];
  readonly facts: RemedyFacts;
  readonly remedies: readonly RemedyRecord[];
  /** Points of the run shown. */
  readonly points: Readonly<Record<'train' | 'validation' | 'test', readonly LabelledPoint[]>>;
  /** The run shown without a remedy, then with each. */
  readonly shown: readonly ShownTraining[];
  /** Without a remedy, after each epoch, the loss of each of its validation points. */
  readonly checked: readonly (readonly number[])[];
}

function meansOf(runs: readonly SeedRun[]): Means {
  const series = (name: SeriesName) => spreadOf(runs.map((run) => run.series[name])).mean;
  return {
    ...courseOf(series('trainLoss'), series('validationLoss')),
    testLoss: mean(runs, ({ test }) => test.loss) ?? Number.NaN,
    testErrors: mean(runs, ({ test }) => test.errors) ?? Number.NaN,
  };
}

/** `weight-decay`; the second occurrence of a kind gets the suffix `-2`. */
function remedyId(remedies: readonly Remedy[], index: number): string {
  const kind = remedies[index]?.kind ?? '';
  const earlier = remedies.slice(0, index).filter((other) => other.kind === kind).length;
  return earlier === 0 ? kind : `${kind}-${earlier + 1}`;
}

/** A run with early stopping: from the stop on, its series are those of the epoch that it keeps. */
function stopRun(run: SeedRun, stop: Stop, test: Marks): RemedyRun {
  const series = Object.fromEntries(
    SERIES.map((name) => [name, stoppedAt(run.series[name], stop)]),
  ) as SeedRun['series'];
  return { ...run, losses: series.trainLoss, series, stop, test };
}

/**
 * Trains the same network from several seeds, without and with each remedy, and records how it does on training and
 * validation points, and at the end on test points, whose labels are all right. Everything random depends on the seed: points, wrong labels, initial
 * weights, data order, masks. Whatever the remedy, a run starts from the same weights and sees the same points in the same
 * order; more data only adds points, and takes as many updates.
 */
export function trainWithRemedies(
  params: RemedyParams,
  seed: Seed,
  report: (done: number, total: number) => void = () => {},
): RemedyTrainings {
  const { data, remedies, network, epochs } = params;
  const seeds = Array.from({ length: params.seeds }, (_, i) => `${seed}/${i + 1}`);
  const total = (1 + remedies.filter(({ kind }) => kind !== 'early-stopping').length) * seeds.length;
  let done = 0;

  // The labels key the random streams: changing them would change the points.
  const draw = (count: number, flipped: number, own: Seed, label: string, blocks = 1) =>
    labelledPoints(classAt[data.truth], count, flipped, own, label, blocks);
  const timesOf = (remedy: Remedy | null): number => (remedy?.kind === 'more-data' ? remedy.times : 1);
  const trainPoints = (own: Seed, remedy: Remedy | null): readonly LabelledPoint[] =>
    draw(data.train, data.flipped, own, 'points to learn from', timesOf(remedy));
  const validationPoints = seeds.map((own) =>
    draw(data.validation, data.flipped, own, 'points to be judged by'),
  );
  const testPoints = seeds.map((own) => draw(data.test, 0, own, 'points to be tested on'));
  const shape = architecture([2, ...network.hidden, 1], 'tanh');
  const trainAll = (remedy: Remedy | null): readonly TrainingRecord[] =>
    seeds.map((own, i) => {
      const start = coveringNetwork(shape, own, network.spread);
      const weightDecay = remedy?.kind === 'weight-decay' ? remedy.strength : 0;
      const options = {
        loss: 'binary-cross-entropy',
        batch: network.batch,
        seed: own,
        rule: { kind: 'adamw', learningRate: network.learningRate, weightDecay },
        dropout: remedy?.kind === 'dropout' ? remedy.share : 0,
        epochsPerPass: timesOf(remedy),
      } as const;
      const validation = validationPoints[i] ?? [];
      const record = recordTraining(start, trainPoints(own, remedy), validation, options, epochs);
      done += 1;
      report(done, total);
      return record;
    });
  const testAt = ({ networks }: Pick<TrainingRecord, 'networks'>, i: number, epoch: number): Marks => {
    const one = networks[epoch];
    if (one === undefined) throw new RangeError(`there is no network after epoch ${epoch}`);
    return marksOf(one, pointSet(testPoints[i] ?? []));
  };
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
      test: testAt(record, i, epochs),
    };
  };

  const plain = trainAll(null);
  const runs = plain.map(runOf);
  const validations = runs.map(({ series }) => series.validationLoss);
  const shownRun = typicalRun(validations, spreadOf(validations).mean);
  const shownSeed = seeds[shownRun] ?? seed;
  const learned = trainPoints(shownSeed, null);
  const wrong = learned.flatMap(({ x, y, flipped }, point) =>
    flipped ? [{ point, away: awayFrom[data.truth](x, y) }] : [],
  );
  const validation = validationPoints[shownRun] ?? [];
  const showing = (networks: readonly Network[], side: number, remedy: Remedy | null): ShownTraining => {
    const points = trainPoints(shownSeed, remedy);
    const wrongPoints = points.filter(({ flipped }) => flipped);
    return {
      points,
      maps: decisionMaps(networks, side, MAP_REACH),
      believed: agreement(networks, wrongPoints),
      losses: pointLosses(networks, points),
    };
  };
  const ownNetworks = plain[shownRun]?.networks ?? [];
  const shown = [showing(ownNetworks, MAP_SIDES.large, null)];

  const records = remedies.map((remedy, index): RemedyRecord => {
    const id = remedyId(remedies, index);
    if (remedy.kind === 'early-stopping') {
      // No retraining is necessary: until it stops, the training is the same.
      const stopped = runs.map((run, i): RemedyRun => {
        const stop = earlyStop(run.series.validationLoss, remedy.patience);
        const record = plain[i];
        const never = record === undefined || stop.epoch - stop.kept < remedy.patience;
        return never ? { ...run, stop: null } : stopRun(run, stop, testAt(record, i, stop.kept));
      });
      const stop = stopped[shownRun]?.stop;
      shown.push(showing(stop ? stoppedAt(ownNetworks, stop) : ownNetworks, MAP_SIDES.small, remedy));
      return { id, remedy, runs: stopped };
    }
    const treated = trainAll(remedy);
    shown.push(showing(treated[shownRun]?.networks ?? [], MAP_SIDES.small, remedy));
    return { id, remedy, runs: treated.map((result, i) => ({ ...runOf(result, i), stop: null })) };
  });

  const { trainLoss = [], validationLoss = [] } = runs[shownRun]?.series ?? {};
  const own = courseOf(trainLoss, validationLoss);
  const bends = overfits(own) && own.bestEpoch > 0;
  return {
    runs,
    facts: {
      ...meansOf(runs),
      shown: {
        ...own,
        run: shownRun,
        bend: bends ? farthestBend(shown[0]?.believed ?? [], wrong, own.bestEpoch) : null,
        errorsAtBest: testAt({ networks: ownNetworks }, shownRun, own.bestEpoch).errors,
      },
      remedies: records.map(({ id, remedy, runs: treated }) => ({
        id,
        kind: remedy.kind,
        ...meansOf(treated),
        lowerIn: treated.filter(({ test: marks }, i) => marks.loss < (runs[i]?.test.loss ?? 0)).length,
        fewerIn: treated.filter(({ test: marks }, i) => marks.errors < (runs[i]?.test.errors ?? 0)).length,
      })),
    },
    remedies: records,
    points: {
      train: learned,
      validation,
      test: testPoints[shownRun] ?? [],
    },
    shown,
    checked: pointLosses(ownNetworks, validation),
  };
}
