import { imageSet, type LabelledImages } from '../data/images.ts';
import { softmax } from './losses.ts';
import { layersOf, type Network } from './network.ts';
import { beginTraining, lossOf, type TrainingOptions, trainEpoch, valuesOf } from './train.ts';
import { workspaceFor } from './workspace.ts';

type Rows = readonly (readonly number[])[];

/** What a classifier makes of test images after an epoch. */
export interface ClassifierState {
  /** The units of the last hidden layer, one row per image. */
  readonly hidden: Rows;
  /** The probability of each class, one row per image. */
  readonly probabilities: Rows;
  /** Mean cross-entropy over the training images. */
  readonly trainLoss: number;
  /** The output layer: for each class its weights, then its bias. */
  readonly readout: Rows;
}

const LOSS = 'softmax-cross-entropy';
/** Training images evaluated per pass, at least. */
const ROOM = 64;

function rowsOf(values: Float64Array, count: number): Rows {
  const units = values.length / count;
  return Array.from({ length: count }, (_, r) => Array.from(values.subarray(r * units, (r + 1) * units)));
}

const allFinite = ({ hidden, probabilities, trainLoss, readout }: ClassifierState): boolean =>
  [[trainLoss], ...hidden, ...probabilities, ...readout].every((row) => row.every(Number.isFinite));

/** The weights of each output and its bias. */
function readoutOf(network: Network): Rows {
  const layer = layersOf(network).at(-1);
  if (layer === undefined) return [];
  const { inputs, units, weightsAt, biasesAt } = layer;
  return Array.from({ length: units }, (_, unit) => {
    const from = weightsAt + unit * inputs;
    return [...network.parameters.subarray(from, from + inputs), network.parameters[biasesAt + unit] ?? 0];
  });
}

/**
 * Trains a classifier on images and records what it makes of test images after every epoch.
 *
 * @param network as initialised, with an input per pixel and an output per class
 * @param report called with the epochs done
 * @returns `states[k]` after k epochs, and whether the next one would not have been finite
 */
export function recordClassifier(
  network: Network,
  train: LabelledImages,
  test: LabelledImages,
  given: Omit<TrainingOptions, 'loss'>,
  epochs: number,
  report: (epoch: number) => void = () => {},
): { readonly states: readonly ClassifierState[]; readonly overflowed: boolean } {
  const [seen, unseen] = [imageSet(train), imageSet(test)];
  const classes = network.sizes.at(-1) ?? 0;
  const options: TrainingOptions = { ...given, loss: LOSS };
  const learning = workspaceFor(network, Math.max(options.batch, ROOM));
  // Large enough for all test images in one pass: it then holds the hidden layer of each of them.
  const looking = workspaceFor(network, test.count);
  const stateOf = (now: Network): ClassifierState => {
    const outputs = valuesOf(now, unseen.inputs, looking);
    for (let r = 0; r < test.count; r += 1) softmax(outputs, r * classes, classes);
    return {
      hidden: rowsOf(looking.values.at(-2) ?? new Float64Array(), test.count),
      probabilities: rowsOf(outputs, test.count),
      trainLoss: lossOf(now, seen, LOSS, learning),
      readout: readoutOf(now),
    };
  };
  let training = beginTraining(network);
  const states = [stateOf(network)];
  for (let epoch = 1; epoch <= epochs; epoch += 1) {
    training = trainEpoch(training, seen, options, learning);
    const state = stateOf(training.network);
    if (!allFinite(state)) return { states, overflowed: true };
    states.push(state);
    report(epoch);
  }
  return { states, overflowed: false };
}
