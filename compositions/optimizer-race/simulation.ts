import type { Point } from '../../src/sim/objectives/objective.ts';
import type { Place2 } from '../../src/sim/objectives/surface.ts';
import { SURFACES, type SurfaceName } from '../../src/sim/objectives/surfaces.ts';
import type { UpdateParts } from '../../src/sim/optimizers/optimizer.ts';
import { createOptimizer, type OptimizerParams } from '../../src/sim/optimizers/registry.ts';
import type { Seed } from '../../src/sim/random.ts';
import { simulate as descend, type Run, type Trace } from '../../src/sim/trace.ts';
import { lanesOf, runIds, runLabels } from './field.ts';
import type { OptimizerRaceParams, RaceParams } from './params.ts';
import { leadSince, standings } from './standings.ts';

export interface RaceRun extends Run {
  readonly surface: SurfaceName;
  /** Index of its race. */
  readonly race: number;
  /** Determines colour, marker, dash, timbre and pan: the same for the same optimizer in every race. */
  readonly lane: number;
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
  /** `null` if everyone is out. */
  readonly winner: string | null;
  /** The state from which on the winner was never behind again; `null` without a winner. */
  readonly leadSince: number | null;
}

export type RaceTrace = Trace<OptimizerRaceParams, RaceRun, { readonly races: readonly RaceFacts[] }>;

/** A gradient shorter than this counts as flat ground. */
const FLAT = 1e-3;
/** Lingering: at least this fraction of the race with slope at most, and height at least, these fractions of the start's. */
const LINGER = { share: 0.15, slope: 0.1, height: 0.2 } as const;
/** Settled: at most this fraction of the start's height above the minimum is left. */
const SETTLED = 0.01;
/** Out of the race: this many times as far above the minimum as the start was (of a start at least 1 above it). */
const OUT = 10;

/**
 * Every race of the params: one run for each optimizer, from the race's start.
 * Nothing here is random: the seed is recorded and has no effect.
 */
export function simulate(params: OptimizerRaceParams, seed: Seed): RaceTrace {
  const fields = params.races.map(({ optimizers }) => optimizers);
  const [ids, lanes, labels] = [runIds(fields), lanesOf(fields), fields.map(runLabels)];
  const races = params.races.map((race, r) =>
    race.optimizers.map((optimizer, i) => ({
      id: ids[r]?.[i] ?? '',
      label: labels[r]?.[i] ?? '',
      lane: lanes[r]?.[i] ?? i,
      ...raceRun(race, optimizer, r),
    })),
  );
  return {
    film: 'optimizer-race',
    params,
    seed,
    runs: races.flat(),
    facts: { races: races.map((runs, r) => factsOf(params.races[r], runs)) },
  };
}

function raceRun(
  { surface: name, start, steps }: RaceParams,
  optimizer: OptimizerParams,
  race: number,
): Omit<RaceRun, 'id' | 'label' | 'lane'> {
  const surface = SURFACES[name];
  const path = descend(surface, createOptimizer(optimizer), start, steps);
  const excess = (loss: number): number => loss - surface.leastLoss;
  const wall = OUT * Math.max(excess(surface.value(start)), 1);
  const inside = path.losses.findLastIndex((loss) => excess(loss) <= wall);
  const isOut = path.overflowed || inside < path.losses.length - 1;
  const moving = path.gradients.findLastIndex((gradient) => length(gradient) > FLAT);
  const above = path.losses.findLastIndex((loss) => excess(loss) > SETTLED * excess(surface.value(start)));
  const rests = !isOut && moving < path.losses.length - 1;
  return {
    surface: name,
    race,
    optimizer,
    status: isOut ? 'diverged' : rests ? 'converged' : 'completed',
    points: path.points.map(([x = Number.NaN, y = Number.NaN]) => [x, y] as const),
    losses: path.losses,
    series: {},
    updates: path.updates,
    outSince: isOut ? Math.min(inside + 1, path.losses.length - 1) : null,
    settlesSince: isOut || above === path.losses.length - 1 ? null : above + 1,
    lingers: isOut
      ? null
      : lingersAt(
          path.gradients.map(length),
          path.losses.map((loss) => excess(loss)),
          steps,
        ),
  };
}

/** The state at which a run has been on flat but not low ground for long enough; `null` if it never has. */
function lingersAt(slopes: readonly number[], heights: readonly number[], steps: number): number | null {
  const [steepest, highest] = [LINGER.slope * (slopes[0] ?? 0), LINGER.height * (heights[0] ?? 0)];
  let streak = 0;
  for (const [k, slope] of slopes.entries()) {
    streak = slope <= steepest && (heights[k] ?? 0) >= highest ? streak + 1 : 0;
    if (streak > LINGER.share * steps && streak > 3) return k;
  }
  return null;
}

const length = (point: Point): number => Math.sqrt(point.reduce((sum, value) => sum + value * value, 0));

function factsOf(race: RaceParams | undefined, runs: readonly RaceRun[]): RaceFacts {
  if (race === undefined) throw new Error('optimizer-race: a race without params');
  const { minima, leastLoss } = SURFACES[race.surface];
  const ranking = standings(runs, race.steps);
  const [first] = ranking;
  const winner = first === undefined || first.outSince !== null ? null : first;
  return {
    surface: race.surface,
    minima,
    leastLoss,
    ranking: ranking.map(({ id }) => id),
    winner: winner?.id ?? null,
    leadSince: winner && leadSince(runs, winner, race.steps),
  };
}

/** The runs of a race, in the order of its params. */
export const runsOf = ({ runs }: RaceTrace, race: number): readonly RaceRun[] =>
  runs.filter((run) => run.race === race);

/** True if a run has left the race after the given number of steps. */
export const isOut = ({ outSince }: RaceRun, done: number): boolean => outSince !== null && done >= outSince;
