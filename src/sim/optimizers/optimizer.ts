import type { Point } from '../objectives/objective.ts';

/**
 * An update broken down into its parts. The displacement is
 *
 *   Δ = −rates ∘ (gradient + memory) − decay
 *
 * (∘ = parameter by parameter), so drawing the parts head to tail explains the step.
 */
export interface UpdateParts {
  /** Contribution of the current gradient to the direction. */
  readonly gradient: Point;
  /** Contribution of earlier gradients; `null` for optimizers without memory. */
  readonly memory: Point | null;
  /** The learning rate of each parameter. */
  readonly rates: Point;
  /** Decay subtracted from the parameters directly; `null` if there is none. */
  readonly decay: Point | null;
}

/** The result of one step. */
export interface Update<State> {
  readonly point: Point;
  readonly state: State;
  readonly parts: UpdateParts;
}

/**
 * An optimizer as a pair of pure functions with explicit state. They are methods on purpose: method bivariance lets
 * optimizers with different states share one list of `Optimizer`; each is only ever given its own state.
 */
export interface Optimizer<State = unknown> {
  /** The state before the first step. */
  init(start: Point): State;
  /** One step: the next point, the next state, and the parts of the step. Nothing is mutated. */
  update(point: Point, gradient: Point, state: State): Update<State>;
}

/** A zero for every parameter. */
export const zeros = (like: Point): Point => like.map(() => 0);

/** One rate for every parameter. */
export const evenRates = (like: Point, learningRate: number): Point => like.map(() => learningRate);

/** Combines two points of one dimension, parameter by parameter. */
export const combine = (a: Point, b: Point, of: (a: number, b: number) => number): Point =>
  a.map((value, i) => of(value, b[i] ?? Number.NaN));

/**
 * The gradient with PyTorch's coupled weight decay (an L2 penalty of λ/2 · |x|²): g + λ x.
 *
 * @param weightDecay λ; with 0 the gradient is left as it is
 */
export const penalised = (gradient: Point, point: Point, weightDecay: number): Point =>
  weightDecay === 0 ? gradient : combine(gradient, point, (g, x) => g + weightDecay * x);

/** The point after a step with these parts: x − rates ∘ (gradient + memory) − decay. */
export function moved(point: Point, { gradient, memory, rates, decay }: UpdateParts): Point {
  return point.map((x, i) => {
    const direction = (gradient[i] ?? Number.NaN) + (memory?.[i] ?? 0);
    return x - (decay?.[i] ?? 0) - (rates[i] ?? Number.NaN) * direction;
  });
}
