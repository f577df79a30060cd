import { arrange, column, row } from '../../src/scene/arrange.ts';
import type { Grid } from '../../src/scene/contour.ts';
import type { Stage } from '../../src/scene/stage.ts';
import type { LabelledPoint } from '../../src/sim/data/labelled-points.ts';
import { SHAPE_TRUTHS } from '../../src/sim/data/two-class-shapes.ts';
import { clamp, lerp } from '../../src/sim/maths.ts';
import { evenTruth } from '../../src/sim/network/boundary.ts';
import { type HiddenUnit, heldNetwork, unitNetwork } from '../../src/sim/network/hidden-units.ts';
import { architecture, type Network } from '../../src/sim/network/network.ts';
import { valuesOf } from '../../src/sim/network/train.ts';
import { agreement, type LogitMap, MAP_REACH } from '../../src/sim/network/two-classes.ts';
import { workspaceFor } from '../../src/sim/network/workspace.ts';
import type { Place2 } from '../../src/sim/objectives/surface.ts';
import { remember } from '../../src/sim/remember.ts';
import type { Playhead } from '../../src/story/playhead.ts';
import type { BoundaryRun, BoundaryTrace } from './simulation.ts';

/** Samples along each side of the large map, of the map of a unit after the first layer, and of one in it, which is even. */
const SIDE = { map: 49, curved: 17, straight: 3 } as const;
/** Samples evaluated per pass. */
const ROOM = 256;
/** Samples of the truth. */
const TRUE_SIDE = 81;

/** Where the network, its map and the numbers are. */
export const placesOf = (stage: Stage) =>
  arrange(stage, stage.body, {
    landscape: row(36, { left: [964, column(22, { graph: 584, numbers: 122 })], map: 728 }),
    portrait: column(16, { graph: 400, map: 806, numbers: 104 }),
    square: column(14, { top: [604, row(24, { graph: 344, map: 604 })], numbers: 110 }),
  });

/** A run of the trace by its id. @throws RangeError if there is none */
export function runOf({ runs }: BoundaryTrace, id: string): BoundaryRun {
  const found = runs.find((run) => run.id === id);
  if (found === undefined) throw new RangeError(`there is no run "${id}"`);
  return found;
}

/** A network of the film with these parameters. @param hidden units of each hidden layer */
export const networkOf = (
  { params: { activation, semantics } }: BoundaryTrace,
  hidden: readonly number[],
  parameters: Iterable<number>,
): Network => ({
  ...architecture([2, ...hidden, 1], activation, semantics),
  parameters: Float64Array.from(parameters),
});

/** A run's network at a playhead: between two updates on the straight line. @param from the step at which the clock begins */
export function networkAt(trace: BoundaryTrace, run: BoundaryRun, { step, t }: Playhead, from = 0): Network {
  const last = run.points.at(-1) ?? [];
  const before = run.points[from + step] ?? last;
  const after = run.points[from + step + 1] ?? before;
  return networkOf(
    trace,
    run.hidden,
    before.map((value, i) => lerp(value, after[i] ?? value, t)),
  );
}

/** The network that the film ends on, with units of its first layer held to some extent. @param free 0 held … 1 free, of each */
export const partlyHeld = (trace: BoundaryTrace, free: readonly number[]): Network => {
  const run = runOf(trace, 'main');
  return heldNetwork(networkOf(trace, run.hidden, run.points.at(-1) ?? []), 0, free, trace.facts.means);
};

/** What a network predicts, as it is drawn: a logit near 0 all over would have jags if it were rounded. */
export const mapOf = (network: Network): LogitMap =>
  [...valuesOf(network, gridInputs(SIDE.map), workspaceFor(network, ROOM))].map((logit) =>
    clamp(100 * logit, -2000, 2000),
  );

/** The points, those that a network calls otherwise than their label `flipped`. */
export function judged({ facts: { data } }: BoundaryTrace, network: Network): readonly LabelledPoint[] {
  const [right = []] = agreement([network], data);
  return data.map((point, i) => ({ ...point, flipped: right[i] === false }));
}

/** Places of a square map, row by row from the lower left, as inputs. */
const gridInputs = (side: number): Float64Array =>
  Float64Array.from({ length: 2 * side * side }, (_, i) => {
    const cell = Math.floor(i / 2);
    const along = i % 2 === 0 ? cell % side : Math.floor(cell / side);
    return MAP_REACH * ((2 * along) / (side - 1) - 1);
  });

/** The weighted inputs of a hidden unit all over the map. */
export function unitSums(network: Network, unit: HiddenUnit): readonly number[] {
  const side = unit.layer === 0 ? SIDE.straight : SIDE.curved;
  const own = unitNetwork(network, unit);
  return [...valuesOf(own, gridInputs(side), workspaceFor(own, side * side))];
}

/** A straight cut w·x + b = 0 of a unit of the first layer. */
export interface Cut {
  readonly w: Place2;
  readonly b: number;
}

/** The cuts of the first layer. */
export const cutsOf = ({ sizes, parameters }: Network): readonly Cut[] => {
  const units = sizes[1] ?? 0;
  return Array.from({ length: units }, (_, unit) => ({
    w: [parameters[2 * unit] ?? 0, parameters[2 * unit + 1] ?? 0] as const,
    b: parameters[2 * units + unit] ?? 0,
  }));
};

/** Both ends of a cut where it leaves a square of this reach; `null` if it misses it. */
export function cutEnds({ w: [u, v], b }: Cut, reach = MAP_REACH): readonly [Place2, Place2] | null {
  const ends = [-reach, reach].flatMap((at): readonly Place2[] => [
    ...(v === 0 ? [] : [[at, -(u * at + b) / v] as const]),
    ...(u === 0 ? [] : [[-(v * at + b) / u, at] as const]),
  ]);
  const within = ends
    .filter(([x, y]) => Math.max(Math.abs(x), Math.abs(y)) <= reach * (1 + 1e-9))
    .sort(([a, c], [d, e]) => a - d || c - e);
  const [first, last] = [within[0], within.at(-1)];
  return first === undefined || last === undefined || first === last ? null : [first, last];
}

/** The truth as a field to draw its boundary from; `null` for a file. */
export const truthOf = remember(({ params: { data } }: BoundaryTrace): Grid | null => {
  if (data.file !== undefined) return null;
  const inputs = gridInputs(TRUE_SIDE);
  const truth = SHAPE_TRUTHS[data.shape];
  const values = Array.from({ length: TRUE_SIDE * TRUE_SIDE }, (_, i) =>
    truth(inputs[2 * i] ?? 0, inputs[2 * i + 1] ?? 0),
  );
  return { columns: TRUE_SIDE, rows: TRUE_SIDE, values };
});

/** The class that each sample of `evenMaps` truly has; `null` for a file. */
export const classesOf = remember(({ params: { data } }: BoundaryTrace): readonly (0 | 1)[] | null =>
  data.file === undefined ? evenTruth(SHAPE_TRUTHS[data.shape]) : null,
);
