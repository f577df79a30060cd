import type { LayerSemantics } from '../frameworks/framework.ts';
import { type Activation, appliedActivation } from './activation-registry.ts';
import type { AppliedActivation } from './activations.ts';

/** The architecture of a multilayer perceptron, without its parameters. */
export interface Architecture {
  /** Units of the input, of each hidden layer and of the output. */
  readonly sizes: readonly number[];
  /** One activation function per hidden layer. The output layer is linear: the losses expect logits. */
  readonly activations: readonly Activation[];
  /**
   * The library whose activation functions, first weights and dropout it has. If missing, activations are PyTorch's, and
   * the first weights those of He and Glorot.
   */
  readonly semantics?: LayerSemantics;
  /** Whether hidden layers with as many units as inputs add their input to what they compute; by default none does. */
  readonly residual?: boolean;
}

/**
 * A multilayer perceptron
 *
 *     a⁰ = x,   zˡ = Wˡ aˡ⁻¹ + bˡ,   aˡ = g(zˡ),   output = zᴸ
 *
 * g → `activations`. With residual connections aˡ = aˡ⁻¹ + g(zˡ) in each hidden layer that is as wide as the one before
 * (He et al. 2016, Deep residual learning for image recognition, with one layer a block and nothing after the sum). All W and b lie in one array, layer by layer: first W, row by row (`[unit][input]`), then b. Treat it
 * as immutable; training hands out new ones.
 */
export interface Network extends Architecture {
  readonly parameters: Float64Array;
}

/** Where a layer's weights and biases are in `parameters`. */
export interface Layer {
  readonly inputs: number;
  readonly units: number;
  /** Index of W[0][0]; row j begins at `weightsAt + j · inputs`. */
  readonly weightsAt: number;
  /** Index of b[0], which is also where the weights end. */
  readonly biasesAt: number;
  /** Index after the last bias. */
  readonly end: number;
  /** Its activation function; `identity` for the output. */
  readonly activation: AppliedActivation;
  /** Whether its input is added to what it computes. */
  readonly residual: boolean;
}

/** An architecture with the same activation function in all hidden layers. @param semantics its library, if it follows one */
export const architecture = (
  sizes: readonly number[],
  activation: Activation,
  semantics?: LayerSemantics,
): Architecture => ({
  sizes,
  activations: sizes.slice(1, -1).map(() => activation),
  ...(semantics === undefined ? {} : { semantics }),
});

/**
 * The layers of an architecture, from the input side to the output.
 *
 * @throws RangeError if there are fewer than two sizes, or not one activation function per hidden layer
 * @throws Error of one line for an activation function that the library does not have
 */
export function layersOf({
  sizes,
  activations,
  semantics,
  residual = false,
}: Architecture): readonly Layer[] {
  if (sizes.length < 2) throw new RangeError('a network needs at least an input and an output');
  if (activations.length !== sizes.length - 2) {
    throw new RangeError(
      `${sizes.length - 2} hidden layers need as many activations, not ${activations.length}`,
    );
  }
  let at = 0;
  return sizes.slice(1).map((units, l) => {
    const inputs = sizes[l] ?? 0;
    const weightsAt = at;
    const biasesAt = at + inputs * units;
    at = biasesAt + units;
    const own = activations[l];
    const activation = own === undefined ? 'identity' : appliedActivation(own, semantics);
    const adds = residual && own !== undefined && inputs === units;
    return { inputs, units, weightsAt, biasesAt, end: at, activation, residual: adds };
  });
}

/** The number of parameters of an architecture. */
export const parameterCount = (of: Architecture): number => layersOf(of).at(-1)?.end ?? 0;
