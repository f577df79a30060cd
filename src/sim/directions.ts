import { cosPi } from './maths.ts';

/** The share of a whole turn by which neighbours differ that never line up: the golden angle. */
const GOLDEN = 0.381966011250105;

/** As many unit vectors, spread evenly over all directions: a Fibonacci lattice on the sphere. */
export const directions = (count: number): readonly (readonly [x: number, y: number, z: number])[] =>
  Array.from({ length: count }, (_, i) => {
    const z = 1 - (2 * i + 1) / count;
    const [flat, half] = [Math.sqrt(1 - z * z), 2 * ((GOLDEN * i) % 1)];
    return [flat * cosPi(half), flat * cosPi(half - 0.5), z] as const;
  });
