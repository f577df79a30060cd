import type { Seed } from '../random.ts';
import { drawMasks } from './dropout.ts';
import { type LossKind, lossAndGradient, targetsPerSample } from './losses.ts';
import type { Network } from './network.ts';
import { shuffle } from './order.ts';
import { forward, lossGradient } from './propagate.ts';
import { freshMemory, type UpdateMemory, type UpdateRule, update } from './update.ts';
import type { Workspace } from './workspace.ts';

/** Samples to learn from or to be judged by. */
export interface DataSet {
  readonly count: number;
  /** count × inputs, row by row. */
  readonly inputs: Float64Array;
  /** What each should give, as the loss wants it (see {@link LossKind}). */
  readonly targets: Float64Array;
}

export interface TrainingOptions {
  readonly loss: LossKind;
  readonly rule: UpdateRule;
  /** Samples in one update; the last batch of an epoch takes what is left. */
  readonly batch: number;
  /** Keys the order of the data and the dropout masks. */
  readonly seed: Seed;
  /** Share of the hidden units that is dropped at each update; 0 without it. */
  readonly dropout?: number;
}

/** Where training stands. Nothing in it is ever changed: {@link trainEpoch} gives a new one. */
export interface TrainingState {
  readonly network: Network;
  readonly memory: UpdateMemory;
  /** Epochs behind it. */
  readonly epoch: number;
  /** Updates behind it. */
  readonly updates: number;
}

export const beginTraining = (network: Network): TrainingState => ({
  network,
  memory: freshMemory(network.parameters.length),
  epoch: 0,
  updates: 0,
});

/**
 * One pass through the data in mini-batches, in an order of its own.
 *
 * @param workspace of the network's architecture, with room for a batch; its content does not matter
 * @returns the state after the epoch; the one given is left as it is
 * @throws RangeError when the workspace is too small for a batch
 */
export function trainEpoch(
  state: TrainingState,
  { count, inputs, targets }: DataSet,
  { loss, rule, batch, seed, dropout = 0 }: TrainingOptions,
  workspace: Workspace,
): TrainingState {
  const { network } = state;
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
  const order = new Uint32Array(count);
  const wanted = new Float64Array(Math.min(batch, count) * perSample);
  shuffle(order, seed, state.epoch + 1);
  for (let first = 0; first < count; first += batch) {
    const rows = Math.min(batch, count - first);
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
    if (dropout > 0) drawMasks(workspace, rows, dropout, seed, updates);
    lossGradient(parameters, workspace, rows, loss, wanted, dropout > 0);
    memory = update(rule, workspace.layers, parameters, workspace.gradient, memory);
  }
  return { network: { ...network, parameters }, memory, epoch: state.epoch + 1, updates };
}

/**
 * What the network makes of inputs, all units in use.
 *
 * @param layer whose values are wanted, 0 the first hidden one; the outputs without it
 * @returns a fresh array, count × units
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

/** The mean loss over a data set, all units in use. */
export function lossOf(network: Network, data: DataSet, loss: LossKind, workspace: Workspace): number {
  const units = network.sizes.at(-1) ?? 0;
  const outputs = valuesOf(network, data.inputs, workspace);
  return lossAndGradient(loss, outputs, data.count, units, data.targets, outputs);
}
