/** Where the film is on the axis at a frame, and what of the chart's axes is in the picture. */
import {
  type ChartView,
  shareOn,
  valueOn,
  viewBetween,
  visiting,
  WHOLE_CHART,
} from '../../src/scene/chart-view.ts';
import { grownView, nearView, type Stationed } from '../../src/scene/near-view.ts';
import { type Position, passing, reachOf, standing, stationed } from '../../src/scene/stations.ts';
import { progress } from '../../src/story/clock.ts';
import { easeInOut } from '../../src/story/ease.ts';
import { curvesOf, judged } from './messages.ts';
import type { RunStory } from './story.ts';
import type { Curve, RunTrace, Shot } from './trace.ts';

type Part = RunStory['parts'][number];

export const axesOf = ({ facts: { axes }, stations }: RunTrace): Stationed => ({
  x: { domain: axes.steps, log: axes.logSteps },
  y: { domain: axes.values, log: axes.logValues },
  stations,
});

/** Up to where a curve is drawn. */
export const drawnUpTo = (trace: RunTrace, { steps }: Pick<Curve, 'steps'>, at: Position): number =>
  reachOf(axesOf(trace).x, steps, at);

/** The position at a frame: at the end, winding back, running, at the end again. */
export function positionAt(trace: RunTrace, part: Part, frame: number): Position {
  const { x } = axesOf(trace);
  if (part.kind === 'end') return standing(x.domain[1]);
  if (part.kind === 'run') return stationed(x, part.clock, part.stops, frame);
  const { until } = part.opening;
  const t = easeInOut(progress(part.rewind, frame));
  return t === 0 ? standing(until) : passing(x, trace.stations, valueOn(x, (1 - t) * shareOn(x, until)));
}

/** The opening comes this near to what it asks about. */
const NEARER = 0.75;
/** Seconds that the camera takes to an event, and back. */
const EASE = 0.7;

function nearby(trace: RunTrace, { at, from, series }: Shot, width: number, head: number): ChartView {
  const race = trace.facts.kind === 'race';
  const all = race
    ? trace.lines.flatMap((_, run) => judged(trace, run) ?? [])
    : trace.lines.flatMap(curvesOf);
  const told = race ? null : all.filter(({ name }) => name === series);
  return nearView(axesOf(trace), { at, from, width, head }, { all, told });
}

/** What of the axes is in the picture at a frame. */
export function viewAt(trace: RunTrace, story: RunStory, part: Part, frame: number): ChartView {
  const chart = axesOf(trace);
  const [first, last] = chart.x.domain;
  if (last <= first) return WHOLE_CHART;
  if (part.kind === 'hook') {
    const { until } = part.opening;
    // Nothing that is drawn leaves the picture.
    const asked = until < last ? NEARER : 0;
    const push = easeInOut(progress({ start: part.start, end: part.rewind.start }, frame));
    const near = viewBetween(WHOLE_CHART, nearby(trace, part.shot, 1, until), asked * push);
    return viewBetween(near, grownView(chart, first), easeInOut(progress(part.rewind, frame)));
  }
  const { head, glide } = positionAt(trace, part, frame);
  const wide = part.kind === 'run' ? grownView(chart, glide) : WHOLE_CHART;
  const shots: readonly Shot[] = part.shots;
  return shots.reduce<ChartView>((view, shot) => {
    const t = visiting(shot, frame, EASE * story.fps);
    return t === 0 ? view : viewBetween(view, nearby(trace, shot, wide.x[1], Math.max(head, shot.at)), t);
  }, wide);
}
