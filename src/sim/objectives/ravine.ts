import { onPlane, type Surface } from './surface.ts';

/** κ, how much steeper the ravine is across than along it. */
export const RAVINE_CONDITION = 25;

/**
 * The ravine: a quadratic bowl with one steep and one flat axis, the simplest ill-conditioned loss.
 *
 *   L(x, y) = ½ (x² + κ y²)      ∇L = (x, κ y)
 *
 * κ → `RAVINE_CONDITION`, the condition number of its Hessian. Minimum (0, 0), L = 0.
 */
export const ravine: Surface = {
  ...onPlane(
    (x, y) => 0.5 * (x * x + RAVINE_CONDITION * y * y),
    (x, y) => [x, RAVINE_CONDITION * y],
  ),
  minima: [[0, 0]],
  leastLoss: 0,
  view: { x: [-9, 3], y: [-3, 3] },
};
