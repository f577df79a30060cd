import { z } from 'zod';
import type { Point } from './objectives/objective.ts';
import type { Place2 } from './objectives/surface.ts';
import { SURFACES, type SurfaceName } from './objectives/surfaces.ts';
import type { UpdateParts } from './optimizers/optimizer.ts';
import { createOptimizer, type OptimizerParams, optimizerSchema } from './optimizers/registry.ts';
import { type Run, simulate } from './trace.ts';
import { RESOLUTION } from './tuning.ts';

const surfaceNames = Object.keys(SURFACES) as [SurfaceName, ...SurfaceName[]];

/** Beyond this every surface is a wall: a start out there would have nothing to show. */
const coordinate = z.number().min(-10).max(10);

/** A race: several optimizers on one surface, from one start. Strict: an unknown field is an error. */
export const raceSchema = z.strictObject({
  surface: z.enum(surfaceNames).describe('the loss surface, over two parameters'),
  start: z.tuple([coordinate, coordinate]).describe('initial [x, y] of every optimizer'),
  steps: z.number().int().min(1).max(2000).default(200).describe('updates per optimizer'),
  rates: z
    .enum(['as given', 'tuned'])
    .default('as given')
    .describe(
      'learning rates (and momentum): those of `optimizers`, or the best of one search, alike for all',
    ),
  optimizers: z
    .array(
      optimizerSchema.refine(
        ({ kind, semantics }) => kind !== 'muon' || semantics === 'keras' || semantics === 'optax',
        {
          message: "PyTorch's Muon takes matrices only, and a surface's two parameters are none",
        },
      ),
    )
    .min(1)
    .max(7)
    .describe('the competing optimizers, one run each; a kind may appear more than once'),
});

export type RaceParams = z.infer<typeof raceSchema>;

/** A run in a race, as far as it knows nothing of the others. */
export interface Racer extends Pick<Run, 'status' | 'losses' | 'series'> {
  readonly surface: SurfaceName;
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

/** A gradient shorter than this counts as flat ground. */
const FLAT = 1e-3;
/** Lingering: more than this fraction of the race, and this many states, with slope at most, and height at least, these fractions of the start's. */
export const LINGER = { share: 0.15, least: 3, slope: 0.1, height: 0.2 } as const;
/** Settled: at most this fraction of the start's height above the minimum is left. */
export const SETTLED = 0.01;
/** Out of the race: this many times as far above the minimum as the start was (of a start at least 1 above it). */
const OUT = 10;

/** The height from which on a run is out of a race on a surface. */
export const wallOf = (surface: SurfaceName, start: Place2): number =>
  OUT * Math.max(SURFACES[surface].value(start) - SURFACES[surface].leastLoss, 1);

/** One optimizer's run in a race. */
export function racer({ surface: name, start, steps }: RaceParams, optimizer: OptimizerParams): Racer {
  const surface = SURFACES[name];
  const { points, losses, gradients, updates, overflowed } = simulate(
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
    return streak > Math.max(LINGER.share * steps, LINGER.least);
  });
  return found < 0 ? null : found;
}

export const length = (point: Point): number =>
  Math.sqrt(point.reduce((sum, value) => sum + value * value, 0));
