/** A point in parameter space, one number per dimension. */
export type Point = readonly number[];

/** A loss to be minimised: L: ℝⁿ → ℝ and its gradient ∇L: ℝⁿ → ℝⁿ. */
export interface Objective {
  readonly value: (point: Point) => number;
  readonly gradient: (point: Point) => Point;
}
