import { clamp, exp, lerp, ln } from '../../src/sim/maths.ts';
import { progress } from '../../src/story/clock.ts';
import { easeInOut } from '../../src/story/ease.ts';
import { playheadAt } from '../../src/story/playhead.ts';
import type { RunStory } from './story.ts';
import type { RunTrace } from './trace.ts';

/** Where the film is at a frame: up to which place on the axis lines are drawn, and the last step until there. */
export interface Position {
  readonly head: number;
  readonly step: number;
}

/** A place on the way from one step to another, as the axis has it. */
function between(trace: RunTrace, from: number, to: number, t: number): number {
  return trace.facts.axes.logSteps && from > 0 ? exp(lerp(ln(from), ln(to), t)) : lerp(from, to, t);
}

/** The last of the film's stations that is not after a place. */
const stationAt = ({ stations }: RunTrace, head: number): number =>
  stations.findLast((station) => station <= head) ?? stations[0] ?? 0;

/** The position at a frame: at the end, winding back, running, at the end again. */
export function positionAt(trace: RunTrace, part: RunStory['parts'][number], frame: number): Position {
  const [first, last] = trace.facts.axes.steps;
  if (part.kind === 'end') return { head: last, step: last };
  if (part.kind === 'hook') {
    const head = between(trace, last, first, easeInOut(progress(part.rewind, frame)));
    return { head, step: stationAt(trace, head) };
  }
  const { step, t, done } = playheadAt(part.clock, frame);
  const from = part.stops[step] ?? last;
  return { head: between(trace, from, part.stops[step + 1] ?? from, t), step: part.stops[done] ?? last };
}

/** The axis grows with the run: this much further than the line, and at least this share of all or so many stations. */
const AHEAD = 1.3;
const LEAST = 0.22;
const STATIONS = 4;
/** The opening is this near to what it asks about, for so many seconds, and then draws back. */
const CLOSE = 0.16;
const HELD = 0.7;
const BACK = 1.5;

type Window = readonly [from: number, to: number];
const mix = ([a, b]: Window, [c, d]: Window, t: number): Window => [lerp(a, c, t), lerp(b, d, t)];

/** The part of the axis that is in the picture at a frame. @param event what the opening asks about */
export function windowAt(
  trace: RunTrace,
  {
    story,
    part,
    frame,
  }: { readonly story: RunStory; readonly part: RunStory['parts'][number]; readonly frame: number },
  event: number | undefined,
): Window {
  const { stations, facts } = trace;
  const whole = facts.axes.steps;
  const [first, last] = whole;
  if (facts.axes.logSteps || last <= first || part.kind === 'end') return whole;
  const grown = (head: number): Window => {
    const least = Math.max(first + LEAST * (last - first), stations[STATIONS] ?? last);
    return [first, clamp(first + AHEAD * (head - first), Math.min(least, last), last)];
  };
  if (part.kind === 'run') return grown(positionAt(trace, part, frame).head);
  const { rewind } = part;
  if (frame >= rewind.start) return mix(whole, grown(first), easeInOut(progress(rewind, frame)));
  if (event === undefined) return whole;
  const width = Math.max(2 * CLOSE * (last - first), (stations[STATIONS] ?? last) - first);
  const from = clamp(event - width / 2, first, Math.max(first, last - width));
  const drawing = {
    start: part.start + Math.round(HELD * story.fps),
    end: part.start + Math.round((HELD + BACK) * story.fps),
  };
  return mix([from, Math.min(last, from + width)], whole, easeInOut(progress(drawing, frame)));
}
