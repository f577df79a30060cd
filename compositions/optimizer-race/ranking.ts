import { type Fps, frameAt, positionAt, progress, type StepClock } from '../../src/story/clock.ts';
import type { RaceRun } from './simulation.ts';
import { standings } from './standings.ts';

/** Seconds in which neighbours change places, and the least time between two looks at the losses. */
const TURN = 0.45;
const LOOK = 0.1;

/** Some neighbours in the ranking change places, all at once. */
export interface RankingTurn {
  readonly start: number;
  readonly end: number;
  /** Runs (index in the race) from first to last before and after. */
  readonly before: readonly number[];
  readonly after: readonly number[];
}

/** One pass of swaps between neighbours that stand in the wrong order; no run takes part in two. */
function swapped(order: readonly number[], wanted: readonly number[]): readonly number[] {
  const next = [...order];
  for (let i = 0; i + 1 < next.length; i += 1) {
    const [upper = 0, lower = 0] = [next[i], next[i + 1]];
    if (wanted.indexOf(upper) > wanted.indexOf(lower)) {
      [next[i], next[i + 1]] = [lower, upper];
      i += 1;
    }
  }
  return next;
}

/**
 * Turns the losses of a race into a ranking that can be watched: only neighbours ever change places, in turns of
 * {@link TURN} seconds, until the ranking agrees with the losses. It starts in the order of the params, is looked at
 * anew after every turn, and so follows the race at most a few turns behind.
 */
export function rankingTurns(
  runs: readonly RaceRun[],
  clock: StepClock,
  from: number,
  to: number,
  fps: Fps,
): readonly RankingTurn[] {
  const turns: RankingTurn[] = [];
  const steps = clock.onsets.length - 1;
  let order: readonly number[] = runs.map((_, i) => i);
  let frame = from;
  while (frame + frameAt(TURN, fps) < to) {
    const { step, t } = positionAt(clock, frame, steps + 1);
    const wanted = standings(runs, t === 1 ? step + 1 : step).map((run) => runs.indexOf(run));
    const after = swapped(order, wanted);
    if (after.some((run, i) => run !== order[i])) {
      const end = frame + frameAt(TURN, fps);
      turns.push({ start: frame, end, before: order, after });
      order = after;
      frame = end;
    } else frame += Math.max(1, frameAt(LOOK, fps));
  }
  return turns;
}

/** Where a run stands in the ranking at a frame. */
export interface Standing {
  /** 0 for the first; between two places while they change hands. */
  readonly place: number;
  /** How far it has stepped aside to pass, 0 to 1: only who climbs does. */
  readonly aside: number;
  /** The run it passes on its way up; `null` for everyone else. */
  readonly passes: number | null;
  /** The place as a whole number: the one it leaves while it is on its way. */
  readonly rank: number;
}

/** The standing of every run of a race at a frame, by index of the run. */
export function standingsAt(turns: readonly RankingTurn[], runs: number, frame: number): readonly Standing[] {
  const turn = turns.findLast(({ start }) => start <= frame);
  const still = Array.from({ length: runs }, (_, i) => i);
  const [before, after] = turn === undefined ? [still, still] : [turn.before, turn.after];
  const t = turn === undefined ? 1 : progress(turn, frame);
  // Out, past, and in again: side by side while they pass, so that no two names ever touch.
  const aside = smooth(Math.min(1, t / 0.3)) * (1 - smooth(Math.max(0, (t - 0.7) / 0.3)));
  const passed = smooth(Math.max(0, Math.min(1, (t - 0.3) / 0.4)));
  return still.map((run) => {
    const [from, to] = [before.indexOf(run), after.indexOf(run)];
    return {
      place: from + (to - from) * passed,
      aside: to < from ? aside : 0,
      passes: to < from && t < 1 ? (before[to] ?? null) : null,
      rank: passed < 0.5 ? from : to,
    };
  });
}

/** 3t² − 2t³ */
const smooth = (t: number): number => t * t * (3 - 2 * t);
