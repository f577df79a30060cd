import { extent } from 'd3-array';
import type { Interval } from '../../src/scene/scale.ts';
import { excessLoss } from '../../src/sim/excess-loss.ts';
import { clamp, ln, log10, powerOfTen } from '../../src/sim/maths.ts';
import type { Place2, Surface, Window2 } from '../../src/sim/objectives/surface.ts';
import { SURFACES, type SurfaceName } from '../../src/sim/objectives/surfaces.ts';
import { remember } from '../../src/sim/remember.ts';
import { RESOLUTION } from './loss.ts';
import { type RaceRun, type RaceTrace, runsOf } from './simulation.ts';
import type { Search } from './tuning.ts';

/** Added to the excess loss before its logarithm is taken, in picture and sound. */
export const EPSILON = RESOLUTION;

/** One race, and what its pictures and sounds share. */
export interface View {
  readonly name: SurfaceName;
  readonly surface: Surface;
  readonly start: Place2;
  readonly steps: number;
  readonly runs: readonly RaceRun[];
  /** How each run's rate was found; `null` if rates are as given. */
  readonly searches: readonly Search[] | null;
  /** Range of parameters that must be visible; a wider or taller panel shows more. */
  readonly window: Window2;
  /** L − L* + ε in chart and sound: from the lowest decade reached to the highest loss of a run still in the race. */
  readonly excess: Interval;
  /** Each run's L − L* + ε, step by step. */
  readonly excesses: readonly (readonly number[])[];
  /** Added to L − L* before the map takes its logarithm: anything deeper has a single colour. */
  readonly ground: number;
  /** The logarithms between which the map has its contours. */
  readonly heights: Interval;
}

/** How far beyond start, minima and the surface's own view a window may extend to follow the runs, as a fraction. */
const FOLLOW = 0.3;
const MARGIN = 0.04;
/** Ratio of the start's height to that of the lowest contour. */
const GROUND = 100;

/** One axis of the window: landmarks with a margin, and the runs as far as they stay in range. */
function axis(landmarks: readonly number[], followed: readonly number[]): Interval {
  const [low = 0, high = 0] = extent(landmarks);
  const [reach, margin] = [FOLLOW * (high - low), MARGIN * (high - low)];
  const reached = followed.map((value) => clamp(value, low - reach, high + reach));
  const [lowest = low, highest = high] = extent([...landmarks, ...reached]);
  return [lowest - margin, highest + margin];
}

function viewOfRace(trace: RaceTrace, race: number): View {
  const params = trace.params.races[race];
  if (params === undefined) throw new RangeError(`no race ${race}`);
  const { surface: name, start, steps } = params;
  const surface = SURFACES[name];
  const runs = runsOf(trace, race);
  const followed = runs.filter(({ status }) => status !== 'diverged').flatMap(({ points }) => points);
  const [xs, ys] = [followed.map(([x]) => x), followed.map(([, y]) => y)];
  const window = {
    x: axis([...surface.view.x, start[0]], xs),
    y: axis([...surface.view.y, start[1]], ys),
  };
  const startExcess = Math.max(surface.value(start) - surface.leastLoss, 1e-3);
  const excesses = runs.map(({ losses }) =>
    losses.map((loss) => excessLoss(loss, surface.leastLoss, EPSILON)),
  );
  const staying = excesses.flatMap((values, i) => values.slice(0, runs[i]?.outSince ?? values.length));
  const [lowest = EPSILON, highest = EPSILON] = extent(staying);
  const top = Math.max(highest, startExcess + EPSILON);
  // At least one decade, and never more than ε allows.
  const bottom = powerOfTen(Math.floor(Math.min(log10(lowest), log10(top) - 1) + 1e-9));
  const ground = startExcess / GROUND;
  const middled = ([low, high]: Interval): readonly number[] => [low, (low + high) / 2, high];
  const walls = middled(window.x).flatMap((x) =>
    middled(window.y).map((y) => surface.value([x, y]) - surface.leastLoss),
  );
  const peak = Math.max(...walls, startExcess);
  return {
    ...{ name, surface, start, steps, runs, window, excesses, ground },
    searches: trace.facts.races[race]?.searches ?? null,
    excess: [Math.max(bottom, EPSILON), top],
    heights: [ln(ground), ln(peak + ground)],
  };
}

const viewsOf = remember((trace: RaceTrace): readonly View[] =>
  trace.params.races.map((_, race) => viewOfRace(trace, race)),
);

/** The view of one race; found once for each trace. */
export function viewOf(trace: RaceTrace, race: number): View {
  const view = viewsOf(trace)[race];
  if (view === undefined) throw new RangeError(`no race ${race}`);
  return view;
}
