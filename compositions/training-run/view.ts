/** Where the film is on the axis at a frame, and what of the chart's axes is in the picture. */

import {
  type ChartAxis,
  type ChartView,
  closeView,
  shareOn,
  valueOn,
  viewBetween,
  visiting,
  WHOLE_CHART,
} from '../../src/scene/chart-view.ts';
import { clamp } from '../../src/sim/maths.ts';
import { progress } from '../../src/story/clock.ts';
import { easeInOut } from '../../src/story/ease.ts';
import { playheadAt } from '../../src/story/playhead.ts';
import { curvesOf, judged } from './messages.ts';
import type { RunStory } from './story.ts';
import type { Curve, RunTrace, Shot } from './trace.ts';

type Part = RunStory['parts'][number];

/**
 * Where the film is at a frame. It stands at a station and then moves on to the next: `t` of the way from one to the other.
 * `head` is the place on the axis, `step` the last station reached, whose numbers are written.
 */
export interface Position {
  readonly head: number;
  readonly step: number;
  readonly from: number;
  readonly to: number;
  readonly t: number;
  /** The place of a camera that does not stand still between stations: at the head or ahead of it. */
  readonly glide: number;
}

const standing = (at: number): Position => ({ head: at, step: at, from: at, to: at, t: 0, glide: at });

/**
 * Up to where a curve is drawn: it stands at its last point, and moves on to its next while the film moves to that step. So
 * the number beside its end is the one at which it stands.
 */
export function reachOf(trace: RunTrace, { steps }: Pick<Curve, 'steps'>, { from, to, t }: Position): number {
  const { x } = axesOf(trace);
  const last = (at: number): number | undefined => steps.findLast((step) => step <= at);
  const [start, end] = [last(from), last(to)];
  if (start === undefined || end === undefined || end === start || t === 0) return start ?? from;
  return t === 1 ? end : valueOn(x, shareOn(x, start) + t * (shareOn(x, end) - shareOn(x, start)));
}

export const axesOf = ({ facts: { axes } }: RunTrace): { readonly x: ChartAxis; readonly y: ChartAxis } => ({
  x: { domain: axes.steps, log: axes.logSteps },
  y: { domain: axes.values, log: axes.logValues },
});

/** The last of the film's stations that is not after a place. */
const stationAt = ({ stations }: RunTrace, head: number): number =>
  stations.findLast((station) => station <= head) ?? stations[0] ?? 0;

/** The position at a frame: at the end, winding back, running, at the end again. */
export function positionAt(trace: RunTrace, part: Part, frame: number): Position {
  const { x } = axesOf(trace);
  const last = x.domain[1];
  if (part.kind === 'end') return standing(last);
  if (part.kind === 'hook') {
    const t = easeInOut(progress(part.rewind, frame));
    const { until } = part.opening;
    const head = t === 0 ? until : valueOn(x, (1 - t) * shareOn(x, until));
    if (t === 0) return standing(until);
    const step = stationAt(trace, head);
    const to = trace.stations.find((station) => station > step) ?? step;
    const way = shareOn(x, to) - shareOn(x, step);
    return {
      head,
      step,
      from: step,
      to,
      t: way > 0 ? (shareOn(x, head) - shareOn(x, step)) / way : 0,
      glide: head,
    };
  }
  const { step, t, done, length } = playheadAt(part.clock, frame);
  const from = part.stops[step] ?? last;
  const to = part.stops[step + 1] ?? from;
  const between = (share: number): number =>
    share <= 0 ? from : valueOn(x, shareOn(x, from) + share * (shareOn(x, to) - shareOn(x, from)));
  const passed = length > 0 ? (frame - (part.clock.onsets[step] ?? frame)) / length : 0;
  return {
    head: between(t),
    step: part.stops[done] ?? last,
    from,
    to,
    t,
    glide: between(Math.max(t, passed)),
  };
}

