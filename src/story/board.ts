import { type FrameRange, progress, type StepClock } from './clock.ts';
import { playheadAt } from './playhead.ts';

/** Seconds in which the rows of one state turn into those of the next. */
const TURN = 0.2;
/** Seconds in which the light on a row that has climbed goes: before the ranking changes again. */
const LIT = 0.36;
/** The words of a row that is turning are never fainter than this. */
const FAINTEST = 0.3;

/**
 * A ranking as it is shown from a frame on: that after `state` steps. Order and numbers are always of one and the same
 * state: they change together, halfway from `start` to `end`.
 */
export interface BoardUpdate extends FrameRange {
  readonly state: number;
  /** Runs (by index) from first to last, before and from now on. */
  readonly before: readonly number[];
  readonly after: readonly number[];
}

/**
 * A ranking that is always that of the step that the film has come to, however quickly it changes: rows are halfway to their
 * new places when it comes there.
 *
 * @param orderAt the runs, by index, from first to last after some steps
 * @param range the frames in which it is shown
 * @param fps frames per second, divided by the pace
 */
export function boardAtEachStep(
  orderAt: (step: number) => readonly number[],
  clock: StepClock,
  { start, end }: FrameRange,
  fps: number,
): readonly BoardUpdate[] {
  const first = orderAt(0);
  const updates: BoardUpdate[] = [{ state: 0, start, end: start, before: first, after: first }];
  let [shown, changed] = [0, start];
  for (let frame = start; frame < end; frame++) {
    const { done } = playheadAt(clock, frame);
    if (done === shown) continue;
    shown = done;
    const before = updates.at(-1)?.after ?? first;
    const after = orderAt(done);
    if (after.every((run, i) => run === before[i])) continue;
    const half = Math.min(TURN * fps, frame - changed) / 2;
    updates.push({ state: done, start: frame - half, end: frame + half, before, after });
    changed = frame;
  }
  return updates;
}

/** A run's row at a frame. */
export interface BoardRow {
  /** 0 for the topmost. */
  readonly at: number;
  /** How clearly its words stand there: those of a row that is turning are fainter, and never gone. */
  readonly words: number;
  /** How much it is lit up for having climbed, 0 to 1. */
  readonly lit: number;
}

/**
 * The ranking at a frame: the state it shows, its order, and each run's row, by index of the run.
 *
 * @param fps frames per second, divided by the pace
 * @throws Error if there are no updates
 */
export function boardAt(
  updates: readonly BoardUpdate[],
  frame: number,
  fps: number,
): { readonly state: number; readonly order: readonly number[]; readonly rows: readonly BoardRow[] } {
  const at = updates.findLastIndex(({ start }) => start <= frame);
  const update = updates[at] ?? updates[0];
  if (update === undefined) throw new Error('a ranking without a first state');
  const { before, after, start, end } = update;
  const t = progress(update, frame);
  const turned = t >= 0.5;
  // Of rows that turn at once too, the light comes as slowly as of others.
  const rise = (frame - (start + end) / 2) / Math.max(1, Math.round(TURN * fps) / 2);
  const order = turned ? after : before;
  const state = turned ? update.state : (updates[at - 1]?.state ?? update.state);
  const since = { start: end, end: end + Math.round(LIT * fps) };
  const rows = order.map((_, run): BoardRow => {
    const [from, to] = [before.indexOf(run), after.indexOf(run)];
    const moved = before[order.indexOf(run)] !== after[order.indexOf(run)];
    const words = moved && t < 1 ? FAINTEST + (1 - FAINTEST) * Math.abs(1 - 2 * t) : 1;
    const lit = to < from && turned ? Math.min(rise, t < 1 ? 1 : 1 - progress(since, frame)) : 0;
    return { at: order.indexOf(run), words, lit };
  });
  return { state, order, rows };
}
