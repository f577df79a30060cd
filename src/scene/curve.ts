import { curveLinear, line } from 'd3-shape';
import type { Interval } from '../sim/interval.ts';
import type { Place } from './rect.ts';
import type { Scale } from './scale.ts';

const straight = line<Place>()
  .x(([x]) => x)
  .y(([, y]) => y)
  .curve(curveLinear)
  .digits(2);

/** Path data through places, joined by straight lines; empty for none. */
export const polyline = (places: readonly Place[]): string => straight(places) ?? '';

/**
 * Samples a function over a domain.
 *
 * @param samples number of places, ≥ 2
 */
export function sample(
  f: (x: number) => number,
  [low, high]: Interval,
  samples: number,
  xScale: Scale,
  yScale: Scale,
): readonly Place[] {
  return Array.from({ length: samples }, (_, i) => {
    const x = low + ((high - low) * i) / (samples - 1);
    return [xScale(x), yScale(f(x))] as const;
  });
}
