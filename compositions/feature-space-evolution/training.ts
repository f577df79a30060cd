import type { LabelledImages } from '../../src/sim/data/images.ts';
import { initialNetwork } from '../../src/sim/network/initial-weights.ts';
import { softmax } from '../../src/sim/network/losses.ts';
import { type Architecture, architecture, type Network } from '../../src/sim/network/network.ts';
import { beginTraining, type DataSet, lossOf, trainEpoch, valuesOf } from '../../src/sim/network/train.ts';
import { type Workspace, workspaceFor } from '../../src/sim/network/workspace.ts';
import type { Seed } from '../../src/sim/random.ts';
import type { Watch } from '../film.ts';
import type { FeatureSpaceParams } from './params.ts';

/** What the network makes of the test images after an epoch. */
export interface EpochState {
  /** The units of the last hidden layer, one row an image. */
  readonly hidden: readonly (readonly number[])[];
  readonly probabilities: readonly (readonly number[])[];
  /** Mean cross-entropy over the images to learn from. */
  readonly trainLoss: number;
}

export interface Training {
  /** `states[k]` is after k epochs. */
  readonly states: readonly EpochState[];
  /** True when the next state would not have been finite. */
  readonly overflowed: boolean;
}

const LOSS = 'softmax-cross-entropy';

/**
 * The layer that is shown begins this much wider than usual, so that the untrained cloud is not a dot beside the
 * trained one. It changes where training starts, not what it can reach.
 */
const WIDENED = 1.5;

/** Tanh in every hidden layer but the last, which is linear: its units are what is looked at, and nothing bends them. */
function shapeOf(pixels: number, hidden: readonly number[], classes: number): Architecture {
  const shape = architecture([pixels, ...hidden, classes], 'tanh');
  return { ...shape, activations: shape.activations.with(-1, 'identity') };
}

/** Images as a network sees them: ink from 0 to 1. */
const dataSet = ({ count, pixels, labels }: LabelledImages): DataSet => ({
  count,
  inputs: Float64Array.from(pixels, (byte) => byte / 255),
  targets: Float64Array.from(labels),
});

const rowsOf = (values: Float64Array, count: number): readonly (readonly number[])[] => {
  const units = values.length / count;
  return Array.from({ length: count }, (_, r) => Array.from(values.subarray(r * units, (r + 1) * units)));
};

/** Every test image in one pass: the workspace then holds the hidden layer of all of them. */
function look(network: Network, test: DataSet, workspace: Workspace): Omit<EpochState, 'trainLoss'> {
  const outputs = valuesOf(network, test.inputs, workspace);
  const classes = outputs.length / test.count;
  for (let r = 0; r < test.count; r += 1) softmax(outputs, r * classes, classes);
  const hidden = workspace.values.at(-2) ?? new Float64Array();
  return { hidden: rowsOf(hidden, test.count), probabilities: rowsOf(outputs, test.count) };
}

const allFinite = ({ hidden, probabilities, trainLoss }: EpochState): boolean =>
  Number.isFinite(trainLoss) &&
  [hidden, probabilities].every((rows) => rows.every((row) => row.every(Number.isFinite)));

/**
 * Trains a network on images by mini-batch gradient descent and looks at the test images after every epoch. Initial
 * weights and order depend on the seed alone.
 */
export function trainDigits(
  train: LabelledImages,
  test: LabelledImages,
  classes: number,
  {
    network: { hidden, batch, learningRate, weightDecay },
    epochs,
  }: Pick<FeatureSpaceParams, 'network' | 'epochs'>,
  seed: Seed,
  watch: Watch,
): Training {
  const shape = shapeOf(train.width * train.height, hidden, classes);
  const [seen, unseen] = [dataSet(train), dataSet(test)];
  const learning = workspaceFor(shape, Math.max(batch, 64));
  const looking = workspaceFor(shape, test.count);
  const stateOf = (network: Network): EpochState => ({
    ...look(network, unseen, looking),
    trainLoss: lossOf(network, seen, LOSS, learning),
  });
  const options = { loss: LOSS, rule: { kind: 'sgd', learningRate, weightDecay }, batch, seed } as const;

  let training = beginTraining(
    initialNetwork(shape, seed, (layer) => (layer === hidden.length - 1 ? WIDENED : 1)),
  );
  const states = [stateOf(training.network)];
  for (let epoch = 1; epoch <= epochs; epoch += 1) {
    training = trainEpoch(training, seen, options, learning);
    const state = stateOf(training.network);
    if (!allFinite(state)) return { states, overflowed: true };
    states.push(state);
    watch(epoch, epochs);
  }
  return { states, overflowed: false };
}
