import type { ActivationKind } from './activations.ts';

/** What a multilayer perceptron is made of, without its numbers. */
export interface Architecture {
  /** Units of the input, of each hidden layer and of the output. */
  readonly sizes: readonly number[];
  /** What bends each hidden layer, one for each. The output layer is linear: losses take it from there. */
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

/** Where a layer finds its numbers in `parameters`. */
export interface Layer {
  readonly inputs: number;
  readonly units: number;
  /** Index of W[0][0]; row j begins at `weightsAt + j · inputs`. */
  readonly weightsAt: number;
  /** Index of b[0], which is also where the weights end. */
  readonly biasesAt: number;
  /** Index after the last bias. */
  readonly end: number;
  /** What bends it; `identity` for the output. */
  readonly activation: ActivationKind;
}

/** An architecture whose hidden layers are all bent alike. */
export const architecture = (sizes: readonly number[], activation: ActivationKind): Architecture => ({
  sizes,
  activations: sizes.slice(1, -1).map(() => activation),
});

/**
 * The layers of an architecture, the one next to the input first.
 *
 * @throws RangeError when there are fewer than two sizes, or not one activation for each hidden layer
 */
export function layersOf({ sizes, activations }: Architecture): readonly Layer[] {
  if (sizes.length < 2) throw new RangeError('a network has an input and an output at least');
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

/** How many numbers an architecture has to learn. */
export const parameterCount = (of: Architecture): number => layersOf(of).at(-1)?.end ?? 0;
