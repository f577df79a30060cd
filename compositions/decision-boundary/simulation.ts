import type { InputRef, Inputs } from '../../src/film/film.ts';
import { baseName } from '../../src/logs/names.ts';
import { numberColumns } from '../../src/logs/table/number-columns.ts';
import { InputError } from '../../src/sim/data/idx.ts';
import { type LabelledPoint, pointSet } from '../../src/sim/data/labelled-points.ts';
import { SHAPE_TRUTHS, shapePoints } from '../../src/sim/data/two-class-shapes.ts';
import {
  areaShare,
  boundaryOf,
  evenMaps,
  evenTruth,
  isClosed,
  largestLoop,
  roundnessOf,
} from '../../src/sim/network/boundary.ts';
import { trainFullBatch } from '../../src/sim/network/full-batch.ts';
import {
  heldNetwork,
  type LayerWeights,
  layerWeights,
  unitMeans,
} from '../../src/sim/network/hidden-units.ts';
import { initialNetwork } from '../../src/sim/network/initial-weights.ts';
import { architecture, type Network } from '../../src/sim/network/network.ts';
import { marksOf } from '../../src/sim/network/two-classes.ts';
import { type Workspace, workspaceFor } from '../../src/sim/network/workspace.ts';
import type { Point } from '../../src/sim/objectives/objective.ts';
import type { Seed } from '../../src/sim/random.ts';
import type { Run, Trace } from '../../src/sim/trace.ts';
import { drawable } from '../../src/story/drawable.ts';
import type { BoundaryParams } from './params.ts';

/** Rows of a larger file that are sampled, and how far into the square the points of a file reach. */
const [MOST, FILLED] = [400, 0.92];
/** Share of the points that a network may get wrong and still tell the classes apart. */
const ALLOWED = 0.02;

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
  /** Parameters that the first has come to. */
  readonly learned: Point;
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
  /** Mean activations of the first layer's units over the points, at the end. */
  readonly means: readonly number[];
  readonly ladder: readonly Rung[];
  /** The least width up to that of the film that tells the classes apart from the same start; `null` if none does. */
  readonly enough: number | null;
}

export type BoundaryTrace = Trace<BoundaryParams, BoundaryRun, BoundaryFacts>;

export const inputsOf = ({ data: { file } }: BoundaryParams): readonly InputRef[] =>
  file === undefined ? [] : [{ name: 'data.file', path: file, private: true }];

/** Points of a file, each coordinate scaled to the square. @throws InputError if it is no table of them, or has not two classes */
function fromFile(path: string, bytes: Uint8Array | undefined, seed: Seed) {
  const file = `data.file '${baseName(path)}'`;
  if (bytes === undefined) throw new InputError(`${file}: the file was not read`);
  const options = { param: 'data.file', path, width: 3, most: MOST, seed, labelled: true };
  const { names, columns, labels = [], rows } = numberColumns(bytes, options);
  const classes = [...new Set(labels)].sort((a, b) => Number(a) - Number(b) || (a < b ? -1 : 1));
  if (classes.length !== 2)
    throw new InputError(
      `${file}, column 3${names?.[2] ? ` (${names[2]})` : ''}: ${classes.length === 1 ? `one class, "${classes[0]}"` : `${classes.length} classes, "${classes.slice(0, 3).join('", "')}"${classes.length > 3 ? ' …' : ''}`}; there have to be two`,
    );
  const [xs = [], ys = []] = columns.map((column) => {
    const [low, high] = [Math.min(...column), Math.max(...column)];
    return column.map((value) => (high > low ? FILLED * ((2 * (value - low)) / (high - low) - 1) : 0));
  });
  const data = labels.map(
    (name, i): LabelledPoint => ({
      x: xs[i] ?? 0,
      y: ys[i] ?? 0,
      label: name === classes[1] ? 1 : 0,
      flipped: false,
    }),
  );
  return { data, file: { rows, classes: classes.map(drawable), names: names?.map(drawable) ?? null } };
}

/** Trains the network of the film, those with fewer units of its first layer, and each width from several starts. */
export function simulate(params: BoundaryParams, seed: Seed, inputs: Inputs = {}): BoundaryTrace {
  const { shape, points, noise, file } = params.data;
  const given =
    file === undefined
      ? { data: shapePoints(shape, points, noise, seed), file: null }
      : fromFile(file, inputs['data.file'], seed);
  const set = pointSet(given.data);
  const truth = file === undefined ? evenTruth(SHAPE_TRUTHS[shape]) : null;
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
  const units = Array.from({ length: width }, (_, unit) => unit);
  const without = (network: Network): readonly number[] => {
    const means = unitMeans(network, 0, set.inputs);
    return units.map(
      (unit) =>
        marksOf(
          heldNetwork(
            network,
            0,
            units.map((other) => (other === unit ? 0 : 1)),
            means,
          ),
          set,
          own.workspace,
        ).errors,
    );
  };
  const held = own.networks.map(without);
  const main = runOf('main', width, own, {
    closed: course.map(({ closed }) => Number(closed)),
    roundness: course.map(({ roundness, closed }) => (closed ? roundness : 0)),
    ...(truth === null ? {} : { agreement: course.map(({ agreement }) => agreement ?? 0) }),
    ...Object.fromEntries(
      units.map((unit) => [`without${unit + 1}`, held.map((errors) => errors[unit] ?? 0)]),
    ),
  });

  // From the film's own start, with fewer units: the others have the same first weights, as far as the library's rule allows.
  const fewer = Array.from({ length: width - 1 }, (_, i) => ({ count: i + 1, of: trained(i + 1, 0) }));
  const apart = ({ errors }: Outcome): boolean => errors <= allowed;
  const ends = [...fewer.map(({ of }) => endOf(of)), main.outcome];
  const least = ends.findIndex(apart);
  const enough = least < 0 ? null : least + 1;
  const shown = new Set([1, (enough ?? width) - 1]);
  const ladder = [...new Set([...params.widths, ...fewer.map(({ count }) => count), width])]
    .sort((a, b) => a - b)
    .map((count): Rung => {
      const first = count === width ? own : (fewer[count - 1]?.of ?? trained(count, 0));
      const others = Array.from({ length: params.starts - 1 }, (_, i) => endOf(trained(count, i + 1)));
      return { units: count, outcomes: [endOf(first), ...others], learned: first.points.at(-1) ?? [] };
    });
  return {
    film: 'decision-boundary',
    params: { ...params, data: { ...params.data, ...(file === undefined ? {} : { file: baseName(file) }) } },
    seed,
    runs: [
      main,
      ...fewer
        .filter(({ count }) => shown.has(count))
        .map(({ count, of }) => runOf(`${count}`, count, of, {})),
    ],
    facts: {
      ...given,
      start: own.networks.slice(0, 1).flatMap(layerWeights),
      allowed,
      means: own.networks.slice(-1).flatMap((network) => [...unitMeans(network, 0, set.inputs)]),
      ladder,
      enough,
    },
  };
}
