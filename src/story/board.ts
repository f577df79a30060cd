import { clamp } from '../sim/maths.ts';
import { type FrameRange, progress, type StepClock } from './clock.ts';
import { easeInOut } from './ease.ts';
import { playheadAt } from './playhead.ts';

/** Seconds in which rows slide to their new places, and for which the ranking then stands still at least. */
const SLIDE = 0.5;
const STAND = 0.9;
/** The same for an update after which everybody keeps their place. */
const STAY = 0.2;

/**
 * A ranking as it is shown from a frame on: that after `state` steps. Order and numbers are always of one and the same
 * state, which may be a few steps old while rows slide.
 */
export interface BoardUpdate extends FrameRange {
  readonly state: number;
  /** Runs (by index) from first to last, before and from now on. `end` is when the last row has arrived. */
  readonly before: readonly number[];
  readonly after: readonly number[];
}

/**
 * When a ranking is brought up to date: as soon as there is news, but never before it could be read.
 *
 * @param orderAt the runs, by index, from first to last after some steps
 * @param range the frames in which it is shown
 * @param fps frames per second, divided by the pace
 */
export function boardUpdates(
  orderAt: (step: number) => readonly number[],
  clock: StepClock,
  { start, end }: FrameRange,
  fps: number,
): readonly BoardUpdate[] {
  const frames = (seconds: number): number => Math.max(1, Math.round(seconds * fps));
  const first = orderAt(0);
  const updates: BoardUpdate[] = [{ state: 0, start, end: start, before: first, after: first }];
  let [shown, order, frame] = [0, first, start];
  while (frame < end) {
    const { done } = playheadAt(clock, frame);
    if (done <= shown) {
      frame += 1;
      continue;
    }
    const after = orderAt(done);
    const moves = after.some((run, i) => run !== order[i]);
    const slid = frame + (moves ? frames(SLIDE) : 0);
    if (slid >= end) break;
    updates.push({ state: done, start: frame, end: slid, before: order, after });
    [shown, order] = [done, after];
    frame = slid + frames(moves ? STAND : STAY);
  }
  return updates;
}

/** A run's row at a frame. */
export interface BoardRow {
  /** 0 for the topmost; fractional on its way. */
  readonly at: number;
  /** How much of its words is there: those of a row on its way would run into others'. */
  readonly words: number;
  /** Its number is printed only where it belongs. */
  readonly arrived: boolean;
}

/**
 * The ranking at a frame: the state it shows, its order, and each run's row, by index of the run.
 *
 * @throws Error if there are no updates
 */
export function boardAt(
  updates: readonly BoardUpdate[],
  frame: number,
): { readonly state: number; readonly order: readonly number[]; readonly rows: readonly BoardRow[] } {
  const update = updates.findLast(({ start }) => start <= frame) ?? updates[0];
  if (update === undefined) throw new Error('a ranking without a first state');
  const { state, before, after } = update;
  const t = progress(update, frame);
  const way = easeInOut(clamp((t - 0.25) / 0.5, 0, 1));
  const rows = after.map((_, run): BoardRow => {
    const [from, to] = [before.indexOf(run), after.indexOf(run)];
    if (from === to) return { at: to, words: 1, arrived: true };
    const words = t < 0.25 ? 1 - 4 * t : Math.max(0, 4 * t - 3);
    return { at: from + (to - from) * way, words, arrived: t >= 0.75 };
  });
  return { state, order: after, rows };
}
