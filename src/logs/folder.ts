import type { Reading, Run, Series } from './series.ts';

const natural = /\d+|\D+/g;

/** Orders paths so that numbers in them count as numbers: `version_2` before `version_10`, event files by time and counter. */
export function byNumbers(a: string, b: string): number {
  const [left, right] = [a.match(natural) ?? [], b.match(natural) ?? []];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const [x = '', y = ''] = [left[i], right[i]];
    if (x === y) continue;
    const [m, n] = [Number(x), Number(y)];
    if (Number.isFinite(m) && Number.isFinite(n) && m !== n) return m - n;
    return x < y ? -1 : 1;
  }
  return left.length - right.length;
}

function appended(before: Series, after: Series, shift: number): Series {
  const join = (a: Float64Array, b: Float64Array): Float64Array => {
    const both = new Float64Array(a.length + b.length);
    both.set(a);
    both.set(b, a.length);
    return both;
  };
  const { rows: _, ...rest } = before;
  return {
    ...rest,
    steps: join(
      before.steps,
      after.steps.map((step) => step + shift),
    ),
    values: join(before.values, after.values),
    writers: [...(before.writers ?? []), before.steps.length],
  };
}

/** Two parts of one run as one, series by series. @param shift of the later part's steps */
export function joined(before: Run, after: Run, shift = 0): Run {
  const later = new Map(after.series.map((series) => [series.name, series]));
  const both = before.series.map((series) => {
    const next = later.get(series.name);
    later.delete(series.name);
    return next === undefined ? series : appended(series, next, shift);
  });
  const added = [...later.values()].map((series) => ({
    ...series,
    steps: series.steps.map((step) => step + shift),
  }));
  return { ...before, series: [...both, ...added] };
}

const longest = (run: Run): Series | undefined =>
  run.series.reduce<Series | undefined>(
    (best, one) => (best === undefined || one.steps.length > best.steps.length ? one : best),
    undefined,
  );

/** Whether a run goes on where another ended: it has the same series, and its steps follow closely. */
function goesOn(before: Run, after: Run): boolean {
  if (before.producer !== after.producer) return false;
  const [a, b] = [longest(before), longest(after)];
  if (a === undefined || b === undefined || a.axis.name !== b.axis.name) return false;
  const names = new Set(before.series.map(({ name }) => name));
  if (after.series.filter(({ name }) => names.has(name)).length < after.series.length / 2) return false;
  const last = a.steps.reduce((top, step) => Math.max(top, step), Number.NEGATIVE_INFINITY);
  const first = b.steps.reduce((low, step) => Math.min(low, step), Number.POSITIVE_INFINITY);
  const pace = (last - (a.steps[0] ?? 0)) / Math.max(1, a.steps.length - 1);
  return first > last && first > 1 && a.steps.length > 1 && first - last <= 10 * pace;
}

/** Runs that lie in neighbouring folders and go on from each other, as one. */
export function continued(runs: readonly Run[]): Reading {
  const result: Run[] = [];
  const warnings: string[] = [];
  for (const run of runs) {
    const before = result.at(-1);
    if (before !== undefined && goesOn(before, run)) {
      result[result.length - 1] = joined(before, run);
      warnings.push(`${run.id} goes on where ${before.id} ends: shown as one run`);
    } else result.push(run);
  }
  return { runs: result, warnings };
}
