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
import type { RunTrace, Shot } from './trace.ts';

type Part = RunStory['parts'][number];

/** How far the film is at a frame: up to which place on the axis lines are drawn, and the last step until there. */
export interface Position {
  readonly head: number;
  readonly step: number;
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
  if (part.kind === 'end') return { head: last, step: last };
  if (part.kind === 'hook') {
    const t = easeInOut(progress(part.rewind, frame));
    const head = t === 0 ? last : valueOn(x, 1 - t);
    return { head, step: stationAt(trace, head) };
  }
  const { step, t, done } = playheadAt(part.clock, frame);
  const from = part.stops[step] ?? last;
  const to = part.stops[step + 1] ?? from;
  const head = t === 0 ? from : valueOn(x, shareOn(x, from) + t * (shareOn(x, to) - shareOn(x, from)));
  return { head, step: part.stops[done] ?? last };
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
function nearby(trace: RunTrace, { at, from, series }: Shot, width: number, head: number): ChartView {
  const { x, y } = axesOf(trace);
  const k = trace.stations.findIndex((station) => station >= at);
  const step = shareOn(x, at) - shareOn(x, trace.stations[Math.max(0, k - NEAR)] ?? at);
  const wide = Math.min(width, Math.max(CLOSE * width, step / PLACE));
  const left = from === null ? shareOn(x, at) - PLACE * wide : shareOn(x, from) - 0.1 * wide;
  const right = from === null ? left + wide : Math.max(shareOn(x, at) + 0.1 * wide, left + 0.1);
  const begin = clamp(left, 0, 1);
  const window = [begin, Math.min(1, Math.max(right, begin + 0.02))] as const;
  const race = trace.facts.kind === 'race';
  const dense = trace.lines[0]?.train;
  const curves = race
    ? trace.lines.map((_, run) => judged(trace, run))
    : [trace.lines.flatMap(curvesOf).find(({ name }) => name === series) ?? dense ?? judged(trace)];
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
      const from = viewBetween(WHOLE_CHART, nearby(trace, part.shot, 1, x.domain[1]), NEARER);
      return viewBetween(from, grown(x.domain[0]), easeInOut(progress(part.rewind, frame)));
    }
    const push = easeInOut(progress({ start: part.start, end: part.rewind.start }, frame));
    return viewBetween(WHOLE_CHART, nearby(trace, part.shot, 1, x.domain[1]), NEARER * push);
  }
  const { head } = positionAt(trace, part, frame);
  const wide = part.kind === 'run' ? grown(head) : WHOLE_CHART;
  const shots: readonly Shot[] = part.shots;
  return shots.reduce<ChartView>((view, shot) => {
    const t = visiting(shot, frame, ease);
    return t === 0 ? view : viewBetween(view, nearby(trace, shot, wide.x[1], Math.max(head, shot.at)), t);
  }, wide);
}
