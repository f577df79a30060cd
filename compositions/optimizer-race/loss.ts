import { graded, scientific } from '../../src/story/numbers.ts';

/** Losses closer to the minimum than this are all alike: below it, rounding would decide. */
export const RESOLUTION = 1e-9;

/**
 * A loss above the minimum as it is printed, and the number that this reads as: by it runs are ranked, so that what
 * looks equal is equal.
 *
 * @param excess L − L*, finite; below 0 by rounding only
 */
export function printedLoss(excess: number): { readonly words: string; readonly value: number } {
  if (excess < RESOLUTION) return { words: `< ${scientific(RESOLUTION, 0).replace('1 × ', '')}`, value: 0 };
  return { words: graded(excess), value: asRead(excess) };
}

/** The number that {@link graded} writes. */
function asRead(size: number): number {
  if (size >= 1000 || size < 0.001) return Number(size.toExponential(1));
  return Number(size.toFixed(size >= 100 ? 1 : size >= 1 ? 2 : 4));
}
