import type { Interval } from '../../src/scene/scale.ts';
import type { Rect } from '../../src/scene/stage.ts';
import { clamp, integerPower, ln, log10, powerOfTen } from '../../src/sim/maths.ts';
import type { Window2 } from '../../src/sim/objectives/surface.ts';
import { SURFACES } from '../../src/sim/objectives/surfaces.ts';
import { remember } from '../../src/sim/remember.ts';
import { type RaceTrace, runsOf } from './simulation.ts';

/** Added to the excess loss before its logarithm is taken, in picture and sound. */
export const EPSILON = 1e-6;

/** What the pictures and sounds of one race have in common. */
export interface RaceView {
  /** Parameters that must be seen; a panel shows more where it is wider or taller. */
  readonly window: Window2;
  /** L − L* + ε in chart and sound: from the lowest decade that is reached to the highest loss that stays in the race. */
  readonly excess: Interval;
  /** Excess losses of the contours, a constant ratio apart above the first. */
  readonly levels: readonly number[];
  /** Added to the excess before contours are interpolated on its logarithm. */
  readonly ground: number;
  readonly steps: number;
}

/** How far beyond start, minima and the surface's own view a window grows to follow the runs, as a share of it. */
const FOLLOW = 0.3;
const MARGIN = 0.04;
const LEVELS = 13;
/** The start's height over that of the lowest contours: what lies deeper is one colour. */
const GROUND = 100;

const spread = (values: readonly number[]): Interval => [
  values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY),
  values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY),
];

/** One axis of the window: start and minima with a margin, and the runs as far as they stay in reach. */
function axis(landmarks: readonly number[], followed: readonly number[]): Interval {
  const [low, high] = spread(landmarks);
  const reach = FOLLOW * (high - low);
  const margin = MARGIN * (high - low);
  const [least, most] = spread([...landmarks, ...followed.map((v) => clamp(v, low - reach, high + reach))]);
  return [Math.min(low, least - margin), Math.max(high, most + margin)];
}

function viewOf(trace: RaceTrace, race: number): RaceView {
  const params = trace.params.races[race];
  if (params === undefined) throw new RangeError(`no race ${race}`);
  const surface = SURFACES[params.surface];
  const runs = runsOf(trace, race);
  const followed = runs.filter(({ status }) => status !== 'diverged').flatMap(({ points }) => points);
  const [startX, startY] = params.start;
  const { view } = surface;
  const window = {
    x: axis(
      [...view.x, startX],
      followed.map(([x]) => x),
    ),
    y: axis(
      [...view.y, startY],
      followed.map(([, y]) => y),
    ),
  };
  const startExcess = Math.max(surface.value(params.start) - surface.leastLoss, 1e-3);
  const staying = runs.flatMap(({ losses, outSince }) => losses.slice(0, outSince ?? losses.length));
  const [lowest, highest] = spread(staying.map((loss) => excessLoss(loss, surface.leastLoss)));
  const top = Math.max(highest, startExcess + EPSILON);
  // At least one decade, and never more than ε allows.
  const bottom = powerOfTen(Math.floor(Math.min(log10(lowest), log10(top) - 1) + 1e-9));
  const ground = startExcess / GROUND;
  const corner = [window.x, window.y].map(([low, high]) => [low, (low + high) / 2, high]);
  const heights = (corner[0] ?? []).flatMap((x) =>
    (corner[1] ?? []).map((y) => surface.value([x, y]) - surface.leastLoss),
  );
  const [, peak] = spread([...heights, startExcess]);
  return {
    window,
    excess: [Math.max(bottom, EPSILON), top],
    levels: levelsUpTo(ground, peak),
    ground,
    steps: params.steps,
  };
}

/** Contours at excesses whose sum with `ground` grows by one ratio: fine in the depth, wide on the walls. */
function levelsUpTo(ground: number, peak: number): readonly number[] {
  const ratio = nthRoot((peak + ground) / ground, LEVELS + 1);
  return Array.from({ length: LEVELS }, (_, i) => ground * (integerPower(ratio, i + 1) - 1));
}

/** The positive nth root by bisection: plain arithmetic, the same everywhere. */
function nthRoot(value: number, n: number): number {
  let [low, high] = [1, Math.max(value, 1)];
  for (let i = 0; i < 60; i += 1) {
    const middle = (low + high) / 2;
    if (integerPower(middle, n) > value) high = middle;
    else low = middle;
  }
  return low;
}

/** The views of a trace's races; found once for each trace. */
export const viewsOf = remember((trace: RaceTrace): readonly RaceView[] =>
  trace.params.races.map((_, race) => viewOf(trace, race)),
);

/** The view of one race. */
export function raceView(trace: RaceTrace, race: number): RaceView {
  const view = viewsOf(trace)[race];
  if (view === undefined) throw new RangeError(`no race ${race}`);
  return view;
}

/** L − L* + ε, what charts and pitch take the logarithm of; > 0 also where rounding puts a loss below L*. */
export const excessLoss = (loss: number, leastLoss: number): number =>
  Math.max(loss - leastLoss, 0) + EPSILON;

/** Height on the map: what contours are interpolated on. */
export const mapHeight = (excess: number, ground: number): number => ln(Math.max(excess, 0) + ground);

/** A window grown on one axis until a unit is as long across as up: right angles stay right. */
export function evenWindow({ x, y }: Window2, { width, height }: Rect): Window2 {
  const unit = Math.min(width / (x[1] - x[0]), height / (y[1] - y[0]));
  const grow = ([low, high]: Interval, length: number): Interval => {
    const more = (length / unit - (high - low)) / 2;
    return [low - more, high + more];
  };
  return { x: grow(x, width), y: grow(y, height) };
}
