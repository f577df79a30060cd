import type { Precision } from '../frameworks/framework.ts';
import { clamp } from '../maths.ts';
import type { Point } from '../objectives/objective.ts';
import { norm, rounding } from './arithmetic.ts';
import type { Optimizer } from './optimizer.ts';

interface ClippingParams {
  readonly clipNorm?: number;
  readonly clipValue?: number;
  readonly globalClipNorm?: number;
}

/**
 * Keras' clipping of gradients, before anything else sees them: g · min(1, c / |g|) for `clipNorm` and, as all
 * parameters are one variable here, for `globalClipNorm`; each entry to ± `clipValue`. Keras takes the first that is set.
 */
export function clipped<State>(
  optimizer: Optimizer<State>,
  { clipNorm, clipValue, globalClipNorm }: ClippingParams,
  precision: Precision,
): Optimizer<State> {
  const f = rounding(precision);
  const most = clipNorm ?? globalClipNorm;
  if (most === undefined && clipValue === undefined) return optimizer;
  const cut = (gradient: Point): Point => {
    if (most === undefined) return gradient.map((g) => clamp(g, -(clipValue ?? 0), clipValue ?? 0));
    const length = norm(gradient, f);
    return length <= most ? gradient : gradient.map((g) => f(f(g * f(most)) / length));
  };
  return { ...optimizer, update: (point, gradient, state) => optimizer.update(point, cut(gradient), state) };
}
