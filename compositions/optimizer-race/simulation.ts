import type { Point } from '../../src/sim/objectives/objective.ts';
import type { Place2 } from '../../src/sim/objectives/surface.ts';
import { SURFACES, type SurfaceName } from '../../src/sim/objectives/surfaces.ts';
import type { UpdateParts } from '../../src/sim/optimizers/optimizer.ts';
import { createOptimizer, type OptimizerParams } from '../../src/sim/optimizers/registry.ts';
import type { Seed } from '../../src/sim/random.ts';
import { simulate as descend, type Run, type Trace } from '../../src/sim/trace.ts';
import { RESOLUTION, type Search, tuned } from '../../src/sim/tuning.ts';
import { lanesOf, runIds, runLabels } from '../../src/story/field.ts';
import { leadSince, soleLeader, standings } from '../../src/story/standings.ts';
import type { OptimizerRaceParams, RaceParams } from './params.ts';

export interface RaceRun extends Run {
  readonly surface: SurfaceName;
  /** Index of its race. */
  readonly race: number;
  /** Determines colour, marker, dash, timbre and pan: the same for the same optimizer in every race. */
  readonly lane: number;
  /** As it ran: with the tuned rate, if rates are tuned. */
  readonly optimizer: OptimizerParams;
  readonly points: readonly Place2[];
  /** `updates[k]` holds the parts of the step from state k to state k + 1. */
  readonly updates: readonly UpdateParts[];
  /** The first state from which on it is out of the race; `null` if it stays in. */
  readonly outSince: number | null;
  /** The first state from which on it is practically at a minimum; `null` if it does not get there. */
  readonly settlesSince: number | null;
  /** The state at which it is visibly lingering on flat ground far from the bottom; `null` if it never does. */
  readonly lingers: number | null;
}

export interface RaceFacts {
  readonly surface: SurfaceName;
  readonly minima: readonly Place2[];
  readonly leastLoss: number;
  /** Ids from first to last. */
  readonly ranking: readonly string[];
  /** `null` if everyone is out, or equals share the first place. */
  readonly winner: string | null;
  /** The state from which on the winner was alone in front; `null` without a winner. */
  readonly leadSince: number | null;
  /** How each optimizer's rate was found, in the order of the params; `null` if rates are as given. */
  readonly searches: readonly Search[] | null;
  /** The same race with every rate halved, and with every rate doubled. */
  readonly half: readonly RaceRun[];
  readonly double: readonly RaceRun[];
}

export type RaceTrace = Trace<OptimizerRaceParams, RaceRun, { readonly races: readonly RaceFacts[] }>;

/** The rates of a race: as they are, halved, doubled. */
export const SCALES = ['half', 'as is', 'double'] as const;
export type Scale = (typeof SCALES)[number];
const FACTORS: Readonly<Record<Scale, number>> = { half: 0.5, 'as is': 1, double: 2 };

/** A gradient shorter than this counts as flat ground. */
const FLAT = 1e-3;
/** Lingering: at least this fraction of the race with slope at most, and height at least, these fractions of the start's. */
export const LINGER = { share: 0.15, slope: 0.1, height: 0.2 } as const;
/** Settled: at most this fraction of the start's height above the minimum is left. */
export const SETTLED = 0.01;
/** Out of the race: this many times as far above the minimum as the start was (of a start at least 1 above it). */
const OUT = 10;

/** The height from which on a run is out of a race on a surface. */
export const wallOf = (surface: SurfaceName, start: Place2): number =>
  OUT * Math.max(SURFACES[surface].value(start) - SURFACES[surface].leastLoss, 1);

/**
 * Every race of the params: one run for each optimizer, from the race's start, with rates tuned or as given; and what
 * would have happened at half and at twice those rates.
 * Nothing here is random: the seed is recorded and has no effect.
 */
export function simulate(params: OptimizerRaceParams, seed: Seed): RaceTrace {
  const searches = params.races.map(({ surface, start, steps, rates, optimizers }) =>
    rates === 'as given'
      ? null
      : optimizers.map((given) => tuned({ surface: SURFACES[surface], start, steps }, given)),
  );
  const fields = params.races.map(({ optimizers }, r) => searches[r]?.map(({ best }) => best) ?? optimizers);
  const [ids, lanes, labels] = [runIds(fields), lanesOf(fields), fields.map(runLabels)];
  const [half = [], races = [], double = []] = SCALES.map((scale) =>
    params.races.map((race, r) =>
      (fields[r] ?? []).map(
        (optimizer, i): RaceRun => ({
          id: `${ids[r]?.[i] ?? ''}${scale === 'as is' ? '' : `-${scale}`}`,
          label: labels[r]?.[i] ?? '',
          lane: lanes[r]?.[i] ?? i,
          ...raceRun(race, { ...optimizer, learningRate: FACTORS[scale] * optimizer.learningRate }, r),
        }),
      ),
    ),
  );
  return {
    film: 'optimizer-race',
    params,
    seed,
    runs: races.flat(),
    facts: {
      races: params.races.map((race, r) => ({
        ...factsOf(race, races[r] ?? []),
        searches: searches[r] ?? null,
        half: half[r] ?? [],
        double: double[r] ?? [],
      })),
    },
  };
}

function raceRun(
  { surface: name, start, steps }: RaceParams,
  optimizer: OptimizerParams,
  race: number,
): Omit<RaceRun, 'id' | 'label' | 'lane'> {
  const surface = SURFACES[name];
  const { points, losses, gradients, updates, overflowed } = descend(
    surface,
    createOptimizer(optimizer),
    start,
    steps,
  );
  const last = losses.length - 1;
  const heights = losses.map((loss) => loss - surface.leastLoss);
  const slopes = gradients.map(length);
  const wall = wallOf(name, start);
  const inside = heights.findLastIndex((height) => height <= wall);
  const out = overflowed || inside < last;
  const above = heights.findLastIndex((height) => height > SETTLED * (heights[0] ?? 0));
  const rests = slopes.findLastIndex((slope) => slope > FLAT) < last;
  return {
    surface: name,
    race,
    optimizer,
    status: out ? 'diverged' : rests ? 'converged' : 'completed',
    points: points.map(([x = Number.NaN, y = Number.NaN]) => [x, y] as const),
    losses,
    series: {},
    updates,
    outSince: out ? Math.min(inside + 1, last) : null,
    settlesSince: out || above === last ? null : above + 1,
    lingers: out ? null : lingersAt(slopes, heights, steps),
  };
}

/** The state at which a run has been on flat but not low ground for long enough; `null` if it never has. */
function lingersAt(slopes: readonly number[], heights: readonly number[], steps: number): number | null {
  const [steepest, lowest] = [LINGER.slope * (slopes[0] ?? 0), LINGER.height * (heights[0] ?? 0)];
  let streak = 0;
  const found = heights.findIndex((height, k) => {
    streak = (slopes[k] ?? 0) <= steepest && height >= lowest && height > RESOLUTION ? streak + 1 : 0;
    return streak > LINGER.share * steps && streak > 3;
  });
  return found < 0 ? null : found;
}

export const length = (point: Point): number =>
  Math.sqrt(point.reduce((sum, value) => sum + value * value, 0));

function factsOf(race: RaceParams, runs: readonly RaceRun[]) {
  const { minima, leastLoss } = SURFACES[race.surface];
  const winner = soleLeader(runs, race.steps);
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
  scale: Scale = 'as is',
): readonly RaceRun[] =>
  scale === 'as is' ? runs.filter((run) => run.race === race) : (facts.races[race]?.[scale] ?? []);
