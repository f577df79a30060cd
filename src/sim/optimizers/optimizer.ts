import type { Point } from '../objectives/objective.ts';

/** An optimizer as a pair of pure functions with explicit state. */
export interface Optimizer<State> {
  /** The state before the first step. */
  readonly init: (start: Point) => State;
  /** One step: the next point and the next state. Nothing is mutated. */
  readonly update: (
    point: Point,
    gradient: Point,
    state: State,
  ) => { readonly point: Point; readonly state: State };
}
