/** What is read off the curves at a step. */
import { COLUMNS } from '../../src/logs/drawn/curve.ts';
import type { Position } from '../../src/scene/stations.ts';
import { loggedDifference } from '../../src/story/numbers.ts';
import type { Curve, RunTrace } from './trace.ts';

/** What a curve has at a step: its last value until there, none before its first, and `lost` where it is no number. */
export function numberAt(curve: Curve | null, step: number): number | 'lost' | null {
  const last = curve?.steps.findLastIndex((at) => at <= step) ?? -1;
  return curve === null || last < 0 ? null : (curve.values[last] ?? 'lost');
}

/** The gap of two numbers of one step, as they are written; `null` where the last ones do not belong to one. */
export function gapAt({ facts, lines: [line] }: RunTrace, { step }: Position): string | null {
  const [first, last] = facts.axes.steps;
  const [a, b] = [line?.train, line?.validation].map((curve) => {
    const at = curve?.steps.findLast((one) => one <= step);
    const value = numberAt(curve ?? null, step);
    return at === undefined || typeof value !== 'number' ? null : { at, value };
  });
  return a && b && Math.abs(a.at - b.at) <= (last - first) / COLUMNS
    ? loggedDifference(a.value, b.value)
    : null;
}
