import { normal } from '../normal.ts';
import { random, type Seed } from '../random.ts';
import { type Architecture, type Layer, layersOf, type Network, parameterCount } from './network.ts';
import { drawWeights } from './weight-distributions.ts';
import { weightRule } from './weight-rules.ts';

/** scikit-learn's networks have one activation function for all hidden layers, and its rule depends on which. */
function hiddenLogistic({ activations, semantics }: Architecture, layers: readonly Layer[]): boolean {
  const hidden = new Set(layers.slice(0, -1).map(({ activation }) => activation));
  if (semantics === 'scikit-learn' && hidden.size > 1) {
    throw new RangeError(
      `scikit-learn has one activation function for all hidden layers, not ${JSON.stringify(activations)}`,
    );
  }
  return hidden.has('sigmoid');
}

/**
 * A network before the first step. With `semantics` its weights and biases are distributed as in that library's dense
 * layers, see {@link weightRule}. Without, weights are normal, biases zero, and the standard deviation preserves the
 * signal's scale across layers:
 *
 *     √(2 / inputs) before relu (He et al. 2015),   √(2 / (inputs + units)) otherwise (Glorot and Bengio 2010)
 *
 * @param seed each layer draws from streams of its own, keyed by seed, `"initial weights"` or `"initial biases of"` and
 *   the layer's number; no library's generator is imitated
 * @param spread factor on the weights, per layer; 1 by default
 * @throws RangeError if scikit-learn's hidden layers differ in their activation function
 */
export function initialNetwork(
  shape: Architecture,
  seed: Seed,
  spread: (layer: number) => number = () => 1,
): Network {
  const { semantics } = shape;
  const parameters = new Float64Array(parameterCount(shape));
  const layers = layersOf(shape);
  const logistic = hiddenLogistic(shape, layers);
  layers.forEach(({ inputs, units, weightsAt, biasesAt, activation }, l) => {
    const stream = random(seed, 'initial weights', l);
    if (semantics !== undefined) {
      const { weights, biases } = weightRule(semantics, { kind: 'dense', inputs, units, logistic });
      parameters.set(
        drawWeights(weights, units, inputs, stream).map((weight) => spread(l) * weight),
        weightsAt,
      );
      parameters.set(drawWeights(biases, 1, units, random(seed, 'initial biases of', l)), biasesAt);
      return;
    }
    const next = normal(stream);
    const variance = activation === 'relu' ? 2 / inputs : 2 / (inputs + units);
    const scale = spread(l) * Math.sqrt(variance);
    for (let i = weightsAt; i < biasesAt; i += 1) parameters[i] = scale * next();
  });
  return { ...shape, parameters };
}

/**
 * The same for inputs from the square from −1 to 1: the biases of the first layer are uniform within the range of its
 * units' weighted inputs, so that their kinks cover the whole square instead of all going through its middle.
 *
 * @param shape with two inputs
 * @param seed keys directions and offsets; @param spread factor on the first layer's weights: larger allows finer boundaries
 */
export function coveringNetwork(shape: Architecture, seed: Seed, spread: number): Network {
  const start = initialNetwork(shape, seed, (layer) => (layer === 0 ? spread : 1));
  const parameters = start.parameters.slice();
  const units = shape.sizes[1] ?? 0;
  const next = random(seed, 'initial biases');
  for (let j = 0; j < units; j += 1) {
    const [a = 0, b = 0] = [parameters[2 * j], parameters[2 * j + 1]];
    parameters[2 * units + j] = (2 * next() - 1) * Math.sqrt(a * a + b * b);
  }
  return { ...start, parameters };
}
