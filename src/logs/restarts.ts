import { sayings } from './sayings.ts';
import { pick, type Run, type Series } from './series.ts';

/** What becomes of steps that begin again: one run that goes on, a run of its own, or the later part in place of the earlier. */
export const RESTARTS = ['join', 'split', 'latest'] as const;
export type Restart = (typeof RESTARTS)[number];

/** Where steps fall back: at the first number again, inside what was there, or out of order. */
export interface Fall {
  readonly at: number;
  readonly kind: 'again' | 'inside' | 'disorder';
}

/** So many points of a new part lie where the old one was, or it is only out of order. */
const REVISITED = 2;

/**
 * Where the steps of a series fall back, and what that means: `again` where they begin again at the first number,
 * `inside` where a later part goes over steps that were there already, `disorder` where only single points are late.
 *
 * @param steps in the order of the file
 * @param writers indices at which another file, header or writer begins
 */
export function fallsOf(steps: ArrayLike<number>, writers: ReadonlySet<number> = new Set()): readonly Fall[] {
  const falls: Fall[] = [];
  let [first, top] = [steps[0] ?? 0, steps[0] ?? 0];
  for (let i = 1; i < steps.length; i++) {
    const step = steps[i] ?? 0;
    if (step >= (steps[i - 1] ?? 0)) {
      top = Math.max(top, step);
      continue;
    }
    let [next, revisited] = [i, 0];
    for (; next < steps.length && (next === i || (steps[next] ?? 0) >= (steps[next - 1] ?? 0)); next++)
      if ((steps[next] ?? 0) <= top) revisited++;
    const begins = writers.has(i);
    const goesOn = next - i >= REVISITED;
    if (step === first || (step < first && (goesOn || begins))) falls.push({ at: i, kind: 'again' });
    else if (begins || revisited >= REVISITED) falls.push({ at: i, kind: 'inside' });
    else {
      falls.push({ at: i, kind: 'disorder' });
      continue;
    }
    [first, top] = [falls.at(-1)?.kind === 'again' ? step : Math.min(first, step), step];
  }
  return falls;
}

/** A part of a list of steps, from one fall to the next. */
interface Part {
  readonly from: number;
  readonly to: number;
  readonly kind: 'first' | 'again' | 'inside';
}

function partsOf(falls: readonly Fall[], length: number): readonly Part[] {
  const starts = falls.filter(
    (fall): fall is Fall & { kind: 'again' | 'inside' } => fall.kind !== 'disorder',
  );
  return [{ at: 0, kind: 'first' as const }, ...starts].map(({ at, kind }, i) => ({
    from: at,
    to: starts[i]?.at ?? length,
    kind,
  }));
}

interface Settled {
  /** Of each index of the list the run it belongs to; −1 if it was replaced. */
  readonly owner: Int32Array;
  readonly offset: Float64Array;
  readonly runs: number;
  readonly replaced: number;
}

/** The distance between the first two steps of a part. */
const pace = (steps: ArrayLike<number>, { from, to }: Part): number => {
  for (let i = from + 1; i < to; i++)
    if ((steps[i] ?? 0) > (steps[i - 1] ?? 0)) return (steps[i] ?? 0) - (steps[i - 1] ?? 0);
  return 1;
};

const topOf = (steps: ArrayLike<number>, { from, to }: Part): number => {
  let top = Number.NEGATIVE_INFINITY;
  for (let i = from; i < to; i++) top = Math.max(top, steps[i] ?? top);
  return top;
};

/** Gives each index of a list of steps to a run, by the rule. */
function settleParts(
  steps: ArrayLike<number>,
  parts: readonly Part[],
  rule: (kind: Part['kind']) => Restart,
): Settled {
  const owner = new Int32Array(steps.length);
  const offset = new Float64Array(steps.length);
  let [run, shift, replaced, begin] = [0, 0, 0, 0];
  parts.forEach((part, index) => {
    const how = part.kind === 'first' ? undefined : rule(part.kind);
    const before = parts[index - 1];
    if (how === 'split') {
      run++;
      shift = 0;
      begin = part.from;
    } else if (how === 'join' && before !== undefined)
      shift =
        topOf(steps, before) + (offset[before.from] ?? 0) + pace(steps, before) - (steps[part.from] ?? 0);
    else if (how === 'latest') {
      const from = (steps[part.from] ?? 0) + shift;
      for (let i = begin; i < part.from; i++)
        if (owner[i] === run && (steps[i] ?? 0) + (offset[i] ?? 0) >= from) {
          owner[i] = -1;
          replaced++;
        }
    }
    for (let i = part.from; i < part.to; i++) {
      owner[i] = run;
      offset[i] = shift;
    }
  });
  return { owner, offset, runs: run + 1, replaced };
}

/** The step of each row of the series that share rows; NaN in rows without one. */
function timelineOf(series: readonly Series[]): {
  readonly rows: Float64Array;
  readonly steps: Float64Array;
} {
  const distinct = [...new Map(series.map((one) => [one.rows, one])).values()];
  const [only] = distinct;
  if (distinct.length === 1 && only?.rows !== undefined) return { rows: only.rows, steps: only.steps };
  const count = 1 + distinct.reduce((most, { rows }) => Math.max(most, rows?.at(-1) ?? -1), -1);
  const byRow = new Float64Array(count);
  const known = new Uint8Array(count);
  for (const { rows, steps } of distinct)
    rows?.forEach((row, i) => {
      byRow[row] = steps[i] ?? Number.NaN;
      known[row] = 1;
    });
  const rows = new Float64Array(count).map((_, row) => row).filter((row) => known[row] === 1);
  return { rows, steps: rows.map((row) => byRow[row] ?? Number.NaN) };
}

