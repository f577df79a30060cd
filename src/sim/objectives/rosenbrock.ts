import { onPlane, type Surface } from './surface.ts';

/**
 * Rosenbrock's banana: a curved valley whose floor hardly descends.
 *
 *   L(x, y) = (1 − x)² + 100 (y − x²)²
 *   ∇L = (−2 (1 − x) − 400 x (y − x²), 200 (y − x²))
 *
 * Minimum (1, 1), L = 0. Source: H. H. Rosenbrock 1960.
 */
export const rosenbrock: Surface = {
  ...onPlane(
    (x, y) => {
      const [along, off] = [1 - x, y - x * x];
      return along * along + 100 * off * off;
    },
    (x, y) => {
      const off = y - x * x;
      return [-2 * (1 - x) - 400 * x * off, 200 * off];
    },
  ),
  minima: [[1, 1]],
  leastLoss: 0,
  view: { x: [-2, 2], y: [-0.6, 2.6] },
};
