import { clamp } from '../../src/sim/maths.ts';
import { type FrameRange, progress, type StepClock } from '../../src/story/clock.ts';
import { playheadAt } from '../../src/story/playhead.ts';
import type { RaceRun } from './simulation.ts';
import { standings } from './standings.ts';

/** Seconds in which neighbours swap places, also the minimum interval between checks of the losses. */
const TURN = 0.45;
const LOOK = 0.1;

/** Some neighbours in the ranking swap places simultaneously. */
export interface RankingTurn extends FrameRange {
  /** Runs (index in the race) from first to last before and after. */
  readonly before: readonly number[];
  readonly after: readonly number[];
}

/** One pass of swaps between neighbours in the wrong order; no run takes part in two. */
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
 * Turns the losses of a race into a ranking that the eye can follow: only neighbours ever swap places, in turns of
 * {@link TURN} seconds, until the ranking agrees with the losses. It starts in the order of the params and is compared
 * with the losses after every turn, so it is never more than a few turns behind the race.
 */
export function rankingTurns(
  runs: readonly RaceRun[],
  clock: StepClock,
  { start, end }: FrameRange,
  fps: number,
): readonly RankingTurn[] {
  const [turn, look] = [Math.round(TURN * fps), Math.max(1, Math.round(LOOK * fps))];
  const turns: RankingTurn[] = [];
  let order: readonly number[] = runs.map((_, i) => i);
  let frame = start;
  while (frame + turn < end) {
    const wanted = standings(runs, playheadAt(clock, frame).done).map((run) => runs.indexOf(run));
    const after = swapped(order, wanted);
    const changes = after.some((run, i) => run !== order[i]);
    if (changes) turns.push({ start: frame, end: frame + turn, before: order, after });
    order = after;
    frame += changes ? turn : look;
  }
  return turns;
}

/** A run's standing in the ranking at a frame. */
export interface Standing {
  /** 0 for the first; fractional during a swap. */
  readonly place: number;
  /** How far it has moved sideways to pass, 0 to 1: only climbing runs do. */
  readonly aside: number;
  /** The run it passes on its way up; `null` for everyone else. */
  readonly passes: number | null;
  /** The place as a whole number: the old one during a swap. */
  readonly rank: number;
}

/** 3t² − 2t³ of the progress through a range */
const smooth = (t: number, from: number, to: number): number => {
  const share = clamp((t - from) / (to - from), 0, 1);
  return share * share * (3 - 2 * share);
};

/** The standing of every run of a race at a frame, by index of the run. */
export function standingsAt(turns: readonly RankingTurn[], runs: number, frame: number): readonly Standing[] {
  const turn = turns.findLast(({ start }) => start <= frame);
  const still = Array.from({ length: runs }, (_, i) => i);
  const { before, after } = turn ?? { before: still, after: still };
  const t = turn === undefined ? 1 : progress(turn, frame);
  // Out, past, and in again: side by side while they pass, so that no two names ever touch.
  const aside = smooth(t, 0, 0.3) * (1 - smooth(t, 0.7, 1));
  const passed = smooth(t, 0.3, 0.7);
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
