import { extent } from 'd3-array';
import type { Interval } from '../../sim/interval.ts';
import { cosPi, lerp } from '../../sim/maths.ts';
import { leastSquares, type Observations } from '../../sim/objectives/least-squares.ts';
import type { Place2, Window2 } from '../../sim/objectives/surface.ts';
import { fromScaled, scaled, toScaled } from '../../sim/regression/feature-scaling.ts';
import type { LineTrace, RegressionRun } from '../../sim/regression/regressions.ts';
import { remember } from '../../sim/remember.ts';
import type { StepClock } from '../../story/clock.ts';
import { seenOf, slopesOf } from '../../story/regression/commentary.ts';
import { type Relief, reliefOf } from '../parts/SurfaceMap.tsx';
import { following } from '../scale.ts';

/** How far the pictures follow lines beyond the data, and paths beyond start and minimum, as shares of their spread. */
const FOLLOWED = { data: 1.5, leaps: 1.2, map: 0.4, lab: 1.1, steps: 60 } as const;
/** How much of the bowl is seen beyond its bottom, as a share of the way to there. */
const BEYOND = 0.5;
/** A run is drawn on the map until it is so many windows away. */
const FAR = 0.5;

/** From which share of the samples on the close-up shows them. */
const CLOSE = 0.6;

/** The lane of a run: its colour, marker and dash, the same in every picture. */
export const LANES = { raw: 5, unit: 0, standard: 1 } as const;

/** An interval with a margin, and with some length in any case. */
const padded = ([low, high]: Interval, share: number): Interval => {
  const more = share * (high - low) || 0.1 * Math.max(Math.abs(low), 1);
  return [low - more, high + more];
};
const extentOf = (values: readonly number[]): Interval => {
  const [low = 0, high = 0] = extent(values);
  return [low, high];
};

/** A run as it is drawn: its lines over the feature as it is. */
export interface DrawnRun {
  readonly run: RegressionRun;
  readonly lines: readonly Place2[];
  readonly losses: readonly number[];
  /** Lengths of the gradients, update by update. */
  readonly slopes: readonly number[];
  /** Targets between which the line is seen on its way: of the data and of the line's ends. */
  readonly heights: Interval;
  /** The lines up to the first that is far off the map. */
  readonly path: readonly Place2[];
}

/** When runs are compared, and from when on what came of each is told. */
export interface Compared {
  readonly clock: StepClock;
  readonly endFrame: number;
}

/** What all pictures of a trace share. */
export interface RegressionView {
  readonly x: Interval;
  readonly y: Interval;
  /** The map of J over w and b, and the bowl as it is in space. */
  readonly relief: Relief;
  readonly bowl: Relief;
  /** The map with room for what fails. */
  readonly wide: Relief;
  /** The same map for each scaling of the feature, in units of its own, with its run. */
  readonly scaled: readonly { readonly drawn: DrawnRun; readonly relief: Relief; readonly start: Place2 }[];
  /** J on its axis, which is logarithmic; runs beyond it leave through the top. */
  readonly cost: Interval;
  readonly drawn: readonly DrawnRun[];
  /** Those of the lab. */
  readonly lab: readonly DrawnRun[];
  /** The runs on batches by samples seen, and how many these are. */
  readonly batches: readonly DrawnRun[];
  readonly seen: readonly number[];
  /** The end of J over these, near the least: as high as where the smallest batches go in it. */
  readonly closeUp: { readonly x: Interval; readonly y: Interval };
}

/** Updates that a run on batches has done once it has seen so many samples. */
const updatesAt = (seen: number, batch: number, count: number): number =>
  Math.floor(seen / count) * Math.ceil(count / batch) + Math.floor((seen % count) / batch);

/** The map of J over the lines through observations, from a start to beyond the bottom, and along paths up to a share further. */
function mapOf(
  own: Observations,
  from: Place2,
  paths: readonly Place2[],
  share: number = FOLLOWED.map,
): Relief {
  const bowl = leastSquares(own);
  const [ws, bs] = ([0, 1] as const).map((axis) => {
    // The bowl's other side is seen too.
    const least = bowl.minimum[axis];
    const spread = extentOf([from[axis], least + BEYOND * (least - from[axis])]);
    const followed = paths.map((place) => place[axis]);
    return padded(following(spread, followed, share), 0.12);
  });
  const window: Window2 = { x: ws ?? [0, 1], y: bs ?? [0, 1] };
  return reliefOf({ ...bowl, minima: [bowl.minimum], view: window }, from, window);
}

