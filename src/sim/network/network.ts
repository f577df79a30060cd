import type { ActivationKind } from './activations.ts';

/** The architecture of a multilayer perceptron, without its parameters. */
export interface Architecture {
  /** Units of the input, of each hidden layer and of the output. */
  readonly sizes: readonly number[];
  /** One activation function per hidden layer. The output layer is linear: the losses expect logits. */
  readonly activations: readonly ActivationKind[];
}

/**
 * A multilayer perceptron
 *
 *     a⁰ = x,   zˡ = Wˡ aˡ⁻¹ + bˡ,   aˡ = g(zˡ),   output = zᴸ
 *
 * g → `activations`. All W and b lie in one array, layer by layer: first W, row by row (`[unit][input]`), then b. Treat it
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
  readonly activation: ActivationKind;
}

/** An architecture with the same activation function in all hidden layers. */
export const architecture = (sizes: readonly number[], activation: ActivationKind): Architecture => ({
  sizes,
  activations: sizes.slice(1, -1).map(() => activation),
});

/**
 * The layers of an architecture, from the input side to the output.
 *
 * @throws RangeError if there are fewer than two sizes, or not one activation function per hidden layer
 */
export function layersOf({ sizes, activations }: Architecture): readonly Layer[] {
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
    return { inputs, units, weightsAt, biasesAt, end: at, activation: activations[l] ?? 'identity' };
  });
}

/** The number of parameters of an architecture. */
export const parameterCount = (of: Architecture): number => layersOf(of).at(-1)?.end ?? 0;
