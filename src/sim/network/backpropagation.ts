import { activateBackward } from './activations.ts';
import { lossAndGradient, lossIn, type TrainingLoss, targetsPerSample } from './losses.ts';
import type { Layer, Network } from './network.ts';
import { lossGradient, weightedSums } from './propagate.ts';
import type { DataSet } from './train.ts';
import { type Workspace, workspaceFor } from './workspace.ts';

type Rows = readonly (readonly number[])[];

/** What a layer has to do with a pass forward and back. Rows are samples, but for the weights, where they are units. */
export interface LayerPass {
  /** zˡ = Wˡ aˡ⁻¹ + bˡ */
  readonly sums: Rows;
  /** aˡ, of the output layer the outputs. */
  readonly values: Rows;
  /** g′(zˡ), the local derivative. */
  readonly slopes: Rows;
  /** ∂L/∂aˡ, what comes from above. */
  readonly upstream: Rows;
  /** δˡ = ∂L/∂zˡ = ∂L/∂aˡ · g′(zˡ) */
  readonly deltas: Rows;
  /** ∂L/∂Wˡ, `[unit][input]`. */
  readonly weights: Rows;
  /** ∂L/∂bˡ */
  readonly biases: readonly number[];
  /** Lengths: root of the sum of squares over all samples and units. */
  readonly norms: { readonly weights: number; readonly biases: number; readonly deltas: number };
  /** Root mean square of aˡ over samples and units. */
  readonly activity: number;
}

/** A pass forward and back, as a record. */
export interface Backpropagation {
  /** Mean over the samples. */
  readonly loss: number;
  readonly sampleLosses: readonly number[];
  /** From the input side to the output. */
  readonly layers: readonly LayerPass[];
  /** ∂L/∂x */
  readonly inputs: Rows;
}

const rowsOf = (values: Float64Array, rows: number): Rows =>
  Array.from({ length: rows }, (_, r) => {
    const width = values.length / rows;
    return Array.from(values.subarray(r * width, (r + 1) * width));
  });

/** √Σ v² */
const norm = (values: Float64Array): number => Math.sqrt(values.reduce((sum, v) => sum + v * v, 0));

/** ∂L/∂a of the layer before: Wᵀ δ, and in a residual layer what comes from above. */
function passedOn(
  { inputs, units, weightsAt, residual }: Layer,
  parameters: Float64Array,
  deltas: Float64Array,
  upstream: Float64Array,
  rows: number,
): Float64Array {
  return Float64Array.from({ length: rows * inputs }, (_, place) => {
    const [r, i] = [Math.floor(place / inputs), place % inputs];
    let sum = 0;
    for (let j = 0; j < units; j += 1) {
      sum += (deltas[r * units + j] as number) * (parameters[weightsAt + j * inputs + i] as number);
    }
    return residual ? sum + (upstream[place] as number) : sum;
  });
}

function slopesOf({ activation }: Layer, z: Float64Array, branch: Float64Array): Float64Array {
  const slopes = new Float64Array(z.length).fill(1);
  activateBackward(activation, slopes, branch, z.length, z);
  return slopes;
}

/** The record of the last pass of a workspace whose capacity is its samples. */
function layerPasses(
  workspace: Workspace,
  { parameters }: Network,
): Omit<Backpropagation, 'loss' | 'sampleLosses'> {
  const { layers, capacity: rows, values, branches, deltas, gradient } = workspace;
  const last = layers.length - 1;
  let upstream = deltas[last] ?? new Float64Array();
  const passes: LayerPass[] = [];
  for (let l = last; l >= 0; l -= 1) {
    const [layer, own, delta] = [layers[l], values[l], deltas[l]];
    if (layer === undefined || own === undefined || delta === undefined) continue;
    const { units, weightsAt, biasesAt, end } = layer;
    const sums = new Float64Array(rows * units);
    weightedSums(layer, parameters, values[l - 1] ?? workspace.input, rows, sums);
    const weights = gradient.subarray(weightsAt, biasesAt);
    const biases = gradient.subarray(biasesAt, end);
    passes.unshift({
      sums: rowsOf(sums, rows),
      values: rowsOf(own, rows),
      slopes: rowsOf(slopesOf(layer, sums, branches[l] ?? own), rows),
      upstream: rowsOf(upstream, rows),
      deltas: rowsOf(delta, rows),
      weights: rowsOf(weights, units),
      biases: Array.from(biases),
      norms: { weights: norm(weights), biases: norm(biases), deltas: norm(delta) },
      activity: norm(own) / Math.sqrt(own.length),
    });
    upstream = passedOn(layer, parameters, delta, upstream, rows);
  }
  return { layers: passes, inputs: rowsOf(upstream, rows) };
}

/**
 * One pass forward and back over some samples, with everything that backpropagation multiplies and adds:
 *
 *     δˡ = ∂L/∂aˡ ∘ g′(zˡ),   ∂L/∂aˡ⁻¹ = Wˡᵀ δˡ,   ∂L/∂Wˡ = δˡ aˡ⁻¹ᵀ,   ∂L/∂bˡ = δˡ
 *
 * Source: Rumelhart, Hinton and Williams 1986, Learning representations by back-propagating errors.
 *
 * @param loss as data it follows the network's library, unless it names its own
 */
export function backpropagate(network: Network, data: DataSet, loss: TrainingLoss): Backpropagation {
  const workspace = workspaceFor(network, data.count);
  workspace.input.set(data.inputs);
  const own = lossIn(network.semantics, loss);
  const mean = lossGradient(network.parameters, workspace, data.count, own, data.targets);
  const units = network.sizes.at(-1) ?? 0;
  const outputs = workspace.values.at(-1) ?? new Float64Array();
  const each = targetsPerSample(own, units);
  const sampleLosses = Array.from({ length: data.count }, (_, r) =>
    lossAndGradient(
      own,
      outputs.subarray(r * units, (r + 1) * units),
      1,
      units,
      data.targets.subarray(r * each, (r + 1) * each),
      new Float64Array(units),
    ),
  );
  return { loss: mean, sampleLosses, ...layerPasses(workspace, network) };
}
