import { normal } from '../normal.ts';
import { random, type Seed } from '../random.ts';
import { type Architecture, layersOf, type Network, parameterCount } from './network.ts';

/**
 * A network with normally distributed weights and zero biases. The standard deviation preserves the signal's scale
 * across layers:
 *
 *     √(2 / inputs) before relu (He et al. 2015),   √(2 / (inputs + units)) otherwise (Glorot and Bengio 2010)
 *
 * @param seed each layer draws from a stream of its own, keyed by seed, `"initial weights"` and the layer's number
 * @param spread factor on that standard deviation, per layer; 1 by default
 */
export function initialNetwork(
  shape: Architecture,
  seed: Seed,
  spread: (layer: number) => number = () => 1,
): Network {
  const parameters = new Float64Array(parameterCount(shape));
  layersOf(shape).forEach(({ inputs, units, weightsAt, biasesAt, activation }, l) => {
    const next = normal(random(seed, 'initial weights', l));
    const variance = activation === 'relu' ? 2 / inputs : 2 / (inputs + units);
    const scale = spread(l) * Math.sqrt(variance);
    for (let i = weightsAt; i < biasesAt; i += 1) parameters[i] = scale * next();
  });
  return { sizes: shape.sizes, activations: shape.activations, parameters };
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
