import { ln } from './maths.ts';
import type { RandomStream } from './random.ts';

/**
 * Turns uniform numbers into normal ones, mean 0 and variance 1, by the polar method (Marsaglia 1964): with (u, v)
 * uniform in the unit disc and s = u² + v²,
 *
 *     u √(−2 ln s / s)  and  v √(−2 ln s / s)
 *
 * are independent and normal. Both are used, in this order.
 *
 * @param next uniform in [0, 1)
 */
export function normal(next: RandomStream): RandomStream {
  let kept: number | undefined;
  return () => {
    if (kept !== undefined) {
      const value = kept;
      kept = undefined;
      return value;
    }
    for (;;) {
      const u = 2 * next() - 1;
      const v = 2 * next() - 1;
      const s = u * u + v * v;
      if (s <= 0 || s >= 1) continue;
      const stretch = Math.sqrt((-2 * ln(s)) / s);
      kept = v * stretch;
      return u * stretch;
    }
  };
}