/** The axis grows with the run: this much further than the line, and at least this share of all or so many stations. */
const AHEAD = 1.22;
const LEAST = 0.2;
const STATIONS = 4;
/** A close view has this share of the axis that is in the picture, or so many stations; its event stands at this share of it. */
const CLOSE = 0.34;
const NEAR = 6;
const PLACE = 0.7;
/** The opening comes this near to what it asks about. */
const NEARER = 0.75;
/** Seconds that the camera takes to an event, and back. */
const EASE = 0.7;

/** A view near a step, of what has been drawn until then. @param width of the axis that is in the picture without it */
function nearby(trace: RunTrace, { at, from }: Shot, width: number, head: number): ChartView {
  const { x, y } = axesOf(trace);
  const k = trace.stations.findIndex((station) => station >= at);
  const step = shareOn(x, at) - shareOn(x, trace.stations[Math.max(0, k - NEAR)] ?? at);
  const wide = Math.min(width, Math.max(CLOSE * width, step / PLACE));
  const left = from === null ? shareOn(x, at) - PLACE * wide : shareOn(x, from) - 0.1 * wide;
  const right = from === null ? left + wide : Math.max(shareOn(x, at) + 0.1 * wide, left + 0.1);
  const begin = clamp(left, 0, 1);
  const window = [begin, Math.min(1, Math.max(right, begin + 0.02))] as const;
  const race = trace.facts.kind === 'race';
  // No line that is drawn there is cut off by the frame.
  const curves = race ? trace.lines.map((_, run) => judged(trace, run)) : trace.lines.flatMap(curvesOf);
  const places = curves
    .filter((curve) => curve !== null)
    .flatMap(({ steps, values, smooth }) =>
      steps.flatMap((one, i) => {
        const value = smooth?.[i] ?? values[i];
        const spike = values[i];
        const seen = one <= head && value !== null && value !== undefined;
        const peak = seen && one === at && spike !== null && spike !== undefined ? [spike] : [];
        return seen ? [value, ...peak].map((each) => [shareOn(x, one), shareOn(y, each)] as const) : [];
      }),
    );
  return closeView(window, places);
}

/** What of the axes is in the picture at a frame. */
export function viewAt(trace: RunTrace, story: RunStory, part: Part, frame: number): ChartView {
  const { x } = axesOf(trace);
  const { stations } = trace;
  const ease = EASE * story.fps;
  if (x.domain[1] <= x.domain[0]) return WHOLE_CHART;
  const grown = (head: number): ChartView => {
    const least = Math.max(
      LEAST,
      shareOn(x, stations[Math.min(STATIONS, stations.length - 1)] ?? x.domain[1]),
    );
    return { ...WHOLE_CHART, x: [0, clamp(AHEAD * shareOn(x, head), Math.min(least, 1), 1)] };
  };
  if (part.kind === 'hook') {
    if (frame >= part.rewind.start) {
      const near = part.opening.until < x.domain[1] ? NEARER : 0;
      const from = viewBetween(WHOLE_CHART, nearby(trace, part.shot, 1, part.opening.until), near);
      return viewBetween(from, grown(x.domain[0]), easeInOut(progress(part.rewind, frame)));
    }
    // Nothing that is drawn leaves the picture.
    if (part.opening.until >= x.domain[1]) return WHOLE_CHART;
    const push = easeInOut(progress({ start: part.start, end: part.rewind.start }, frame));
    return viewBetween(WHOLE_CHART, nearby(trace, part.shot, 1, part.opening.until), NEARER * push);
  }
  const { head, glide } = positionAt(trace, part, frame);
  const wide = part.kind === 'run' ? grown(glide) : WHOLE_CHART;
  const shots: readonly Shot[] = part.shots;
  return shots.reduce<ChartView>((view, shot) => {
    const t = visiting(shot, frame, ease);
    return t === 0 ? view : viewBetween(view, nearby(trace, shot, wide.x[1], Math.max(head, shot.at)), t);
  }, wide);
}
