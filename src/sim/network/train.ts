import {
  type ClippedVariable,
  type ClippingParams,
  clipInPlace,
  clippingIn,
} from '../optimizers/gradient-clipping.ts';
import { random, type Seed } from '../random.ts';
import type { BatchLoss } from '../reported-loss.ts';
import { drawMasks } from './dropout.ts';
import { lossAndGradient, lossIn, type TrainingLoss, targetsPerSample } from './losses.ts';
import type { Network } from './network.ts';
import { shuffle } from './order.ts';
import { forward, lossGradient } from './propagate.ts';
import { freshMemory, type UpdateMemory, type UpdateRule, update } from './update.ts';
import type { Workspace } from './workspace.ts';

/** Samples for training or evaluation. */
export interface DataSet {
  readonly count: number;
  /** count × inputs, row by row. */
  readonly inputs: Float64Array;
  /** The targets, in the form the loss expects (see {@link TrainingLoss}). */
  readonly targets: Float64Array;
}

/** How a network is trained; the same for all of its epochs. */
export interface TrainingOptions {
  /** As data it follows the network's library, unless it names its own. */
  readonly loss: TrainingLoss;
  readonly rule: UpdateRule;
  /** Minibatch size; the last batch of an epoch may be smaller. */
  readonly batch: number;
  /** Keys the order of the data and the dropout masks. */
  readonly seed: Seed;
  /** Fraction of the hidden units dropped at each update; 0 by default. */
  readonly dropout?: number;
  /** Number of epochs over which one pass over the data is spread, so that more data take no more updates; 1 by default. */
  readonly epochsPerPass?: number;
  /**
   * How gradients are clipped before each update, each layer's weights and biases being two variables; not by default. It
   * follows the network's library, unless it names its own.
   */
  readonly clipping?: ClippingParams;
}

/** The state of training. Immutable: {@link trainEpoch} returns a new one. */
export interface TrainingState {
  readonly network: Network;
  readonly memory: UpdateMemory;
  /** Epochs completed. */
  readonly epoch: number;
  /** Updates made. */
  readonly updates: number;
  /** The batches of the last epoch, in order: what was lost on each before its update. See reportedLoss. */
  readonly batches: readonly BatchLoss[];
  /** If gradients are clipped: the norm of all before that, for each update of the last epoch. */
  readonly gradientNorms?: readonly number[];
}

/** The state before the first update: no epochs done, the memory of the update rule empty. @param network as initialised */
export const beginTraining = (network: Network): TrainingState => ({
  network,
  memory: freshMemory(network.parameters.length),
  epoch: 0,
  updates: 0,
  batches: [],
});

/** The gradient of each variable, as libraries have them: the weights of each layer, and its biases. */
const variablesOf = ({ layers, gradient }: Workspace): readonly Float64Array[] =>
  layers.flatMap(({ weightsAt, biasesAt, end }) => [
    gradient.subarray(weightsAt, biasesAt),
    gradient.subarray(biasesAt, end),
  ]);

/** The same variables as adaptive clipping takes them: the weights of each unit together, the biases of a layer. */
const clippedOf = ({ layers }: Workspace, parameters: Float64Array): readonly ClippedVariable[] =>
  layers.flatMap(({ weightsAt, biasesAt, end, inputs, units }) => [
    // Optax takes the weights from a single input for a vector.
    { values: parameters.subarray(weightsAt, biasesAt), units: inputs === 1 ? 1 : units },
    { values: parameters.subarray(biasesAt, end), units: 1 },
  ]);

/**
 * One epoch: a pass over the data in minibatches, freshly shuffled, or the next part of one that is spread over several.
 *
 * @param workspace for the network's architecture, with room for a batch; its contents do not matter
 * @returns the state after the epoch; the given one is not modified
 * @throws RangeError if the workspace is too small for a batch
 */
export function trainEpoch(
  state: TrainingState,
  { count, inputs, targets }: DataSet,
  { loss: given, rule, batch, seed, dropout = 0, epochsPerPass = 1, clipping: asked }: TrainingOptions,
  workspace: Workspace,
): TrainingState {
  const { network } = state;
  const loss = lossIn(network.semantics, given);
  const clipping = asked && clippingIn(network.semantics, asked);
  if (Math.min(batch, count) > workspace.capacity) {
    throw new RangeError(`the workspace has room for ${workspace.capacity} samples, not for ${batch}`);
  }
  const width = network.sizes[0] ?? 0;
  const perSample = targetsPerSample(loss, network.sizes.at(-1) ?? 0);
  const parameters = network.parameters.slice();
  let memory: UpdateMemory = {
    ...state.memory,
    mean: state.memory.mean.slice(),
    squares: state.memory.squares.slice(),
  };
  let { updates } = state;
  const batches: BatchLoss[] = [];
  const norms: number[] = [];
  const variables = variablesOf(workspace);
  const order = new Uint32Array(count);
  const wanted = new Float64Array(Math.min(batch, count) * perSample);
  const done = state.epoch % epochsPerPass;
  shuffle(order, random(seed, 'order of the data', (state.epoch - done) / epochsPerPass + 1));
  const reached = (parts: number): number => Math.floor((count * parts) / epochsPerPass);
  const end = reached(done + 1);
  for (let first = reached(done); first < end; first += batch) {
    const rows = Math.min(batch, end - first);
    for (let r = 0; r < rows; r += 1) {
      const sample = order[first + r] as number;
      for (let i = 0; i < width; i += 1) {
        workspace.input[r * width + i] = inputs[sample * width + i] as number;
      }
      for (let k = 0; k < perSample; k += 1) {
        wanted[r * perSample + k] = targets[sample * perSample + k] as number;
      }
    }
    updates += 1;
    if (dropout > 0) drawMasks(workspace, rows, dropout, seed, updates, network.semantics);
    batches.push({ rows, loss: lossGradient(parameters, workspace, rows, loss, wanted, dropout > 0) });
    if (clipping !== undefined)
      norms.push(clipInPlace(clipping, variables, 'float64', clippedOf(workspace, parameters)));
    memory = update(rule, workspace.layers, parameters, workspace.gradient, memory);
  }
  const gradientNorms = clipping === undefined ? {} : { gradientNorms: norms };
  const epoch = state.epoch + 1;
  return { network: { ...network, parameters }, memory, epoch, updates, batches, ...gradientNorms };
}

/**
 * The activations of a layer for some inputs, without dropout.
 *
 * @param layer to read, 0 being the first hidden one; the outputs by default
 * @returns a new array, count × units
 */
export function valuesOf(
  { sizes, parameters }: Network,
  inputs: Float64Array,
  workspace: Workspace,
  layer = workspace.layers.length - 1,
): Float64Array {
  const width = sizes[0] ?? 0;
  const count = inputs.length / width;
  const units = sizes[layer + 1] ?? 0;
  const values = workspace.values[layer] ?? new Float64Array(0);
  const result = new Float64Array(count * units);
  for (let first = 0; first < count; first += workspace.capacity) {
    const rows = Math.min(workspace.capacity, count - first);
    workspace.input.set(inputs.subarray(first * width, (first + rows) * width));
    forward(parameters, workspace, rows);
    result.set(values.subarray(0, rows * units), first * units);
  }
  return result;
}

/** The mean loss over a data set, without dropout. */
export function lossOf(network: Network, data: DataSet, loss: TrainingLoss, workspace: Workspace): number {
  const units = network.sizes.at(-1) ?? 0;
  const outputs = valuesOf(network, data.inputs, workspace);
  return lossAndGradient(lossIn(network.semantics, loss), outputs, data.count, units, data.targets, outputs);
}
