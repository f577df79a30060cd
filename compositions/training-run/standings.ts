import { valueAt } from '../../src/logs/drawn/curve.ts';
import { loggedValue } from '../../src/story/numbers.ts';
import { judged, lostAt } from './messages.ts';
import type { RunTrace } from './trace.ts';

/** What a run of a race is ranked by at a step: its last value until then as it is printed; `null` before its first, `'out'` once it has none any more. */
export function standingAt(trace: RunTrace, run: number, at: number): number | 'out' | null {
  const curve = judged(trace, run);
  if (curve === null) return null;
  const lost = lostAt(trace, run);

  if (lost !== undefined && at >= lost.at) return 'out';
  const value = valueAt({ ...curve, smooth: null }, at);
  return value === null ? null : loggedValue(value);
}

/** The runs from first to last at a step; equals in the order of the log, those without a number last. */
export function orderAt(trace: RunTrace, at: number): readonly number[] {
  const sign = trace.facts.better === 'higher' ? -1 : 1;
  const keys = trace.lines.map((_, run) => {
    const standing = standingAt(trace, run, at);
    return typeof standing === 'number' ? sign * standing : Number.POSITIVE_INFINITY;
  });
  return keys
    .map((_, run) => run)
    .toSorted((a, b) =>
      (keys[a] ?? 0) === (keys[b] ?? 0) ? a - b : (keys[a] ?? 0) < (keys[b] ?? 0) ? -1 : 1,
    );
}
