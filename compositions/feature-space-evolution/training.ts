import type { ProgressReporter } from '../../src/film/film.ts';
import type { LabelledImages } from '../../src/sim/data/images.ts';
import { initialNetwork } from '../../src/sim/network/initial-weights.ts';
import { softmax } from '../../src/sim/network/losses.ts';
import { architecture, type Network } from '../../src/sim/network/network.ts';
import { beginTraining, type DataSet, lossOf, trainEpoch, valuesOf } from '../../src/sim/network/train.ts';
import { workspaceFor } from '../../src/sim/network/workspace.ts';
import type { Seed } from '../../src/sim/random.ts';
import type { FeatureSpaceParams } from './params.ts';

/** The network's output for the test images after an epoch. */
export interface EpochState {
  /** The units of the last hidden layer, one row per image. */
  readonly hidden: readonly (readonly number[])[];
  readonly probabilities: readonly (readonly number[])[];
  /** Mean cross-entropy over the training images. */
  readonly trainLoss: number;
}

const LOSS = 'softmax-cross-entropy';

/**
 * Factor on the initial weights of the layer shown, so that the untrained cloud is not a mere dot compared with the
 * trained one. It changes where training starts, not what it can reach.
 */
const WIDENED = 1.5;

/** Images as network input: ink from 0 to 1. */
const dataSet = ({ count, pixels, labels }: LabelledImages): DataSet => ({
  count,
  inputs: Float64Array.from(pixels, (byte) => byte / 255),
  targets: Float64Array.from(labels),
});

function rowsOf(values: Float64Array, count: number): readonly (readonly number[])[] {
  const units = values.length / count;
  return Array.from({ length: count }, (_, r) => Array.from(values.subarray(r * units, (r + 1) * units)));
}

const allFinite = ({ hidden, probabilities, trainLoss }: EpochState): boolean =>
  [[trainLoss], ...hidden, ...probabilities].every((row) => row.every(Number.isFinite));

/**
 * Trains a network on images by minibatch gradient descent and evaluates the test images after every epoch. Initial
 * weights and data order depend only on the seed.
 *
 * @returns `states[k]` after k epochs, and whether the next one would not have been finite
 */
export function trainDigits(
  train: LabelledImages,
  test: LabelledImages,
  classes: number,
  { network, epochs }: FeatureSpaceParams,
  seed: Seed,
  report: ProgressReporter,
): { readonly states: readonly EpochState[]; readonly overflowed: boolean } {
  const { hidden, batch, learningRate, weightDecay } = network;
  const all = architecture([train.width * train.height, ...hidden, classes], 'tanh');
  // Tanh in every hidden layer but the last, which is linear: the film shows its units as they are.
  const shape = { ...all, activations: all.activations.with(-1, 'identity') };
  const [seen, unseen] = [dataSet(train), dataSet(test)];
  const learning = workspaceFor(shape, Math.max(batch, 64));
  // Large enough for all test images in one pass: it then holds the hidden layer of each of them.
  const looking = workspaceFor(shape, test.count);
  const stateOf = (now: Network): EpochState => {
    const outputs = valuesOf(now, unseen.inputs, looking);
    for (let r = 0; r < test.count; r += 1) softmax(outputs, r * classes, classes);
    return {
      hidden: rowsOf(looking.values.at(-2) ?? new Float64Array(), test.count),
      probabilities: rowsOf(outputs, test.count),
      trainLoss: lossOf(now, seen, LOSS, learning),
    };
  };
  const options = { loss: LOSS, rule: { kind: 'sgd', learningRate, weightDecay }, batch, seed } as const;

  const widened = (layer: number): number => (layer === hidden.length - 1 ? WIDENED : 1);
  let training = beginTraining(initialNetwork(shape, seed, widened));
  const states = [stateOf(training.network)];
  for (let epoch = 1; epoch <= epochs; epoch += 1) {
    training = trainEpoch(training, seen, options, learning);
    const state = stateOf(training.network);
    if (!allFinite(state)) return { states, overflowed: true };
    states.push(state);
    report(epoch, epochs);
  }
  return { states, overflowed: false };
}
