import type { Choice } from '../choice.ts';
import type { Event } from '../events/event.ts';
import type { Series } from '../series.ts';
import { meanOf } from './curve.ts';

/** A race has as many runs as there are colours; a group as many as can be seen. */
const RACERS = 7;
const GHOSTS = 24;

/** Several runs as a mean with a band, or as a race; `auto`: a mean where names differ in the number of a seed. */
export type Several = 'auto' | 'group' | 'race';

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

/** Which runs are drawn, and how. */
export function cast(all: readonly Chosen[], several: Several) {
  const [only] = all;
  if (only === undefined) return null;
  // Runs over another axis, or in which another direction is better, cannot be drawn with the others.
  const together = all.filter(
    (one) => main(one)?.axis.unit === main(only)?.axis.unit && one.better === only.better,
  );
  if (together.length === 1) return { kind: 'one', shown: together, drawn: together, means: null } as const;
  const grouped = several === 'group' || (several === 'auto' && alike(together.map(({ id }) => id)));
  const means = {
    train: grouped ? meanOf(together.map(({ train }) => train)) : null,
    validation: grouped ? meanOf(together.map(({ validation }) => validation)) : null,
  };
  if (means.train === null && means.validation === null) {
    const shown = ahead(together);
    return { kind: 'race', shown, drawn: shown, means: null } as const;
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
  return { kind: 'group', shown: together.slice(0, GHOSTS), drawn: [mean], means } as const;
}

/** The runs by how they end, the best first; those without a last number come last. */
function ahead(runs: readonly Chosen[]): readonly Chosen[] {
  const end = (one: Chosen): number => {
    const value = main(one)?.values.at(-1) ?? Number.NaN;
    return Number.isFinite(value) ? (one.better === 'higher' ? -value : value) : Number.POSITIVE_INFINITY;
  };
  const best = runs.toSorted((a, b) => end(a) - end(b)).slice(0, RACERS);
  return runs.filter((run) => best.includes(run));
}
