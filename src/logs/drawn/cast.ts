import { group } from 'd3-array';
import type { Choice } from '../choice.ts';
import type { Event } from '../events/event.ts';
import type { Series } from '../series.ts';
import { meanOf } from './curve.ts';

/** A race has as many runs as there are colours; a group as many as can be seen. */
const RACERS = 7;
const GHOSTS = 24;

/** Several runs as a mean with a band, or as a race; `auto`: a mean where names differ in the number of a seed. */
export type Several = 'auto' | 'group' | 'race';

/** A run that is not drawn: over another axis or with another direction that is better, without a number, or one too many. */
export interface LeftOut {
  readonly id: string;
  readonly why: 'other' | 'none' | 'many';
}

/** What is drawn of a run. */
export interface Chosen extends Choice {
  readonly id: string;
  /** What the log itself says of the run. */
  readonly events: readonly Event[];
}

/** Names alike but for the number of a seed. */
const alike = (ids: readonly string[]): boolean =>
  ids.every((id) => /seed/i.test(id)) &&
  new Set(ids.map((id) => id.replace(/seed[-_ =]*\d+/i, ''))).size === 1;

/** The series that a run is judged by where it has only one. */
export const main = ({
  train,
  validation,
}: Partial<Pick<Choice, 'train' | 'validation'>>): Series | undefined => train ?? validation;

/** Which runs are drawn, and how; which ones stand for others with the same values; and which are not drawn. */
export function cast(every: readonly Chosen[], several: Several) {
  const all = plainlyNamed(every);
  const [only] = all;
  if (only === undefined) return null;
  // Runs over another axis, or in which another direction is better, cannot be drawn with the others.
  const together = all.filter(
    (one) => main(one)?.axis.unit === main(only)?.axis.unit && one.better === only.better,
  );
  const others = all
    .filter((one) => !together.includes(one))
    .map(({ id }): LeftOut => ({ id, why: 'other' }));
  const common = { equal: [], left: others } as const;
  if (together.length === 1)
    return { ...common, kind: 'one', shown: together, drawn: together, means: null } as const;
  const grouped = several === 'group' || (several === 'auto' && alike(together.map(({ id }) => id)));
  const means = {
    train: grouped ? meanOf(together.map(({ train }) => train)) : null,
    validation: grouped ? meanOf(together.map(({ validation }) => validation)) : null,
  };
  if (means.train === null && means.validation === null) {
    const { distinct, equal } = merged(together);
    const shown = ahead(distinct);
    const left = distinct
      .flatMap((one, i) => (shown.includes(one) ? [] : [one, ...(equal[i] ?? [])]))
      .map(({ id }): LeftOut => ({ id, why: 'many' }));
    return {
      kind: 'race',
      shown,
      drawn: shown,
      means: null,
      equal: equal.filter((_, i) => shown.includes(distinct[i] ?? only)),
      left: [...others, ...left],
    } as const;
  }
  const mean: Chosen = {
    ...only,
    id: 'mean',
    events: [],
    train: means.train?.mean,
    validation: means.validation?.mean,
    rate: undefined,
    gradient: undefined,
    small: [],
  };
  return { ...common, kind: 'group', shown: together.slice(0, GHOSTS), drawn: [mean], means } as const;
}

/** Runs whose names are paths, without the folders that all of them have at either end. */
function plainlyNamed(runs: readonly Chosen[]): readonly Chosen[] {
  let paths = runs.map(({ id }) => id.split('/'));
  const common = (at: 0 | -1): boolean =>
    paths.length > 1 && paths.every((path) => path.length > 1 && path.at(at) === paths[0]?.at(at));
  while (common(0)) paths = paths.map((path) => path.slice(1));
  while (common(-1)) paths = paths.map((path) => path.slice(0, -1));
  const names = paths.map((path) => path.join('/'));
  return new Set(names).size < names.length
    ? runs
    : runs.map((run, i) => ({ ...run, id: names[i] ?? run.id }));
}

/** Runs with the same values, to the last digit, as one: the first of them; of nothing but equal runs two stay. */
function merged(runs: readonly Chosen[]): {
  readonly distinct: readonly Chosen[];
  readonly equal: readonly (readonly Chosen[])[];
} {
  const which = runs.every(({ validation }) => validation !== undefined) ? 'validation' : 'train';
  const key = (run: Chosen): string => {
    const { steps = [], values = [] } = run[which] ?? main(run) ?? {};
    return `${[...steps].join()};${[...values].join()}`;
  };
  const kinds = group(runs, key);
  if (kinds.size === 1) return { distinct: runs, equal: runs.map(() => []) };
  const groups = [...kinds.values()];
  return {
    distinct: groups.flatMap(([first]) => first ?? []),
    equal: groups.map(([, ...rest]) => rest),
  };
}

/** Those without a last number, which are never left out for others; then the best by how they end. */
function ahead(runs: readonly Chosen[]): readonly Chosen[] {
  const end = (one: Chosen): number => {
    const value = main(one)?.values.at(-1) ?? Number.NaN;
    return Number.isFinite(value) ? (one.better === 'higher' ? -value : value) : Number.NEGATIVE_INFINITY;
  };
  const best = runs.toSorted((a, b) => end(a) - end(b)).slice(0, RACERS);
  return runs.filter((run) => best.includes(run));
}
