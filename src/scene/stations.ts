import type { StepClock } from '../story/clock.ts';
import { playheadAt } from '../story/playhead.ts';
import { type ChartAxis, shareOn, valueOn } from './chart-view.ts';

/**
 * Where a film is on an axis on which it goes from station to station: it stands at one and then moves on to the next, `t`
 * of the way from one to the other. `head` is the place on the axis, `step` the last station reached, whose numbers are written.
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

/** Standing at a place. */
export const standing = (at: number): Position => ({ head: at, step: at, from: at, to: at, t: 0, glide: at });

const onTheWay = (axis: ChartAxis, from: number, to: number, t: number): number =>
  t <= 0
    ? from
    : t >= 1
      ? to
      : valueOn(axis, shareOn(axis, from) + t * (shareOn(axis, to) - shareOn(axis, from)));

/** On the way between stations, at a place that no clock gives: where a run is wound back. @param stations ascending */
export function passing(axis: ChartAxis, stations: readonly number[], head: number): Position {
  const step = stations.findLast((station) => station <= head) ?? stations[0] ?? 0;
  const to = stations.find((station) => station > step) ?? step;
  const way = shareOn(axis, to) - shareOn(axis, step);
  const t = way > 0 ? (shareOn(axis, head) - shareOn(axis, step)) / way : 0;
  return { head, step, from: step, to, t, glide: head };
}

/** Where a clock says that a film is. @param stops of each step of the clock the place on the axis */
export function stationed(
  axis: ChartAxis,
  clock: StepClock,
  stops: readonly number[],
  frame: number,
): Position {
  const { step, t, done, length } = playheadAt(clock, frame);
  const from = stops[step] ?? axis.domain[1];
  const to = stops[step + 1] ?? from;
  const passed = length > 0 ? (frame - (clock.onsets[step] ?? frame)) / length : 0;
  return {
    head: onTheWay(axis, from, to, t),
    step: stops[done] ?? axis.domain[1],
    from,
    to,
    t,
    glide: onTheWay(axis, from, to, Math.max(t, passed)),
  };
}

/**
 * Up to where a line is drawn: it stands at its last point, and moves on to its next while the film moves to that step. So
 * the number beside its end is the one at which it stands.
 */
export function reachOf(axis: ChartAxis, steps: readonly number[], { from, to, t }: Position): number {
  const last = (at: number): number | undefined => steps.findLast((step) => step <= at);
  const [start, end] = [last(from), last(to)];
  return start === undefined || end === undefined ? (start ?? from) : onTheWay(axis, start, end, t);
}
