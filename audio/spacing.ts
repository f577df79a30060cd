/** Least distance of ticks and of strikes, in seconds: no more than six in any second. */
export const TICK_SPACING = 1 / 6;

/** As many times, evenly from one to another, rounded to whole frames. */
export const evenly = (from: number, to: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, i) => Math.round(from + ((to - from) * i) / Math.max(1, count - 1)));

/**
 * Those of some ascending times that are at least so far apart.
 *
 * @param perSecond units of time in a second
 * @param seconds between two of them; by default the spacing of ticks, closer than which notes are not told apart
 */
export function thinned(
  times: readonly number[],
  perSecond: number,
  seconds: number = TICK_SPACING,
): readonly number[] {
  let free = Number.NEGATIVE_INFINITY;
  return times.filter((time) => {
    // A frame's share of a second has no end in binary: a hair's breadth is no reason to drop a tick.
    if (time < free - 1e-6 * perSecond) return false;
    free = time + seconds * perSecond;
    return true;
  });
}
