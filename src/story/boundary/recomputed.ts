/** What claims find out of a trace's networks on their own, whatever the story and the pictures made of them. */

import { sigmoid, tanh } from '../../sim/network/activations.ts';
import { boundaryOf, evenMaps, isClosed, largestLoop } from '../../sim/network/boundary.ts';
import { layerWeights } from '../../sim/network/hidden-units.ts';
import type { Network } from '../../sim/network/network.ts';
import type { Place2 } from '../../sim/objectives/surface.ts';
import { rememberFor } from '../../sim/remember.ts';
import type { BoundaryRun, BoundaryTrace } from '../../sim/trainings/width-ladder.ts';
import { networkOf, partlyAdded } from './networks.ts';

/** What each unit of the last hidden layer adds at a place, layer by layer, and the bias. */
export function summands(network: Network, place: Place2, { params }: BoundaryTrace): readonly number[] {
  const act = { tanh, sigmoid, relu: (z: number) => Math.max(0, z) }[params.activation];
  const layers = layerWeights(network);
  const hidden = layers
    .slice(0, -1)
    .reduce<readonly number[]>(
      (from, { weights, biases }) =>
        weights.map((row, unit) =>
          act(row.reduce((sum, w, i) => sum + w * (from[i] ?? 0), biases[unit] ?? 0)),
        ),
      place,
    );
  const { weights: [row = []] = [], biases = [] } = layers.at(-1) ?? {};
  return [...row.map((w, i) => w * (hidden[i] ?? 0)), biases[0] ?? 0];
}
/** The output at a place. */
export const outputAt = (network: Network, place: Place2, trace: BoundaryTrace): number =>
  summands(network, place, trace).reduce((sum, one) => sum + one, 0);

/** What can be worked out of a network once for all frames. */
function foundOut(trace: BoundaryTrace, network: Network) {
  const [map = []] = evenMaps([network]);
  const boundary = boundaryOf(map);
  const look = isClosed(boundary) ? 'closed' : boundary.open ? 'open' : 'none';
  const wrong = trace.facts.data.filter(
    ({ x, y, label }) => outputAt(network, [x, y], trace) > 0 !== (label === 1),
  ).length;
  return { network, map, loop: largestLoop(boundary), look, wrong };
}
/** A run's state after so many steps. */
export const after = rememberFor(
  (trace: BoundaryTrace, [run, step]: readonly [BoundaryRun, number]) =>
    foundOut(trace, networkOf(trace, run.hidden, run.points[step] ?? [])),
  ([{ id }, step]) => `${id} ${step}`,
);
/** A run's last state. */
export const endOf = (trace: BoundaryTrace, run: BoundaryRun) => after(trace, [run, run.points.length - 1]);
/** The film's network at its end. */
export function learned(trace: BoundaryTrace) {
  const [main] = trace.runs;
  return main === undefined ? undefined : endOf(trace, main);
}
/** It with some pushes added up. */
export const addedUp = rememberFor((trace: BoundaryTrace, count: number) => {
  const { network } = learned(trace) ?? {};
  const units = network?.sizes.at(-2) ?? 0;
  return network === undefined
    ? undefined
    : foundOut(
        trace,
        partlyAdded(
          network,
          Array.from({ length: units }, (_, i) => (i < count ? 1 : 0)),
        ),
      );
}, String);
