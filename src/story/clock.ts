import { clamp } from '../sim/maths.ts';

/** The frame rates for which a frame is a whole number of 48 kHz samples and which players agree on. */
export const FRAME_RATES = [24, 25, 30, 50, 60] as const;
export type Fps = (typeof FRAME_RATES)[number];

/** A stretch of frames, `end` exclusive. */
export interface FrameRange {
  readonly start: number;
  readonly end: number;
}

/** The frame that shows at a time. @param seconds ≥ 0 */
export const frameAt = (seconds: number, fps: Fps): number => Math.round(seconds * fps);

/** The time at which a frame appears, in seconds. */
export const secondsAt = (frame: number, fps: Fps): number => frame / fps;

/** How far into a range a frame is: 0 at its first frame, 1 from its end on. */
export const progress = ({ start, end }: FrameRange, frame: number): number =>
  end <= start ? (frame < start ? 0 : 1) : clamp((frame - start) / (end - start), 0, 1);

export const contains = ({ start, end }: FrameRange, frame: number): boolean => frame >= start && frame < end;

/**
 * When the steps of a run happen. Step k is the update from state k to state k + 1; it owns the frames
 * `onsets[k]` … `onsets[k + 1]` − 1, moves from `moves[k]` on and has arrived at `landings[k]`.
 * `onsets` has one entry more than there are steps: the frame at which the last state has been reached.
 * In long runs several steps share a frame.
 */
export interface StepClock {
  readonly onsets: readonly number[];
  readonly moves: readonly number[];
  readonly landings: readonly number[];
}

export interface Pace {
  /** Seconds for the first step. */
  readonly first: number;
  /** Each step takes this share of the one before, down to the floor. */
  readonly ratio: number;
  /** Seconds for every later step, in a run of up to 40 steps; less in longer runs, whose length grows with the square root. */
  readonly floor: number;
}

/** Steps up to this number keep the floor of the pace; beyond it the steps get shorter. */
const UNHURRIED_STEPS = 40;

/** Seconds taken by each of `steps` steps. */
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

/** The shares of a step at which it begins to move and has arrived, by its seconds. */
export type Manner = (duration: number) => { readonly move: number; readonly land: number };

/**
 * A long step is told in phases (idle, gradient, step, done): it begins to move when it is 45 % over and has arrived
 * at 85 %. A short one moves at once and then rests, so that every state is seen, and heard, at rest.
 */
const hopping: Manner = (duration) => {
  const phased = clamp((duration - 0.25) / 0.5, 0, 1);
  return { move: 0.45 * phased, land: 1 / 3 + (0.85 - 1 / 3) * phased };
};

/** A long step rests before and after it moves; short ones flow into each other without a rest. */
export const flowing: Manner = (duration) => {
  const phased = clamp((duration - 0.35) / 0.6, 0, 1);
  return { move: 0.25 * phased, land: 1 - 0.15 * phased };
};

/**
 * Lays steps out in frames.
 *
 * @param start the frame at which state 0 appears
 */
export function stepClock(
  start: number,
  durations: readonly number[],
  fps: Fps,
  manner: Manner = hopping,
): StepClock {
  const onsets = [start];
  const moves: number[] = [];
  const landings: number[] = [];
  let time = 0;
  for (const duration of durations) {
    const { move: moveAt, land: landAt } = manner(duration);
    const onset = onsets.at(-1) ?? start;
    const move = Math.max(onset, start + frameAt(time + moveAt * duration, fps));
    moves.push(move);
    landings.push(Math.max(move, start + frameAt(time + landAt * duration, fps)));
    time += duration;
    onsets.push(start + frameAt(time, fps));
  }
  return { onsets, moves, landings };
}

export type Phase = 'idle' | 'gradient' | 'step' | 'done';

/** Where a run is at a frame: between state `step` (t = 0) and state `step` + 1 (t = 1). */
export interface StepPosition {
  readonly step: number;
  /** Share of the way, linear; a scene may ease it. */
  readonly t: number;
  readonly phase: Phase;
  /** Frames this step lasts. */
  readonly length: number;
}

/** The part of a phased step in which it is idle before the gradient is measured. */
const IDLE_SHARE = 0.3;

/**
 * Reads the clock at a frame. Before the first onset the run is idle at its start, after the last it is done.
 *
 * @param states number of states of the run; a run that ended early stays at its last one
 */
export function positionAt(clock: StepClock, frame: number, states: number): StepPosition {
  const { onsets, moves, landings } = clock;
  const lastState = states - 1;
  let low = 0;
  let high = onsets.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((onsets[middle] ?? 0) <= frame) low = middle;
    else high = middle - 1;
  }
  const started = frame >= (onsets[0] ?? 0);
  if (!started) return { step: 0, t: 0, phase: 'idle', length: 0 };
  if (low >= lastState) return { step: lastState, t: 0, phase: 'done', length: 0 };
  const onset = onsets[low] ?? 0;
  const length = (onsets[low + 1] ?? onset) - onset;
  const move = moves[low] ?? onset;
  const landing = landings[low] ?? move;
  if (frame < move) {
    const waited = (frame - onset) / (move - onset);
    return { step: low, t: 0, phase: waited < IDLE_SHARE ? 'idle' : 'gradient', length };
  }
  if (frame >= landing) return { step: low, t: 1, phase: 'done', length };
  return { step: low, t: (frame - move) / (landing - move), phase: 'step', length };
}

/** The frame at which state `state` is first seen at rest. */
export const arrivalOf = (clock: StepClock, state: number): number =>
  (state <= 0 ? clock.onsets[0] : clock.landings[state - 1]) ?? clock.onsets.at(-1) ?? 0;
