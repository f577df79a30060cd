/** The networks of a trace, and what is drawn and said of one: its cuts, its pushes, its walks. */

import type { LabelledPoint } from '../../sim/data/labelled-points.ts';
import { clamp, lerp } from '../../sim/maths.ts';
import { type HiddenUnit, heldNetwork, layerWeights, unitNetwork } from '../../sim/network/hidden-units.ts';
import { architecture, type Network } from '../../sim/network/network.ts';
import { valuesOf } from '../../sim/network/train.ts';
import { agreement, type LogitMap, MAP_REACH } from '../../sim/network/two-classes.ts';
import { workspaceFor } from '../../sim/network/workspace.ts';
import type { Place2 } from '../../sim/objectives/surface.ts';
import type { BoundaryRun, BoundaryTrace } from '../../sim/trainings/width-ladder.ts';
import type { Playhead } from '../playhead.ts';

/** Samples along each side of a large map, of the map of a unit after the first layer, and of one in it, which is even. */
const SIDE = { map: 97, curved: 17, straight: 3 } as const;
/** Samples evaluated per pass. */
const ROOM = 256;

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

/** The network that a run is after so many updates; at its end by default. */
export const networkAfter = (trace: BoundaryTrace, run: BoundaryRun, step = run.points.length - 1): Network =>
  networkOf(trace, run.hidden, run.points[step] ?? []);

/** A run's network at a playhead: between two updates on the straight line. */
export function networkAt(trace: BoundaryTrace, run: BoundaryRun, { step, t }: Playhead): Network {
  const before = run.points[step] ?? run.points.at(-1) ?? [];
  const after = run.points[step + 1] ?? before;
  return networkOf(
    trace,
    run.hidden,
    before.map((value, i) => lerp(value, after[i] ?? value, t)),
  );
}

/** A network of which only some pushes on the output are added up. @param added 0 … 1 of each unit of the last hidden layer */
export const partlyAdded = (network: Network, added: readonly number[]): Network =>
  heldNetwork(
    network,
    network.sizes.length - 3,
    added,
    added.map(() => 0),
  );

/** What a network predicts, as it is drawn: a logit near 0 all over would have jags if it were rounded. */
export const mapOf = (network: Network, largest = 2000): LogitMap =>
  [...valuesOf(network, gridInputs(SIDE.map), workspaceFor(network, ROOM))].map((logit) =>
    clamp(100 * logit, -largest, largest),
  );

/** The outputs of a network at some places. */
export const outputsAt = (network: Network, places: readonly Place2[]): readonly number[] => [
  ...valuesOf(network, Float64Array.from(places.flat()), workspaceFor(network, ROOM)),
];

/** What each unit of the last hidden layer adds to the output at a place, and the bias after them. */
export function pushesAt(network: Network, place: Place2): readonly number[] {
  const last = network.sizes.length - 3;
  const values = valuesOf(network, Float64Array.from(place), workspaceFor(network, 1), last);
  const { weights: [row = []] = [], biases = [] } = layerWeights(network).at(-1) ?? {};
  return [...row.map((weight, unit) => weight * (values[unit] ?? 0)), biases[0] ?? 0];
}

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
export const cutsOf = (network: Network): readonly Cut[] => {
  const { weights = [], biases = [] } = layerWeights(network)[0] ?? {};
  return weights.map(([u = 0, v = 0], unit) => ({ w: [u, v], b: biases[unit] ?? 0 }));
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

/** A walk parallel to the first cut: its two ends, the output at even places of it, and where that is 0. */
export interface Walk {
  readonly ends: readonly [Place2, Place2];
  readonly outputs: readonly number[];
  /** As a share of the walk; `null` if it is nowhere. */
  readonly crossing: number | null;
}

/** Places of a walk, lines that are tried, and those that are taken. */
const [PLACES, TRIED, TAKEN] = [81, 33, 4] as const;

/** At which share of a walk the output is 0; `null` if it is nowhere. */
export function crossingOf(outputs: readonly number[]): number | null {
  const after = outputs.findIndex((value, i) => i > 0 && value > 0 !== (outputs[i - 1] ?? value) > 0);
  if (after < 0) return null;
  const [a = 0, b = 0] = [outputs[after - 1], outputs[after]];
  return (after - 1 + a / (a - b)) / (outputs.length - 1);
}

/** Walks parallel to the first cut, over the square: as many as possible on which the output is 0 well inside. */
export function walksOf(network: Network): readonly Walk[] {
  const [u, v] = cutsOf(network)[0]?.w ?? [1, 0];
  const length = Math.sqrt(u * u + v * v) || 1;
  const all = Array.from({ length: TRIED }, (_, i): Walk | null => {
    const ends = cutEnds({ w: [u, v], b: length * 0.95 * ((2 * i) / (TRIED - 1) - 1) }, 1);
    if (ends === null) return null;
    const [[x0, y0], [x1, y1]] = ends;
    const outputs = outputsAt(
      network,
      Array.from({ length: PLACES }, (_, k): Place2 => {
        const share = k / (PLACES - 1);
        return [lerp(x0, x1, share), lerp(y0, y1, share)];
      }),
    );
    return { ends, outputs, crossing: crossingOf(outputs) };
  }).filter((walk) => walk !== null);
  const inside = all.filter(({ crossing }) => crossing !== null && Math.abs(crossing - 0.5) < 0.38);
  const from = inside.length < TAKEN ? all : inside;
  return Array.from(
    { length: TAKEN },
    (_, k) => from[Math.round(((k + 0.5) * from.length) / TAKEN - 0.5)],
  ).filter((walk) => walk !== undefined);
}
