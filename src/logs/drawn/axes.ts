import { extent, quantileSorted } from 'd3-array';
import type { Interval } from '../../sim/interval.ts';
import { clamp, ln } from '../../sim/maths.ts';

/** The axes of the large chart, as the data have it. */
export interface Axes {
  /** First and last step of whatever is drawn. */
  readonly steps: Interval;
  readonly logSteps: boolean;
  readonly values: Interval;
  readonly logValues: boolean;
}

/** Values over a range of this ratio are drawn on a logarithmic axis. */
const WIDE = 50;
/** Steps over a range of this ratio may be, where this share of the way is done by that share of the steps. */
const LONG = 200;
const DONE = 0.6;
const BY = 0.02;
/** A linear axis does not follow what lies further outside than this many times the range of the middle 90 %. */
const OUTSIDE = 20;
/** Numbers beyond this are drawn at the edge: a few times as much is no number any more. */
const LARGEST = 4e307;
/** Space above and below the lines. */
const MARGIN = 0.06;

/**
 * The axes for some lines: logarithmic where values, or steps that matter early, range over many powers; values with a
 * margin, zero where it is near, and without single values far outside of all others.
 *
 * @param lines points of the lines of the large chart, steps ascending and values finite
 * @param steps first and last step of whatever is drawn
 * @param wide ratio of values from which on their axis is logarithmic
 */
export function axesOf(
  lines: readonly (readonly (readonly [step: number, value: number])[])[],
  steps: Interval,
  wide = WIDE,
): Axes {
  const values = lines.flatMap((line) => line.map(([, value]) => value)).sort((a, b) => a - b);
  const [low = 0, high = 1] = extent(values);
  const logValues = low > 0 && high / low >= wide;
  return { steps, logSteps: runsLong(lines[0] ?? [], steps), logValues, values: range(values, logValues) };
}

/** Whether most of a line's way is done within its first few steps of very many. */
function runsLong(
  line: readonly (readonly [step: number, value: number])[],
  [first, last]: Interval,
): boolean {
  if (first <= 0 || last / first < LONG) return false;
  const by = first + BY * (last - first);
  const [start, soon, end] = [
    line[0]?.[1] ?? 0,
    line.findLast(([step]) => step <= by)?.[1] ?? 0,
    line.at(-1)?.[1] ?? 0,
  ];
  return start !== end && (soon - start) / (end - start) >= DONE;
}

/** The values of the axis, for values in ascending order. */
function range(values: readonly number[], log: boolean): Interval {
  let [low = 0, high = 1] = extent(values);
  if (log) {
    const margin = 1 + MARGIN * ln(high / low);
    return [low / margin, Math.min(high * margin, Number.MAX_VALUE)];
  }
  [low, high] = [clamp(low, -LARGEST, LARGEST), clamp(high, -LARGEST, LARGEST)];
  const [p5 = low, p95 = high] = [quantileSorted([...values], 0.05), quantileSorted([...values], 0.95)];
  const reach = OUTSIDE * (p95 - p5);
  if (reach > 0) [low, high] = [Math.max(low, p5 - reach), Math.min(high, p95 + reach)];
  if (low === high) return low === 0 ? [-1, 1] : [low - Math.abs(low) / 2, high + Math.abs(high) / 2];
  const margin = MARGIN * (high - low);
  // Zero is worth seeing where it is near, and nothing below it where there is nothing.
  const bottom = low >= 0 ? (low < 0.35 * high ? 0 : Math.max(0, low - margin)) : low - margin;
  return [bottom, high + margin];
}
