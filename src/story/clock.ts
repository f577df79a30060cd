import { clamp } from '../sim/maths.ts';
import type { FRAME_RATES } from './frame-rates.ts';

/** A frame rate, in frames per second: one of {@link FRAME_RATES}. */
export type Fps = (typeof FRAME_RATES)[number];

/** A range of frames, `end` exclusive. */
export interface FrameRange {
  readonly start: number;
  readonly end: number;
}

/** The frame shown at a time. @param seconds ≥ 0 */
export const frameAt = (seconds: number, fps: Fps): number => Math.round(seconds * fps);

/** The time at which a frame appears, in seconds. */
export const secondsAt = (frame: number, fps: Fps): number => frame / fps;

/** How far into a range a frame is: 0 at its first frame, 1 from its end on. */
export const progress = ({ start, end }: FrameRange, frame: number): number =>
  end <= start ? (frame < start ? 0 : 1) : clamp((frame - start) / (end - start), 0, 1);

/** Whether a frame lies in a range. */
export const contains = ({ start, end }: FrameRange, frame: number): boolean => frame >= start && frame < end;

/**
 * When the steps of a run happen. Step k is the update from state k to state k + 1; it owns the frames
 * `onsets[k]` … `onsets[k + 1]` − 1, starts moving at `moves[k]` and has arrived at `landings[k]`.
 * `onsets` has one entry more than there are steps: the frame at which the last state is reached.
 * In long runs several steps share a frame.
 */
export interface StepClock {
  readonly onsets: readonly number[];
  readonly moves: readonly number[];
  readonly landings: readonly number[];
  /** A step eases in and out when it lasts at least this many frames; shorter ones in a row would stutter. */
  readonly easedFrom: number;
}

/** How long steps take: the first one long enough to be understood, each later one shorter, down to a floor. */
export interface Pace {
  /** Seconds for the first step. */
  readonly first: number;
  /** Ratio of each step's duration to the one before, down to the floor. */
  readonly ratio: number;
  /** Seconds for every later step in a run of up to 40 steps; less in longer runs, whose length grows with the square root. */
  readonly floor: number;
}

/** Steps up to this number keep the floor of the pace; beyond it the steps get shorter. */
const UNHURRIED_STEPS = 40;

/** Duration of each of `steps` steps, in seconds. */
export function stepDurations(steps: number, { first, ratio, floor }: Pace): readonly number[] {
  const hurry = steps <= UNHURRIED_STEPS ? 1 : Math.sqrt(UNHURRIED_STEPS / steps);
  const durations: number[] = [];
  let duration = first;
  for (let k = 0; k < steps; k += 1) {
    durations.push(Math.max(duration, floor * hurry));
    duration *= ratio;
  }
  return durations;
}

/** How steps are animated. */
export interface Manner {
  /** The fractions of a step at which it starts moving and has arrived, given its duration. */
  readonly phases: (duration: number) => { readonly move: number; readonly land: number };
  /** Minimum number of frames for a step to ease in and out. */
  readonly easedFrom: number;
}

/**
 * A long step has phases: it starts moving at 45 % and has arrived at 85 %. A short one moves at once and then rests, so
 * that every state is seen, and heard, at rest.
 */
export const hopping: Manner = {
  phases: (duration) => {
    const phased = clamp((duration - 0.25) / 0.5, 0, 1);
    return { move: 0.45 * phased, land: 1 / 3 + (0.85 - 1 / 3) * phased };
  },
  easedFrom: 0,
};

/** A long step rests before and after it moves; short ones flow into each other without a rest. */
export const flowing: Manner = {
  phases: (duration) => {
    const phased = clamp((duration - 0.35) / 0.6, 0, 1);
    return { move: 0.25 * phased, land: 1 - 0.15 * phased };
  },
  easedFrom: 6,
};

/** Every step moves at constant speed for its last `seconds`; one that lasts longer is held still before. */
export const holding = (seconds: number): Manner => ({
  phases: (duration) => ({ move: duration > 1.5 * seconds ? 1 - seconds / duration : 0, land: 1 }),
  easedFrom: Number.POSITIVE_INFINITY,
});

/**
 * Lays steps out in frames.
 *
 * @param start the frame at which state 0 appears
 * @param durations seconds of each step
 */
export function stepClock(
  start: number,
  durations: readonly number[],
  fps: number,
  manner: Manner = hopping,
): StepClock {
  const frames = (seconds: number): number => start + Math.round(seconds * fps);
  const onsets = [start];
  const moves: number[] = [];
  const landings: number[] = [];
  let time = 0;
  for (const duration of durations) {
    const { move: moveAt, land: landAt } = manner.phases(duration);
    const onset = onsets.at(-1) ?? start;
    const move = Math.max(onset, frames(time + moveAt * duration));
    moves.push(move);
    landings.push(Math.max(move, frames(time + landAt * duration)));
    time += duration;
    onsets.push(frames(time));
  }
  return { onsets, moves, landings, easedFrom: manner.easedFrom };
}

/** The frame at which state `state` is first seen at rest. */
export const arrivalOf = (clock: StepClock, state: number): number =>
  (state <= 0 ? clock.onsets[0] : clock.landings[state - 1]) ?? clock.onsets.at(-1) ?? 0;

/** The frame at which the last state is reached. */
export const endOf = (clock: StepClock): number => clock.onsets.at(-1) ?? 0;
