import { extent } from 'd3-array';
import { excessLoss } from '../../sim/excess-loss.ts';
import type { Interval } from '../../sim/interval.ts';
import { log10, powerOfTen } from '../../sim/maths.ts';
import type { Place2 } from '../../sim/objectives/surface.ts';
import { SURFACES, type SurfaceName } from '../../sim/objectives/surfaces.ts';
import { remember } from '../../sim/remember.ts';
import { RESOLUTION, type Search } from '../../sim/tuning.ts';
import { type RaceRun, type RaceTrace, raceAt, runsOf } from '../../story/race/races.ts';
import { type Relief, reliefOf } from '../parts/SurfaceMap.tsx';
import { following } from '../scale.ts';

/** Added to the excess loss before its logarithm is taken, in picture and sound. */
export const EPSILON = RESOLUTION;

/** One race, and what its pictures and sounds share. */
export interface RaceView extends Relief {
  readonly name: SurfaceName;
  readonly start: Place2;
  readonly steps: number;
  readonly runs: readonly RaceRun[];
  /** How each run's rate was found; `null` if rates are as given. */
  readonly searches: readonly Search[] | null;
  /** L − L* + ε in chart and sound: from the lowest decade reached to the highest loss of a run still in the race. */
  readonly excess: Interval;
  /** Each run's L − L* + ε, step by step. */
  readonly excesses: readonly (readonly number[])[];
}

/** How far beyond start, minima and the surface's own view a window may extend to follow the runs, as a fraction. */
const FOLLOW = 0.3;
const MARGIN = 0.04;

/** One axis of the window: landmarks with a margin, and the runs as far as they stay in range. */
function axis(landmarks: readonly number[], followed: readonly number[]): Interval {
  const [low = 0, high = 0] = extent(landmarks);
  const margin = MARGIN * (high - low);
  const [lowest, highest] = following([low, high], followed, FOLLOW);
  return [lowest - margin, highest + margin];
}

function view(trace: RaceTrace, race: number): RaceView {
  const { surface: name, start, steps } = raceAt(trace, race);
  const surface = SURFACES[name];
  const runs = runsOf(trace, race);
  const followed = runs.filter(({ status }) => status !== 'diverged').flatMap(({ points }) => points);
  const window = {
    x: axis(
      [...surface.view.x, start[0]],
      followed.map(([x]) => x),
    ),
    y: axis(
      [...surface.view.y, start[1]],
      followed.map(([, y]) => y),
    ),
  };
  const excesses = runs.map((run) => run.losses.map((loss) => excessLoss(loss, surface.leastLoss, EPSILON)));
  const staying = excesses.flatMap((values, i) => values.slice(0, runs[i]?.outSince ?? values.length));
  const [lowest = EPSILON, highest = EPSILON] = extent(staying);
  const top = Math.max(highest, Math.max(surface.value(start) - surface.leastLoss, 1e-3) + EPSILON);
  // At least one decade, and never more than ε allows.
  const bottom = powerOfTen(Math.floor(Math.min(log10(lowest), log10(top) - 1) + 1e-9));
  return {
    ...reliefOf(surface, start, window),
    ...{ name, start, steps, runs, excesses },
    searches: trace.facts.races[race]?.searches ?? null,
    excess: [Math.max(bottom, EPSILON), top],
  };
}

const viewsOf = remember((trace: RaceTrace) => trace.params.races.map((_, race) => view(trace, race)));

/** The view of one race; found once for each trace. @throws RangeError if there is no such race */
export function viewOf(trace: RaceTrace, race: number): RaceView {
  const found = viewsOf(trace)[race];
  if (found === undefined) throw new RangeError(`no race ${race}`);
  return found;
}
