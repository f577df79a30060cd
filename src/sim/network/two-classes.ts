import { maxIndex } from 'd3-array';
import { type LabelledPoint, pointSet } from '../data/labelled-points.ts';
import { clamp } from '../maths.ts';
import { lossAndGradient } from './losses.ts';
import type { Network } from './network.ts';
import { type DataSet, valuesOf } from './train.ts';
import { type Workspace, workspaceFor } from './workspace.ts';

/** How a network that tells two classes apart does on a set of points. */
export interface Marks {
  /** Mean binary cross-entropy: without dropout and without penalty term. */
  readonly loss: number;
  /** Points that it calls by the other class than their label. */
  readonly errors: number;
}

/**
 * A decision map: the logits of a network with two inputs, in hundredths, row by row from the lower left of a square:
 * positive for class 1. Unlike probabilities they are even enough for smooth contours.
 */
export type LogitMap = readonly number[];

/** Logits beyond this are as good as certain. */
const LARGEST = 20;
/** Samples evaluated per pass. */
const ROOM = 256;
/** Maps of the square from −1 to 1 extend a little beyond it: to ± this. */
export const MAP_REACH = 1.06;

/** The logits that networks of one architecture give: positive for class 1. */
function logitsOf(networks: readonly Network[], inputs: Float64Array): readonly Float64Array[] {
  const [first] = networks;
  if (first === undefined) return [];
  const workspace = workspaceFor(first, ROOM);
  return networks.map((network) => valuesOf(network, inputs, workspace));
}

/**
 * The decision maps of networks of one architecture.
 *
 * @param side samples along each side of the square
 * @param reach the square is from −`reach` to `reach`
 */
export function decisionMaps(networks: readonly Network[], side: number, reach: number): readonly LogitMap[] {
  const inputs = Float64Array.from({ length: 2 * side * side }, (_, i) => {
    const cell = Math.floor(i / 2);
    const along = i % 2 === 0 ? cell % side : Math.floor(cell / side);
    return reach * ((2 * along) / (side - 1) - 1);
  });
  return logitsOf(networks, inputs).map((of) =>
    Array.from(of, (logit) => Math.round(100 * clamp(logit, -LARGEST, LARGEST)) + 0),
  );
}

/** Of each network of one architecture, whether it gives each of some points its label. */
export const agreement = (
  networks: readonly Network[],
  points: readonly LabelledPoint[],
): readonly (readonly boolean[])[] =>
  logitsOf(networks, pointSet(points).inputs).map((of) =>
    Array.from(of, (logit, i) => logit > 0 === (points[i]?.label === 1)),
  );

/** Of each network of one architecture, the cross-entropy of each of some points. */
export function pointLosses(
  networks: readonly Network[],
  points: readonly LabelledPoint[],
): readonly (readonly number[])[] {
  const { inputs, targets } = pointSet(points);
  return logitsOf(networks, inputs).map((of) =>
    Array.from(of, (logit, i) => {
      const one = Float64Array.of(logit);
      return lossAndGradient('binary-cross-entropy', one, 1, 1, targets.subarray(i, i + 1), one);
    }),
  );
}

/** How a network does on a set. @param workspace of its architecture */
export function marksOf(
  network: Network,
  set: DataSet,
  workspace: Workspace = workspaceFor(network, ROOM),
): Marks {
  const logits = valuesOf(network, set.inputs, workspace);
  const errors = logits.reduce((sum, logit, i) => sum + (logit > 0 === (set.targets[i] === 1) ? 0 : 1), 0);
  return { loss: lossAndGradient('binary-cross-entropy', logits, set.count, 1, set.targets, logits), errors };
}

/** The epoch from which on a network gives a wrongly labelled point its wrong label, to the end: its boundary bends around it. */
export interface Bend {
  readonly epoch: number;
  /** Index of the training point. */
  readonly point: number;
}

/**
 * Of the bends around labels that are not given after an epoch, and later are for good, the one farthest from the true
 * boundary; `null` if there is none.
 *
 * @param believed per epoch, for each wrong label, whether the network gives it, see {@link agreement}
 * @param wrong the training points with wrong labels: their indices, and how far they are from the true boundary
 */
export function farthestBend(
  believed: readonly (readonly boolean[])[],
  wrong: readonly { readonly point: number; readonly away: number }[],
  after: number,
): Bend | null {
  const bends = wrong
    .map((at, i) => ({ ...at, i, epoch: believed.findLastIndex((given) => given[i] === false) + 1 }))
    .filter(({ i, epoch }) => believed[after]?.[i] === false && epoch < believed.length);
  const bend = bends[maxIndex(bends, ({ away }) => away)];
  return bend === undefined ? null : { epoch: bend.epoch, point: bend.point };
}
