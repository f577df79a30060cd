import { lerp } from '../sim/maths.ts';
import type { StepClock } from './clock.ts';
import { easeInOut } from './ease.ts';

/**
 * Where a run is at a frame, for picture and sound alike. Between two states nothing is known: whatever is drawn or
 * heard there is interpolated linearly.
 */
export interface Playhead {
  /** The last state reached; the run is on its way to the next while 0 < t < 1. */
  readonly step: number;
  /** Fraction of the way to state step + 1, eased if the clock says so. */
  readonly t: number;
  /** The number of steps done: step, or step + 1 once it has landed. */
  readonly done: number;
  /** Length of this step in frames; 0 before the first and after the last. */
  readonly length: number;
  /** Elapsed fraction of the rest before the step moves; 1 once it moves, 0 before the first step. */
  readonly waited: number;
}

/** Index of the last onset not after a frame; 0 before all of them. */
function stepAt(onsets: readonly number[], frame: number): number {
  let low = 0;
  let high = onsets.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((onsets[middle] ?? 0) <= frame) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * Reads a clock at a frame. Before the first onset the run is at its start, after the last at its end.
 *
 * @param states number of states of the run, if it has fewer than the clock: it then stays at its last one
 */
export function playheadAt(clock: StepClock, frame: number, states = clock.onsets.length): Playhead {
  const { onsets, moves, landings, easedFrom } = clock;
  const last = states - 1;
  if (frame < (onsets[0] ?? 0)) return { step: 0, t: 0, done: 0, length: 0, waited: 0 };
  const step = stepAt(onsets, frame);
  if (step >= last) return { step: last, t: 0, done: last, length: 0, waited: 1 };
  const onset = onsets[step] ?? 0;
  const length = (onsets[step + 1] ?? onset) - onset;
  const move = moves[step] ?? onset;
  const landing = landings[step] ?? move;
  if (frame < move) return { step, t: 0, done: step, length, waited: (frame - onset) / (move - onset) };
  if (frame >= landing) return { step, t: 1, done: step + 1, length, waited: 1 };
  const t = (frame - move) / (landing - move);
  return { step, t: length >= easedFrom ? easeInOut(t) : t, done: step, length, waited: 1 };
}

/** The playhead at a fractional number of steps, without a clock. @param states number of states, ≥ 1 */
export function playheadOf(at: number, states: number): Playhead {
  const step = Math.min(Math.floor(at), states - 1);
  const t = step === states - 1 ? 0 : at - step;
  return { step, t, done: step, length: 0, waited: 1 };
}

/** A series' value at a playhead: interpolated linearly between states, constant after the last. */
export function valueAt(series: readonly number[], { step, t }: Playhead): number {
  const from = series[step] ?? series.at(-1) ?? 0;
  return lerp(from, series[step + 1] ?? from, t);
}
