import { lerp } from '../maths.ts';
import { type Layer, layersOf, type Network } from './network.ts';
import { valuesOf } from './train.ts';
import { workspaceFor } from './workspace.ts';

/** Samples evaluated per pass. */
const ROOM = 256;

/** A unit of a hidden layer, both counted from 0 from the input on. */
export interface HiddenUnit {
  readonly layer: number;
  readonly unit: number;
}

/** The hidden units of a network, layer by layer. */
export const hiddenUnits = ({ sizes }: Pick<Network, 'sizes'>): readonly HiddenUnit[] =>
  sizes.slice(1, -1).flatMap((units, layer) => Array.from({ length: units }, (_, unit) => ({ layer, unit })));

/** A layer's weights as rows, one per unit, and its biases. */
export interface LayerWeights {
  readonly weights: readonly (readonly number[])[];
  readonly biases: readonly number[];
}

/** The weights of a network layer by layer, as frameworks have them: `weights[unit][input]`, which Keras, Flax and scikit-learn hold transposed. */
export const layerWeights = (network: Network): readonly LayerWeights[] =>
  layersOf(network).map(({ inputs, units, weightsAt, biasesAt, end }) => ({
    weights: Array.from({ length: units }, (_, unit) => [
      ...network.parameters.subarray(weightsAt + unit * inputs, weightsAt + (unit + 1) * inputs),
    ]),
    biases: [...network.parameters.subarray(biasesAt, end)],
  }));

/**
 * The network up to a hidden unit, whose weighted input zⱼ is the output: its own boundary is where that is 0. In the
 * first hidden layer zⱼ = w·x + b, and the boundary is a straight line.
 */
export function unitNetwork(network: Network, { layer, unit }: HiddenUnit): Network {
  const own = layersOf(network)[layer];
  if (own === undefined || unit >= own.units)
    throw new RangeError(`there is no unit ${unit} in layer ${layer}`);
  const { parameters, sizes, activations } = network;
  const row = own.weightsAt + unit * own.inputs;
  return {
    ...network,
    sizes: [...sizes.slice(0, layer + 1), 1],
    activations: activations.slice(0, layer),
    parameters: Float64Array.of(
      ...parameters.subarray(0, own.weightsAt),
      ...parameters.subarray(row, row + own.inputs),
      parameters[own.biasesAt + unit] ?? 0,
    ),
  };
}

/** The mean activation of each unit of a hidden layer. @param inputs samples, row by row */
export function unitMeans(network: Network, layer: number, inputs: Float64Array): readonly number[] {
  const units = network.sizes[layer + 1] ?? 0;
  const values = valuesOf(network, inputs, workspaceFor(network, ROOM), layer);
  const count = values.length / units;
  return Array.from({ length: units }, (_, unit) => {
    let sum = 0;
    for (let r = 0; r < count; r += 1) sum += values[r * units + unit] ?? 0;
    return sum / count;
  });
}

/** Where the weight from a unit to one of the next layer is, and the bias of that. */
const outgoing = ({ inputs, weightsAt, biasesAt }: Layer, unit: number, to: number) =>
  [weightsAt + to * inputs + unit, biasesAt + to] as const;

/**
 * A network some of whose hidden units stand still: a unit that is held has its mean activation whatever the input, so
 * that what it adds goes into the biases of the next layer (mean ablation). Parameters are linear in how far a unit is
 * free, so that in between its contribution grows evenly.
 *
 * @param free of each unit of the layer: 0 held, 1 free
 * @param means of its activations, see {@link unitMeans}
 */
export function heldNetwork(
  network: Network,
  layer: number,
  free: readonly number[],
  means: readonly number[],
): Network {
  const next = layersOf(network)[layer + 1];
  if (next === undefined) throw new RangeError(`there is no hidden layer ${layer}`);
  const parameters = network.parameters.slice();
  free.forEach((share, unit) => {
    for (let to = 0; to < next.units; to += 1) {
      const [weightAt, biasAt] = outgoing(next, unit, to);
      const weight = network.parameters[weightAt] ?? 0;
      parameters[weightAt] = weight * share;
      parameters[biasAt] = (parameters[biasAt] ?? 0) + lerp(weight * (means[unit] ?? 0), 0, share);
    }
  });
  return { ...network, parameters };
}
