import { pick, type Series } from './series.ts';

/** Whether steps only go up. */
const isSorted = (steps: Float64Array): boolean => {
  for (let i = 1; i < steps.length; i++) if ((steps[i] ?? 0) <= (steps[i - 1] ?? 0)) return false;
  return true;
};

/** A series as it is drawn and judged: sorted by step, of two points at one step the later. */
export function settle(series: Series): Series {
  if (isSorted(series.steps)) return series;
  const last = new Map<number, number>();
  series.steps.forEach((step, i) => {
    last.set(step, i);
  });
  return pick(
    series,
    [...last].sort(([a], [b]) => a - b).map(([, i]) => i),
  );
}

/** Steps that stand more than once, each once. */
export function duplicates({ steps }: Series): readonly number[] {
  if (isSorted(steps)) return [];
  const seen = new Set<number>();
  const twice = new Set<number>();
  for (const step of steps) (seen.has(step) ? twice : seen).add(step);
  return [...twice];
}