/** Series whose falls are judged together: those of one table and axis, or each by itself. */
function groupsOf(series: readonly Series[]): readonly (readonly Series[])[] {
  const groups = new Map<unknown, Series[]>();
  for (const one of series) {
    const key = one.rows === undefined ? one : `${one.axis.name}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()];
}

interface Group {
  readonly series: readonly Series[];
  readonly rows: Float64Array | undefined;
  readonly steps: Float64Array;
  readonly falls: readonly Fall[];
  readonly parts: readonly Part[];
}

function groupOf(series: readonly Series[]): Group {
  const [first] = series;
  const shared = first?.rows === undefined ? undefined : timelineOf(series);
  const steps = shared?.steps ?? first?.steps ?? new Float64Array();
  const falls = fallsOf(steps, new Set(first?.writers));
  return { series, rows: shared?.rows, steps, falls, parts: partsOf(falls, steps.length) };
}

/** The points of a series that belong to a run, on the steps they have there. */
function ownPoints(series: Series, group: Group, settled: Settled, run: number): Series {
  const indexOf = new Map<number, number>();
  group.rows?.forEach((row, i) => {
    indexOf.set(row, i);
  });
  const place = (i: number): number =>
    group.rows === undefined ? i : (indexOf.get(series.rows?.[i] ?? -1) ?? -1);
  const kept = [...series.steps.keys()].filter((i) => settled.owner[place(i)] === run);
  const result = pick(series, kept);
  return {
    ...result,
    steps: result.steps.map((step, j) => step + (settled.offset[place(kept[j] ?? 0)] ?? 0)),
  };
}

const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;

export interface Restarted {
  readonly runs: readonly Run[];
  readonly warnings: readonly string[];
  /** Steps at which a part begins that replaced another, or goes on after it, by run. */
  readonly restarts: readonly (readonly [run: string, step: number, says: string])[];
}

/**
 * Applies the rule on steps that fall back: by default the later part wins where it begins inside the old one, and is a
 * run of its own where it begins again at the first number.
 *
 * @param asked in place of the default
 */
export function restarted(run: Run, asked?: Restart): Restarted {
  const groups = groupsOf(run.series).map(groupOf);
  const moving = groups.filter(({ steps }) => steps.length > 1);
  const begun = ({ parts }: Group): number =>
    parts.filter(({ kind }) => kind === 'again' || (asked === 'split' && kind === 'inside')).length;
  const most = Math.max(0, ...moving.map(begun));
  // A run is split only if all of it begins again.
  const together =
    most > 0 && (!run.whole || asked === 'split') && moving.every((group) => begun(group) === most);
  const restarts: [string, number, string][] = [];
  const said = sayings();
  const rule = (kind: Part['kind']): Restart => {
    if (kind === 'inside') return asked === 'split' && together ? 'split' : 'latest';
    if (asked !== undefined && (asked !== 'split' || together)) return asked;
    return together ? 'split' : 'join';
  };
  const settled = groups.map((group) => settleParts(group.steps, group.parts, rule));
  const count = Math.max(1, ...settled.map(({ runs }) => runs));
  groups.forEach((group, g) => {
    const { axis, name } = group.series[0] ?? { axis: { name: 'step' }, name: '' };
    const alone = group.rows === undefined ? name : undefined;
    for (const { from, kind } of group.parts.slice(1)) {
      const step = group.steps[from] ?? 0;
      const how = rule(kind);
      if (how === 'latest') {
        const replaced = plural(settled[g]?.replaced ?? 0, 'point');
        said.add(
          `${axis.name} falls back to ${step}: the later part counts from there on, ${replaced} before it replaced; --restart split keeps both as runs`,
          alone,
        );
        restarts.push([
          run.id,
          step,
          `${axis.name} fell back to ${step}: points from there on were replaced by a later part`,
        ]);
      } else if (how === 'join')
        said.add(
          `${axis.name} begins again at ${step}, so steps come twice; the later part is placed after the one before; --restart split or latest reads it otherwise`,
          alone,
        );
      else
        said.add(
          `${axis.name} begins again at ${step}: shown as ${count} runs; --restart join makes them one, latest keeps the last`,
        );
    }
    const late = group.falls.filter(({ kind }) => kind === 'disorder').length;
    if (late > 0)
      said.add(`${axis.name} goes back at ${plural(late, 'point')}: out of order, sorted where drawn`, alone);
  });
  const runs = Array.from(
    { length: count },
    (_, index): Run => ({
      ...run,
      id: count === 1 ? run.id : `${run.id} (${index + 1})`,
      series: groups.flatMap((group, g) => {
        const own = settled[g];
        if (own === undefined) return [];
        if (own.runs === 1 && own.replaced === 0 && group.parts.length === 1)
          return index === 0 ? group.series : [];
        return group.series
          .map((series) => ownPoints(series, group, own, index))
          .filter(({ values }) => values.length > 0);
      }),
    }),
  );
  return { runs, warnings: said.lines(), restarts };
}
