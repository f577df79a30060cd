import type { Better } from '../choice.ts';
import { type Curve, type Lines, rankedBy, valueAt } from './curve.ts';

/** The curve that a run is judged by: validation, where every run has one. */
export const judgedOf = (lines: readonly Lines[], run = 0): Curve | null => {
  const line = lines[run];
  return line === undefined ? null : (line[rankedBy(lines)] ?? line.train);
};

/** A run of a race at a step. */
export interface Standing {
  readonly run: number;
  /** Its last value until then as it is printed; `null` before its first, `'out'` once it has none any more. */
  readonly value: number | 'out' | null;
  /** 1 for the first; equals share theirs. `null` without a value. */
  readonly place: number | null;
  readonly tied: boolean;
}

/**
 * The runs of a race at a step from first to last; equals in the order of the log, those without a number last.
 *
 * @param race.lostAt the step from which on a run has no number, if there is one
 * @param race.printed a value as it is printed: what is printed alike is equal
 */
export function standingsAt(
  race: {
    readonly lines: readonly Lines[];
    readonly better: Better;
    readonly lostAt: (run: number) => number | undefined;
    readonly printed: (value: number) => number;
  },
  at: number,
): readonly Standing[] {
  const values = race.lines.map((_, run): Standing['value'] => {
    const curve = judgedOf(race.lines, run);
    if (curve !== null && at >= (race.lostAt(run) ?? Number.POSITIVE_INFINITY)) return 'out';
    const value = curve && valueAt({ ...curve, smooth: null }, at);
    return value === null ? null : race.printed(value);
  });
  const key = (value: Standing['value'] | undefined): number =>
    typeof value === 'number' ? (race.better === 'higher' ? -value : value) : Number.POSITIVE_INFINITY;
  const order = values
    .map((_, run) => run)
    .toSorted((a, b) => {
      const [one, other] = [key(values[a]), key(values[b])];
      return one === other ? a - b : one < other ? -1 : 1;
    });
  return order.map((run) => {
    const value = values[run] ?? null;
    if (typeof value !== 'number') return { run, value, place: null, tied: false };
    const ahead = values.filter((other) => key(other) < key(value)).length;
    return { run, value, place: ahead + 1, tied: values.filter((other) => other === value).length > 1 };
  });
}