/** The same map with contours up to the walls that it shows where its axes have one scale. */
function onOneScale({ surface, window }: Relief, from: Place2): Relief {
  const span = Math.max(...[window.x, window.y].map(([low, high]) => high - low));
  const grown = ([low, high]: Interval): Interval => [(low + high - span) / 2, (low + high + span) / 2];
  return { ...reliefOf(surface, from, { x: grown(window.x), y: grown(window.y) }), window };
}

export const viewOf = remember((trace: LineTrace): RegressionView => {
  const { params, facts, runs } = trace;
  const { samples, leastLoss, predictAt } = facts;
  const start: Place2 = [params.start.w, params.start.b];
  const all = runs.map((run) => run.points.map((point) => fromScaled(facts.scalings[run.scaling], point)));
  const lines = runs.flatMap(({ group, status }, i) =>
    group === 'lab' || status === 'diverged' ? [] : (all[i]?.slice(0, FOLLOWED.steps) ?? []),
  );
  const x = padded(following(extentOf(samples.x), [predictAt], 0.3), 0.06);
  const across = ([w, b]: Place2): readonly number[] => extentOf(samples.x).map((at) => w * at + b);
  const y = padded(following(extentOf(samples.y), [start, ...lines].flatMap(across), FOLLOWED.data), 0.06);
  const relief = mapOf(samples, start, lines);
  const labLines = runs.flatMap(({ group }, i) =>
    group === 'lab' ? (all[i]?.slice(0, FOLLOWED.steps) ?? []) : [],
  );
  const wide = mapOf(samples, start, [...lines, ...labLines], FOLLOWED.lab);
  const { window } = wide;
  const { surface } = relief;
  const isFar = ([w, b]: Place2): boolean =>
    (
      [
        [w, window.x],
        [b, window.y],
      ] as const
    ).some(([at, [low, high]]) => at < low - FAR * (high - low) || at > high + FAR * (high - low));
  const drawnAs = (run: RegressionRun, own: readonly Place2[], losses: readonly number[]): DrawnRun => {
    const far = own.findIndex(isFar);
    return {
      run,
      lines: own,
      losses,
      slopes: slopesOf(run),
      heights: following(y, own.slice(0, FOLLOWED.steps).flatMap(across), FOLLOWED.leaps),
      path: far < 0 ? own : own.slice(0, far + 1),
    };
  };
  const drawn = runs.map((run, i) => drawnAs(run, all[i] ?? [start], run.losses));
  const first = surface.value(start);
  const floor = Math.max(leastLoss, 1e-6 * first, 1e-12);
  const cost: Interval = [0.5 * floor, 4 * Math.max(first, 10 * floor)];
  const count = samples.x.length;
  const seen = seenOf(trace);
  const batches = drawn
    .filter(({ run }) => run.group === 'batch')
    .map(({ run, lines: own, losses }) => {
      const states = seen.map((n) => Math.min(updatesAt(n, run.batch, count), own.length - 1));
      return drawnAs(
        run,
        states.map((k) => own[k] ?? start),
        states.map((k) => losses[k] ?? 0),
      );
    });
  const late = batches.at(-1)?.losses.slice(Math.floor(CLOSE * seen.length)) ?? [];
  const high = Math.min(Math.max(leastLoss, ...late), cost[1]);
  return {
    x,
    y,
    relief,
    bowl: { ...relief, straight: true },
    wide,
    scaled: drawn
      .filter(({ run }) => run.group === 'scaling')
      .map((one) => {
        const scaling = facts.scalings[one.run.scaling];
        const own: Observations = { x: samples.x.map((at) => scaled(scaling, at)), y: samples.y };
        const from = toScaled(scaling, start);
        const path = one.run.points.slice(0, one.path.length);
        return {
          drawn: { ...one, path },
          start: from,
          relief: onOneScale(mapOf(own, from, path.slice(0, FOLLOWED.steps)), from),
        };
      }),
    cost,
    drawn,
    lab: drawn.filter(({ run }) => run.group === 'lab'),
    seen,
    batches,
    closeUp: { x: [CLOSE * (seen.at(-1) ?? 1), seen.at(-1) ?? 1], y: padded([leastLoss, high], 0.15) },
  };
});

/** How far the wandering place leaves the straight way. */
const BEND = 0.15;

/** A place that wanders over the map from the start to the bottom and back, at a share of its way. */
export const wanderingAt = ({ params: { start }, facts: { best } }: LineTrace, t: number): Place2 => [
  lerp(start.w, best[0], (1 - cosPi(2 * t)) / 2),
  lerp(start.b, best[1], (1 - cosPi(2 * t)) / 2 + BEND * cosPi(2 * t - 0.5)),
];
