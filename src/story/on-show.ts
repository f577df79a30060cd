import { endOf, type Fps, type StepClock } from './clock.ts';
import { easeOut } from './ease.ts';
import { playheadAt } from './playhead.ts';

/** Which step is shown at a frame. */
export interface StepOnShow {
  /** Step `step` leads from state `step` to the next. */
  readonly step: number;
  /** The previous one, and how far the new one has replaced it. */
  readonly before: number;
  readonly share: number;
}

/** Minimum seconds for which a step is shown, and in which one morphs into the next. */
const STAY = 0.5;
const TURN = 0.22;

/**
 * The step to draw in detail at a frame: the current one, or, if steps follow each other faster than a drawing can be
 * read, the one at which the current half-second interval began.
 */
export function stepOnShow(clock: StepClock, frame: number, fps: Fps): StepOnShow {
  const last = Math.max(0, clock.onsets.length - 2);
  const from = clock.onsets[0] ?? 0;
  if (frame <= from) return { step: 0, before: 0, share: 1 };
  const stay = Math.round(STAY * fps);
  const stepAt = (at: number): number => Math.min(playheadAt(clock, at).step, last);
  const until = Math.min(frame, endOf(clock) - 1);
  const current = stepAt(until);
  const onset = clock.onsets[current] ?? from;
  const slow = (clock.onsets[current + 1] ?? onset) - onset >= stay;
  const begun = slow ? onset : from + Math.floor((until - from) / stay) * stay;
  const step = slow ? current : stepAt(begun);
  const before = step === 0 ? 0 : stepAt(Math.max(from, begun - 1) - (slow ? 0 : stay - 1));
  return { step, before, share: easeOut(Math.min(1, (frame - begun) / (TURN * fps))) };
}
