import type { Backpropagation } from '../../src/sim/network/backpropagation.ts';

/** A way through the small network: an input, a unit of each hidden layer, and the output. */
export type TracedPath = readonly number[];

interface Layer {
  readonly W: readonly (readonly number[])[];
}

const largest = (sizes: readonly number[]): number =>
  sizes.reduce((best, size, i) => (Math.abs(size) > Math.abs(sizes[best] ?? 0) ? i : best), 0);

/** The way that is traced: the weight of the first layer with the largest gradient, and of what adds up to it the most. */
export function tracedPath(weights: readonly Layer[], { layers }: Backpropagation): TracedPath {
  const first = layers[0]?.weights ?? [];
  const unit = largest(first.map((row) => row[largest(row)] ?? 0));
  const path = [largest(first[unit] ?? []), unit];
  for (let l = 1; l < layers.length; l += 1) {
    const below = path.at(-1) ?? 0;
    path.push(
      largest((layers[l]?.deltas[0] ?? []).map((delta, j) => delta * (weights[l]?.W[j]?.[below] ?? 0))),
    );
  }
  return path;
}
