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
