import { onPlane, type Surface } from './surface.ts';

/**
 * Himmelblau's function: four minima, all equally deep.
 *
 *   L(x, y) = (x² + y − 11)² + (x + y² − 7)²
 *   ∇L = (4 x p + 2 q, 2 p + 4 y q),   p = x² + y − 11,  q = x + y² − 7
 *
 * Minima where p = q = 0, L = 0: (3, 2) and the three roots of a cubic, here to double precision.
 * Source: D. M. Himmelblau 1972.
 */
export const himmelblau: Surface = {
  ...onPlane(
    (x, y) => {
      const [p, q] = [x * x + y - 11, x + y * y - 7];
      return p * p + q * q;
    },
    (x, y) => {
      const [p, q] = [x * x + y - 11, x + y * y - 7];
      return [4 * x * p + 2 * q, 2 * p + 4 * y * q];
    },
  ),
  minima: [
    [3, 2],
    [-2.805118086952745, 3.131312518250573],
    [-3.779310253377747, -3.283185991286169],
    [3.584428340330492, -1.848126526964404],
  ],
  leastLoss: 0,
  view: { x: [-5.5, 5.5], y: [-4.6, 4.6] },
};
