import type { Place2 } from '../../sim/objectives/surface.ts';
import { SURFACES, type SurfaceName } from '../../sim/objectives/surfaces.ts';
import { type RaceParams, type Racer, racer } from '../../sim/race.ts';
import type { Run, Trace } from '../../sim/trace.ts';
import { type Search, tuned } from '../../sim/tuning.ts';
import { lanesOf, runIds, runLabels } from '../field.ts';
import { leadSince, standings } from '../standings.ts';
import { contendersAmong } from './finish.ts';

/** A run among those of its race. */
export interface RaceRun extends Racer, Run {
  readonly points: readonly Place2[];
  /** Index of its race. */
  readonly race: number;
  /** Determines colour, marker, dash, timbre and pan: the same for the same optimizer in every race. */
  readonly lane: number;
}

/** What is known of a race as a whole. */
export interface RaceFacts {
  readonly surface: SurfaceName;
  readonly minima: readonly Place2[];
  readonly leastLoss: number;
  /** Ids from first to last. */
  readonly ranking: readonly string[];
  /** Who wins, not by chance: at neighbouring rates and a few steps earlier too; `null` if nobody does, as in a photo finish. */
  readonly winner: string | null;
  /** The state from which on the winner was alone in front; `null` without a winner. */
  readonly leadSince: number | null;
  /** How each optimizer's rate was found, in the order of the params; `null` if rates are as given. */
  readonly searches: readonly Search[] | null;
  /** The same race with every rate halved, and with every rate doubled. */
  readonly half: readonly RaceRun[];
  readonly double: readonly RaceRun[];
}

/** What a film about races is told from. */
export type RaceTrace<
  P extends { readonly races: readonly RaceParams[] } = { readonly races: readonly RaceParams[] },
> = Trace<P, RaceRun, { readonly races: readonly RaceFacts[] }>;

/** The rates of a race: as they are, halved, doubled. */
export const SCALES = ['half', 'same', 'double'] as const;
export type Scale = (typeof SCALES)[number];
const FACTORS: Readonly<Record<Scale, number>> = { half: 0.5, same: 1, double: 2 };

/**
 * Races: one run for each optimizer, from the race's start, with rates tuned or as given; and what would have happened at
 * half and at twice those rates.
 */
export function runRaces(races: readonly RaceParams[]): Pick<RaceTrace, 'runs' | 'facts'> {
  const searches = races.map(({ surface, start, steps, rates, optimizers }) =>
    rates === 'as given'
      ? null
      : optimizers.map((given) => tuned({ surface: SURFACES[surface], start, steps }, given)),
  );
  const fields = races.map(({ optimizers }, r) => searches[r]?.map(({ best }) => best) ?? optimizers);
  const [ids, lanes, labels] = [runIds(fields), lanesOf(fields), fields.map(runLabels)];
  const [half = [], asIs = [], double = []] = SCALES.map((scale) =>
    races.map((race, r) =>
      (fields[r] ?? []).map(
        (optimizer, i): RaceRun => ({
          id: `${ids[r]?.[i] ?? ''}${scale === 'same' ? '' : `-${scale}`}`,
          label: labels[r]?.[i] ?? '',
          lane: lanes[r]?.[i] ?? i,
          race: r,
          ...racer(race, { ...optimizer, learningRate: FACTORS[scale] * optimizer.learningRate }),
        }),
      ),
    ),
  );
  return {
    runs: asIs.flat(),
    facts: {
      races: races.map((race, r) => ({
        ...factsOf(race, asIs[r] ?? []),
        searches: searches[r] ?? null,
        half: half[r] ?? [],
        double: double[r] ?? [],
      })),
    },
  };
}

function factsOf(race: RaceParams, runs: readonly RaceRun[]) {
  const { minima, leastLoss } = SURFACES[race.surface];
  const [first, ...others] = contendersAmong(race, runs);
  const winner = others.length === 0 ? first : undefined;
  return {
    surface: race.surface,
    minima,
    leastLoss,
    ranking: standings(runs, race.steps).map(({ id }) => id),
    winner: winner?.id ?? null,
    leadSince: winner === undefined ? null : leadSince(runs, winner, race.steps),
  };
}

/** The params of a race. @throws RangeError if there is no such race */
export function raceAt({ params: { races } }: RaceTrace, race: number): RaceParams {
  const found = races[race];
  if (found === undefined) throw new RangeError(`no race ${race}`);
  return found;
}

/** The runs of a race, in the order of its params; by default with its rates as they are. */
export const runsOf = (
  { runs, facts }: RaceTrace,
  race: number,
  scale: Scale = 'same',
): readonly RaceRun[] =>
  scale === 'same' ? runs.filter((run) => run.race === race) : (facts.races[race]?.[scale] ?? []);
