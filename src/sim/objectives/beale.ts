import { onPlane, type Surface } from './surface.ts';

/**
 * Beale's function: a flat cross between four steep corners.
 *
 *   L(x, y) = (1.5 − x + x y)² + (2.25 − x + x y²)² + (2.625 − x + x y³)²
 *
 * With rₖ = cₖ − x + x yᵏ: ∂L/∂x = Σ 2 rₖ (yᵏ − 1), ∂L/∂y = Σ 2 rₖ k x yᵏ⁻¹. Minimum (3, ½), L = 0.
 * Source: E. M. L. Beale 1958.
 */
export const beale: Surface = {
  ...onPlane(
    (x, y) => {
      const [first, second, third] = residuals(x, y);
      return first * first + second * second + third * third;
    },
    (x, y) => {
      const [first, second, third] = residuals(x, y);
      const square = y * y;
      return [
        2 * (first * (y - 1) + second * (square - 1) + third * (square * y - 1)),
        2 * x * (first + second * 2 * y + third * 3 * square),
      ];
    },
  ),
  minima: [[3, 0.5]],
  leastLoss: 0,
  view: { x: [-0.5, 4.5], y: [-1.5, 2] },
};

const residuals = (x: number, y: number): readonly [number, number, number] => [
  1.5 - x + x * y,
  2.25 - x + x * y * y,
  2.625 - x + x * y * y * y,
];
