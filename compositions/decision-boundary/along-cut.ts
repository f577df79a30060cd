import type { Network } from '../../src/sim/network/network.ts';
import { valuesOf } from '../../src/sim/network/train.ts';
import { workspaceFor } from '../../src/sim/network/workspace.ts';
import type { Place2 } from '../../src/sim/objectives/surface.ts';
import { cutsOf } from './view.ts';

/** Half the length of the walk, and places of it at which the output is plotted. */
const [HALF, PLACES] = [0.98, 81];

/** The walk through the middle of the square along the first unit's cut, at a share of its length. */
export function alongCut(network: Network, share: number): Place2 {
  const [u, v] = cutsOf(network)[0]?.w ?? [1, 0];
  const length = Math.sqrt(u * u + v * v) || 1;
  // From left to right, as it is plotted.
  const at = (v < 0 ? 1 : -1) * HALF * (2 * share - 1);
  return [(v / length) * -at, (u / length) * at];
}

/** The output of a network along the walk. */
export function outputsAlong(network: Network, places = PLACES): readonly number[] {
  const inputs = Array.from({ length: places }, (_, i) => alongCut(network, i / (places - 1))).flat();
  return [...valuesOf(network, Float64Array.from(inputs), workspaceFor(network, places))];
}

/** At which share of the walk the output is 0; `null` if it is not, or not yet. @param upTo share of the walk */
export function crossingOf(outputs: readonly number[], upTo = 1): number | null {
  const after = outputs.findIndex((value, i) => i > 0 && value > 0 !== (outputs[i - 1] ?? value) > 0);
  if (after < 0) return null;
  const [a = 0, b = 0] = [outputs[after - 1], outputs[after]];
  const share = (after - 1 + a / (a - b)) / (outputs.length - 1);
  return share <= upTo ? share : null;
}
