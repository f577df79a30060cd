import type { Objective, Point } from './objectives/objective.ts';
import type { Optimizer, UpdateParts } from './optimizers/optimizer.ts';
import type { Seed } from './random.ts';

/**
 * How a run ended. `diverged`: it grew without bound (and was cut at its last finite state if it overflowed);
 * `converged`: it came to rest; `completed`: it used up its steps.
 */
export type Status = 'completed' | 'converged' | 'diverged' | 'logged' | 'lost';

/** One trajectory. `points[k]` and `losses[k]` are after k steps, k = 0 is the start. */
export interface Run {
  readonly id: string;
  readonly label: string;
  readonly status: Status;
  readonly points?: readonly Point[];
  readonly losses: readonly number[];
  readonly series: Readonly<Record<string, readonly number[]>>;
}

/** The full, immutable, JSON-safe record of a simulation. */
export interface Trace<Params = unknown, R extends Run = Run, Facts = unknown> {
  readonly film: string;
  readonly params: Params;
  readonly seed: Seed;
  readonly runs: readonly R[];
  readonly facts: Facts;
}

/** What {@link simulate} records. All arrays except `updates` have the same length, index = step. */
export interface Trajectory<State = unknown> {
  readonly points: readonly Point[];
  readonly losses: readonly number[];
  readonly gradients: readonly Point[];
  /** The optimizer's own state after k steps. */
  readonly states: readonly State[];
  /** `updates[k]` leads from state k to state k + 1: one entry fewer than there are states. */
  readonly updates: readonly UpdateParts[];
  /** True if the next state would not have been finite. */
  readonly overflowed: boolean;
}

/**
 * Runs an optimizer on an objective, step by step, and records every state.
 * The record stops at the last state whose point, loss and gradient are finite: divergence is content, not an error.
 *
 * @param steps number of updates, whole and ≥ 0
 * @returns a trajectory of steps + 1 states, fewer if it overflowed
 * @throws Error if the loss at the start is not finite
 */
export function simulate<State>(
  objective: Objective,
  optimizer: Optimizer<State>,
  start: Point,
  steps: number,
): Trajectory<State> {
  const points: Point[] = [];
  const losses: number[] = [];
  const gradients: Point[] = [];
  const states: State[] = [];
  const updates: UpdateParts[] = [];
  let point = start;
  let state = optimizer.init(start);
  for (let step = 0; step <= steps; step += 1) {
    const loss = objective.value(point);
    const gradient = objective.gradient(point);
    if (![...point, loss, ...gradient].every(Number.isFinite)) {
      if (step === 0) throw new Error(`simulate: the loss at the start [${start.join(', ')}] is not finite`);
      // The update that overflowed does not count.
      return { points, losses, gradients, states, updates: updates.slice(0, -1), overflowed: true };
    }
    points.push(point);
    losses.push(loss);
    gradients.push(gradient);
    states.push(state);
    if (step === steps) break;
    const update = optimizer.update(point, gradient, state);
    ({ point, state } = update);
    updates.push(update.parts);
  }
  return { points, losses, gradients, states, updates, overflowed: false };
}
