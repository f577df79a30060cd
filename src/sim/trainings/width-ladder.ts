import { type LabelledPoint, pointSet } from '../data/labelled-points.ts';
import { SHAPE_TRUTHS, type TwoClassShape } from '../data/two-class-shapes.ts';
import type { LayerSemantics } from '../frameworks/framework.ts';
import {
  areaShare,
  boundaryOf,
  evenMaps,
  evenTruth,
  isClosed,
  largestLoop,
  roundnessOf,
} from '../network/boundary.ts';
import { type FullBatchRule, trainFullBatch } from '../network/full-batch.ts';
import { type LayerWeights, layerWeights } from '../network/hidden-units.ts';
import { initialNetwork } from '../network/initial-weights.ts';
import { architecture, type Network } from '../network/network.ts';
import { marksOf } from '../network/two-classes.ts';
import { type Workspace, workspaceFor } from '../network/workspace.ts';
import type { Point } from '../objectives/objective.ts';
import type { Seed } from '../random.ts';
import type { Run, Trace } from '../trace.ts';

/** Share of the points that a network may get wrong and still tell the classes apart. */
const ALLOWED = 0.02;

/** Networks that tell two classes apart, and how many units of the first layer are compared. */
export interface WidthLadderParams {
  readonly data: { readonly shape: TwoClassShape; readonly file?: string | undefined };
  readonly hidden: readonly number[];
  readonly activation: 'tanh' | 'relu' | 'sigmoid';
  readonly semantics: LayerSemantics;
  readonly optimizer: FullBatchRule['kind'];
  readonly rate: number;
  readonly steps: number;
  readonly widths: readonly number[];
  readonly starts: number;
}

/** What a training has come to. */
export interface Outcome {
  readonly errors: number;
  /** Whether the boundary is closed curves alone. */
  readonly closed: boolean;
  /** Of the largest closed curve; 0 if there is none. */
  readonly roundness: number;
  /** Share of the square that has its true class; `null` for a file, whose truth nobody knows. */
  readonly agreement: number | null;
}

/** A network in training: `points[k]` its parameters after k updates. */
export interface BoundaryRun extends Run {
  readonly points: readonly Point[];
  readonly hidden: readonly number[];
  readonly outcome: Outcome;
}

/** All trainings of a width of the first hidden layer; the first is from the film's own start. */
export interface Rung {
  readonly units: number;
  readonly outcomes: readonly Outcome[];
  /** Parameters that each has come to. */
  readonly learned: readonly Point[];
}

interface BoundaryFacts {
  /** As the networks are given them, in the square from −1 to 1. */
  readonly data: readonly LabelledPoint[];
  /** Rows in the file, of which the points may be some, its classes and columns by name; `null` for a shape. */
  readonly file: {
    readonly rows: number;
    readonly classes: readonly string[];
    readonly names: readonly string[] | null;
  } | null;
  /** The weights before the first update, as frameworks have them. */
  readonly start: readonly LayerWeights[];
  /** Points that may be wrong. */
  readonly allowed: number;
  readonly ladder: readonly Rung[];
  /** The least width up to that of the film that tells the classes apart from the same start; `null` if none does. */
  readonly enough: number | null;
}

export type BoundaryTrace = Trace<WidthLadderParams, BoundaryRun, BoundaryFacts>;

/**
 * Trains a network, those with fewer units of its first layer from the same seed, and each width from several starts.
 *
 * @param given the points, and the file they are from
 */
export function trainWidths(
  params: WidthLadderParams,
  seed: Seed,
  given: Pick<BoundaryFacts, 'data' | 'file'>,
): Pick<BoundaryTrace, 'runs' | 'facts'> {
  const set = pointSet(given.data);
  const truth = given.file === null ? evenTruth(SHAPE_TRUTHS[params.data.shape]) : null;
  const allowed = Math.floor(ALLOWED * set.count);
  const rule = { kind: params.optimizer, learningRate: params.rate };

  const outcomesOf = (networks: readonly Network[], workspace: Workspace): readonly Outcome[] =>
    evenMaps(networks).map((map, k): Outcome => {
      const boundary = boundaryOf(map);
      const loop = largestLoop(boundary);
      const network = networks[k];
      return {
        errors: network === undefined ? 0 : marksOf(network, set, workspace).errors,
        closed: isClosed(boundary),
        roundness: loop === undefined ? 0 : roundnessOf(loop).share,
        agreement: truth === null ? null : areaShare(map, truth),
      };
    });
  const trained = (units: number, start: number) => {
    const shapeOf = architecture(
      [2, units, ...params.hidden.slice(1), 1],
      params.activation,
      params.semantics,
    );
    const network = initialNetwork(shapeOf, start === 0 ? seed : `${seed}, start ${start}`);
    const training = trainFullBatch(network, set, rule, params.steps);
    const networks = training.points.map((point) => ({ ...network, parameters: Float64Array.from(point) }));
    return { ...training, networks, workspace: workspaceFor(network, 256) };
  };
  type Trained = ReturnType<typeof trained>;
  const endOf = ({ networks, workspace }: Trained): Outcome => {
    const [outcome] = outcomesOf(networks.slice(-1), workspace);
    return outcome ?? { errors: set.count, closed: false, roundness: 0, agreement: null };
  };
  const runOf = (id: string, units: number, of: Trained, series: BoundaryRun['series']): BoundaryRun => ({
    id,
    label: `${units} ${units === 1 ? 'unit' : 'units'}`,
    status: of.overflowed ? 'diverged' : 'completed',
    points: of.points,
    losses: of.losses,
    series: {
      errors: of.networks.map((network) => marksOf(network, set, of.workspace).errors),
      ...series,
    },
    hidden: [units, ...params.hidden.slice(1)],
    outcome: endOf(of),
  });

  const [width = 1] = params.hidden;
  const own = trained(width, 0);
  const course = outcomesOf(own.networks, own.workspace);
  const main = runOf('main', width, own, {
    closed: course.map(({ closed }) => Number(closed)),
    roundness: course.map(({ roundness, closed }) => (closed ? roundness : 0)),
    ...(truth === null ? {} : { agreement: course.map(({ agreement }) => agreement ?? 0) }),
  });

  // From the film's own start, with fewer units: the others have the same first weights, as far as the library's rule allows.
  const fewer = Array.from({ length: width - 1 }, (_, i) => ({ count: i + 1, of: trained(i + 1, 0) }));
  const ends = [...fewer.map(({ of }) => endOf(of)), main.outcome];
  const least = ends.findIndex(({ errors }) => errors <= allowed);
  const enough = least < 0 ? null : least + 1;
  const shown = new Set([1, (enough ?? width) - 1]);
  const ladder = [...new Set([...params.widths, ...fewer.map(({ count }) => count), width])]
    .sort((a, b) => a - b)
    .map((count): Rung => {
      const first = count === width ? own : (fewer[count - 1]?.of ?? trained(count, 0));
      const all = [first, ...Array.from({ length: params.starts - 1 }, (_, i) => trained(count, i + 1))];
      return {
        units: count,
        outcomes: all.map(endOf),
        learned: all.map(({ points }) => points.at(-1) ?? []),
      };
    });
  return {
    runs: [
      main,
      ...fewer
        .filter(({ count }) => shown.has(count))
        .map(({ count, of }) => runOf(`${count}`, count, of, {})),
    ],
    facts: { ...given, start: own.networks.slice(0, 1).flatMap(layerWeights), allowed, ladder, enough },
  };
}
