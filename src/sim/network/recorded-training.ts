import { type LabelledPoint, pointSet } from '../data/labelled-points.ts';
import type { Network } from './network.ts';
import { beginTraining, type TrainingOptions, trainEpoch } from './train.ts';
import { type Marks, marksOf } from './two-classes.ts';
import { workspaceFor } from './workspace.ts';

/** A training of two classes, epoch by epoch: `[k]` is after k epochs. */
export interface TrainingRecord {
  readonly train: readonly Marks[];
  readonly validation: readonly Marks[];
  readonly networks: readonly Network[];
}

/** Samples evaluated per pass. */
const ROOM = 256;

/** Trains a network on points, and marks it on them and on others after each epoch. @param epochs passes, 0 or more */
export function recordTraining(
  network: Network,
  points: readonly LabelledPoint[],
  validation: readonly LabelledPoint[],
  options: TrainingOptions,
  epochs: number,
): TrainingRecord {
  const workspace = workspaceFor(network, Math.max(ROOM, Math.min(options.batch, points.length)));
  const [trainSet, validationSet] = [pointSet(points), pointSet(validation)];
  const networks = [network];
  let state = beginTraining(network);
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    state = trainEpoch(state, trainSet, options, workspace);
    networks.push(state.network);
  }
  const marked = (set: typeof trainSet) => networks.map((one) => marksOf(one, set, workspace));
  return { train: marked(trainSet), validation: marked(validationSet), networks };
}
