import { onPlane, type Surface } from './surface.ts';

/**
 * A saddle between two minima: flat at its centre, with the way down leading sideways.
 *
 *   L(x, y) = x² − y² + ¼ y⁴      ∇L = (2 x, y³ − 2 y)
 *
 * Saddle point (0, 0), L = 0; minima (0, ±√2), L = −1.
 */
export const saddle: Surface = {
  ...onPlane(
    (x, y) => x * x - y * y + 0.25 * y * y * y * y,
    (x, y) => [2 * x, y * y * y - 2 * y],
  ),
  minima: [
    [0, Math.SQRT2],
    [0, -Math.SQRT2],
  ],
  leastLoss: -1,
  view: { x: [-2.4, 2.4], y: [-2, 2] },
};
