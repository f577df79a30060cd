import { leastSquares, type Observations, squaredErrorGradient } from '../objectives/least-squares.ts';
import type { Point } from '../objectives/objective.ts';
import type { Place2 } from '../objectives/surface.ts';
import { sgd } from '../optimizers/gradient-descent.ts';
import type { Batches } from './batches.ts';

/** Mistakes in a gradient: the wrong sign, or a sum where the mean belongs (its 1/m is missing), in w, in b or in both. */
export type GradientBug = (typeof GRADIENT_BUGS)[number];
/** The names of all mistakes. */
export const GRADIENT_BUGS = ['sign', 'sign-w', 'sign-b', 'sum', 'sum-w', 'sum-b'] as const;

/** A gradient with a mistake in it. @param count m, over how many samples it is the mean */
function mistaken([dw, db]: Place2, bug: GradientBug | null, count: number): Place2 {
  if (bug === null) return [dw, db];
  const [kind, only = ''] = bug.split('-');
  const factor = kind === 'sign' ? -1 : count;
  return [only === 'b' ? dw : factor * dw, only === 'w' ? db : factor * db];
}

/** What is fitted, and how. */
export interface LineFitting {
  readonly samples: Observations;
  /** The first (w, b). */
  readonly start: Point;
  readonly rate: number;
  /** The samples of each update. */
  readonly batches: Batches;
  readonly bug?: GradientBug | null;
}

/** How a line was fitted: `points[k]` and `losses[k]`, of all samples, are after k updates; `gradients[k]` leads on from there. */
export interface FittedLine {
  readonly points: readonly Place2[];
  readonly losses: readonly number[];
  /** The gradients as used: of the update's batch, with the mistake. One fewer than there are points. */
  readonly gradients: readonly Place2[];
  /** True if the next state would not have been finite. */
  readonly overflowed: boolean;
}

/**
 * Fits a line by gradient descent on J, update by update: (w, b) ← (w, b) − rate · ∇J of the batch. What it does is not
 * corrected: it diverges where it does, and the record stops at its last finite state.
 *
 * @throws RangeError if J at the start is not finite
 */
export function fitLine({ samples, start, rate, batches, bug = null }: LineFitting): FittedLine {
  const { value } = leastSquares(samples);
  const rule = sgd({ learningRate: rate });
  const [w0 = Number.NaN, b0 = Number.NaN] = start;
  const points: Place2[] = [[w0, b0]];
  const losses = [value(start)];
  const gradients: Place2[] = [];
  if (!losses.every(Number.isFinite))
    throw new RangeError(`fitLine: J at the start (${w0}, ${b0}) is not finite`);
  for (const batch of batches) {
    const at = points.at(-1) ?? [w0, b0];
    const gradient = mistaken(squaredErrorGradient(samples, at, batch), bug, batch.length);
    const [w = Number.NaN, b = Number.NaN] = rule.update(at, gradient, null).point;
    const loss = value([w, b]);
    if (![...gradient, w, b, loss].every(Number.isFinite))
      return { points, losses, gradients, overflowed: true };
    points.push([w, b]);
    losses.push(loss);
    gradients.push(gradient);
  }
  return { points, losses, gradients, overflowed: false };
}
