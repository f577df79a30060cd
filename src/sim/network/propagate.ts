import { activate, activateBackward } from './activations.ts';
import { lossAndGradient, type TrainingLoss } from './losses.ts';
import type { Layer } from './network.ts';
import type { Workspace } from './workspace.ts';

/**
 * z = W a + b for `rows` samples, four at a time: each weight is then read once per four samples, with four sums
 * accumulated in parallel. Every sum has a fixed order, so a sample's values do not depend on its neighbours.
 */
export function weightedSums(
  { inputs, units, weightsAt, biasesAt }: Layer,
  parameters: Float64Array,
  from: Float64Array,
  rows: number,
  to: Float64Array,
): void {
  const whole = rows - (rows % 4);
  for (let r = 0; r < whole; r += 4) {
    const first = r * inputs;
    const second = first + inputs;
    const third = second + inputs;
    const fourth = third + inputs;
    for (let j = 0; j < units; j += 1) {
      const row = weightsAt + j * inputs;
      let a = parameters[biasesAt + j] as number;
      let b = a;
      let c = a;
      let d = a;
      for (let i = 0; i < inputs; i += 1) {
        const weight = parameters[row + i] as number;
        a += weight * (from[first + i] as number);
        b += weight * (from[second + i] as number);
        c += weight * (from[third + i] as number);
        d += weight * (from[fourth + i] as number);
      }
      const place = r * units + j;
      to[place] = a;
      to[place + units] = b;
      to[place + 2 * units] = c;
      to[place + 3 * units] = d;
    }
  }
  for (let r = whole; r < rows; r += 1) {
    const first = r * inputs;
    for (let j = 0; j < units; j += 1) {
      const row = weightsAt + j * inputs;
      let a = parameters[biasesAt + j] as number;
      for (let i = 0; i < inputs; i += 1) a += (parameters[row + i] as number) * (from[first + i] as number);
      to[r * units + j] = a;
    }
  }
}

/** One layer of {@link backward}: fills its part of the gradient and, if asked to, ∂L/∂a of the layer before. */
function pullBack(
  { inputs, units, weightsAt, biasesAt, end }: Layer,
  parameters: Float64Array,
  from: Float64Array,
  delta: Float64Array,
  rows: number,
  gradient: Float64Array,
  before: Float64Array | undefined,
): void {
  gradient.fill(0, weightsAt, end);
  before?.fill(0, 0, rows * inputs);
  for (let r = 0; r < rows; r += 1) {
    const at = r * inputs;
    for (let j = 0; j < units; j += 1) {
      const d = delta[r * units + j] as number;
      if (d === 0) continue;
      const row = weightsAt + j * inputs;
      gradient[biasesAt + j] = (gradient[biasesAt + j] as number) + d;
      for (let i = 0; i < inputs; i += 1) {
        gradient[row + i] = (gradient[row + i] as number) + d * (from[at + i] as number);
      }
      if (before === undefined) continue;
      for (let i = 0; i < inputs; i += 1) {
        before[at + i] = (before[at + i] as number) + d * (parameters[row + i] as number);
      }
    }
  }
}

/** The value at an index that is known to exist. */
const at = <Value>(values: readonly Value[], index: number): Value => values[index] as Value;

/**
 * Runs the first `rows` samples of `workspace.input` through the network; `workspace.values` then hold every layer.
 *
 * @param masked whether hidden layers are multiplied by `workspace.masks` (dropout)
 */
export function forward(
  parameters: Float64Array,
  workspace: Workspace,
  rows: number,
  masked = false,
): Float64Array {
  const { layers, values, branches, sums: before, masks } = workspace;
  let from = workspace.input;
  for (let l = 0; l < layers.length; l += 1) {
    const layer = at(layers, l);
    const to = at(values, l);
    const branch = at(branches, l);
    const count = rows * layer.units;
    weightedSums(layer, parameters, from, rows, branch);
    activate(layer.activation, branch, count, at(before, l));
    if (masked && l < layers.length - 1) {
      const mask = at(masks, l);
      for (let i = 0; i < count; i += 1) branch[i] = (branch[i] as number) * (mask[i] as number);
    }
    if (layer.residual) {
      for (let i = 0; i < count; i += 1) to[i] = (from[i] as number) + (branch[i] as number);
    }
    from = to;
  }
  return from;
}

/** Turns ∂L/∂a of a masked layer into ∂L/∂z: 0 for dropped units; the others use the derivative at the unmasked value. */
function unmask(
  layer: Layer,
  values: Float64Array,
  mask: Float64Array,
  delta: Float64Array,
  count: number,
  z: Float64Array,
) {
  for (let i = 0; i < count; i += 1) {
    const m = mask[i] as number;
    delta[i] = (delta[i] as number) * m;
    if (m !== 0) values[i] = (values[i] as number) / m;
  }
  activateBackward(layer.activation, delta, values, count, z);
}

/**
 * Forward, loss and backpropagation of the first `rows` samples of `workspace.input`:
 *
 *     δᴸ = ∂L/∂zᴸ,   δˡ = (Wˡ⁺¹ᵀ δˡ⁺¹) ∘ g′(zˡ),   ∂L/∂Wˡ = δˡ aˡ⁻¹ᵀ,   ∂L/∂bˡ = δˡ
 *
 * summed over the samples of a mean loss; a residual layer adds its ∂L/∂aˡ to ∂L/∂aˡ⁻¹. The gradient is left in
 * `workspace.gradient`, δ in `workspace.deltas`.
 *
 * @returns the mean loss before the update
 */
export function lossGradient(
  parameters: Float64Array,
  workspace: Workspace,
  rows: number,
  loss: TrainingLoss,
  targets: ArrayLike<number>,
  masked = false,
): number {
  const { layers, values, branches, deltas, carried, masks, gradient, input } = workspace;
  const outputs = forward(parameters, workspace, rows, masked);
  const last = layers.length - 1;
  const value = lossAndGradient(loss, outputs, rows, at(layers, last).units, targets, at(deltas, last));
  for (let l = last; l >= 0; l -= 1) {
    const before = l === 0 ? undefined : at(deltas, l - 1);
    const from = l === 0 ? input : at(values, l - 1);
    pullBack(at(layers, l), parameters, from, at(deltas, l), rows, gradient, before);
    if (before === undefined) break;
    const layer = at(layers, l - 1);
    const count = rows * layer.units;
    if (at(layers, l).residual) {
      const through = at(carried, l);
      for (let i = 0; i < count; i += 1) before[i] = (before[i] as number) + (through[i] as number);
    }
    if (layer.residual) at(carried, l - 1).set(before.subarray(0, count));
    const [z, branch] = [at(workspace.sums, l - 1), at(branches, l - 1)];
    if (masked) unmask(layer, branch, at(masks, l - 1), before, count, z);
    else activateBackward(layer.activation, before, branch, count, z);
  }
  return value;
}
