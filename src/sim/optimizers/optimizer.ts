import type { Point } from '../objectives/objective.ts';
import { exact } from './arithmetic.ts';

/**
 * An update broken down into its parts. The displacement is
 *
 *   Δ = −rates ∘ (gradient + memory) − decay
 *
 * (∘ = parameter by parameter), so drawing the parts head to tail explains the step. Where a rule puts gradient and
 * memory through a function that is no sum (a sign, an orthogonalisation), the whole direction stands under `gradient`;
 * where it keeps the learning rate inside its memory, the rates are 1.
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

/** Rows and columns of parameters that form a matrix, in row-major order; one number for a vector. */
export type Shape = readonly number[];

/**
 * An optimizer as a pair of pure functions with explicit state. They are methods on purpose: method bivariance lets
 * optimizers with different states share one list of `Optimizer`; each is only ever given its own state.
 */
export interface Optimizer<State = unknown> {
  /**
   * The state before the first step.
   *
   * @param shape of the parameters, for rules on matrices (Adafactor, Muon, SM3); a vector by default
   */
  init(start: Point, shape?: Shape): State;
  /** One step: the next point, the next state, and the parts of the step. Nothing is mutated. */
  update(point: Point, gradient: Point, state: State): Update<State>;
  /** The parameters to evaluate or ship, where they are not those at which gradients are taken (schedule-free). */
  evaluated?(point: Point, state: State): Point;
}

/** A zero for every parameter. */
export const zeros = (like: Point): Point => like.map(() => 0);

/** One rate for every parameter. */
export const evenRates = (like: Point, learningRate: number): Point => like.map(() => learningRate);

/** Combines two points of one dimension, parameter by parameter. */
export const combine = (a: Point, b: Point, of: (a: number, b: number) => number): Point =>
  a.map((value, i) => of(value, b[i] ?? Number.NaN));

/**
 * The gradient with coupled weight decay (an L2 penalty of λ/2 · |x|²): g + λ x.
 *
 * @param weightDecay λ; with 0 the gradient is left as it is
 */
export const penalised = (gradient: Point, point: Point, weightDecay: number, round = exact): Point =>
  weightDecay === 0 ? gradient : combine(gradient, point, (g, x) => round(g + round(round(weightDecay) * x)));

/** Decoupled weight decay: η λ x, or `null` without. */
export const decayOf = (
  point: Point,
  learningRate: number,
  weightDecay: number,
  round = exact,
): Point | null =>
  weightDecay === 0 ? null : point.map((x) => round(round(learningRate * weightDecay) * x));

/** The running mean β m + (1 − β) g. @param share 1 − β, where a library rounds it in another way */
export const runningMean = (
  mean: Point,
  values: Point,
  beta: number,
  round = exact,
  share = 1 - beta,
): Point => combine(mean, values, (m, g) => round(round(beta * m) + round(share * g)));

/** The running mean of squares β v + (1 − β) g². @param share as above */
export const runningSquares = (
  squares: Point,
  values: Point,
  beta: number,
  round = exact,
  share = 1 - beta,
): Point =>
  combine(squares, values, (v, g) =>
    round === exact ? beta * v + share * g * g : round(round(beta * v) + round(share * round(g * g))),
  );

/** The point after a step with these parts: x − decay − rates ∘ (gradient + memory). */
export function moved(point: Point, { gradient, memory, rates, decay }: UpdateParts, round = exact): Point {
  return point.map((x, i) => {
    const direction = round((gradient[i] ?? Number.NaN) + (memory?.[i] ?? 0));
    return round(round(x - (decay?.[i] ?? 0)) - round((rates[i] ?? Number.NaN) * direction));
  });
}

/** The parts of a step that is one direction at one rate. */
export const straight = (direction: Point, learningRate: number, decay: Point | null): UpdateParts => ({
  gradient: direction,
  memory: null,
  rates: evenRates(direction, learningRate),
  decay,
});

/** The parts of a step that was computed as a whole. */
export const leap = (from: Point, to: Point): UpdateParts =>
  straight(
    combine(from, to, (a, b) => a - b),
    1,
    null,
  );
