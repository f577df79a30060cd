/**
 * What the claims are made of, worked out from the losses of the trace and the rule for leaving a race: not from the
 * standings and events that chose the captions.
 */
import { SURFACES } from '../../src/sim/objectives/surfaces.ts';
import type { Spoken } from '../../src/story/claims.ts';
import { printedLoss } from './loss.ts';
import {
  LINGER,
  length,
  type RaceRun,
  type RaceTrace,
  runsOf,
  SCALES,
  type Scale,
  SETTLED,
  wallOf,
} from './simulation.ts';
import type { RaceStory } from './story.ts';

export type Now = Spoken<RaceTrace, RaceStory>;

export const raceOf = ({ part }: Now): number => ('race' in part ? part.race : 0);
export const paramsAt = (now: Now) => now.trace.params.races[raceOf(now)];
export const fieldAt = (now: Now, scale: Scale = 'as is'): readonly RaceRun[] =>
  runsOf(now.trace, raceOf(now), scale);
export const named = (runs: readonly RaceRun[], name: unknown): RaceRun | undefined =>
  runs.find(({ label }) => label === name);

const leastOf = ({ surface }: RaceRun): number => SURFACES[surface].leastLoss;
export const heights = (run: RaceRun): readonly number[] => run.losses.map((loss) => loss - leastOf(run));
/** What is printed of a run after k steps, as a number; ∞ once it is out. */
export function printed(now: Now, run: RaceRun, step: number): number {
  const race = now.trace.params.races[run.race];
  const all = heights(run);
  const state = Math.min(step, all.length - 1);
  const cut = all.length <= (race?.steps ?? 0);
  const above = race === undefined ? 0 : wallOf(run.surface, race.start);
  const gone = (cut || (all.at(-1) ?? 0) > above) && all.slice(state).every((height) => height > above);
  return gone || (cut && state === all.length - 1)
    ? Number.POSITIVE_INFINITY
    : printedLoss(all[state] ?? 0).value;
}
export const numbers = (now: Now, runs: readonly RaceRun[], step: number): readonly number[] =>
  runs.map((run) => printed(now, run, step));
export const END = Number.MAX_SAFE_INTEGER;

/** True if a run alone has the lowest number after k steps. */
export function leads(now: Now, runs: readonly RaceRun[], run: RaceRun | undefined, step: number): boolean {
  if (run === undefined) return false;
  const own = printed(now, run, step);
  return (
    own < Number.POSITIVE_INFINITY && runs.every((other) => other === run || printed(now, other, step) > own)
  );
}
/** True if a run alone has the highest number after k steps, and is still in the race. */
export function trails(now: Now, runs: readonly RaceRun[], run: RaceRun | undefined, step: number): boolean {
  if (run === undefined) return false;
  const own = printed(now, run, step);
  return (
    own < Number.POSITIVE_INFINITY && runs.every((other) => other === run || printed(now, other, step) < own)
  );
}
export const isGone = (now: Now, run: RaceRun | undefined): boolean =>
  run !== undefined && printed(now, run, END) === Number.POSITIVE_INFINITY;
export const arrives = (now: Now, run: RaceRun | undefined): boolean => {
  if (run === undefined || isGone(now, run)) return false;
  const all = heights(run);
  return (all.at(-1) ?? 0) <= SETTLED * (all[0] ?? 0);
};
export const isOver = (now: Now): boolean => now.step === (paramsAt(now)?.steps ?? 0);

/** Who has the lowest number at the end of each race, at each scale; several if they are equal. */
export const winners = (now: Now): readonly (readonly string[])[] =>
  now.trace.params.races.map((_, race) =>
    SCALES.map((scale) => {
      const runs = runsOf(now.trace, race, scale);
      const all = numbers(now, runs, END);
      const least = Math.min(...all);
      return runs
        .flatMap(({ lane }, i) => (all[i] === least && least < Number.POSITIVE_INFINITY ? [lane] : []))
        .sort()
        .join();
    }),
  );

/** On the ground that a surface calls flat for as long as lingering takes. */
export function lingersBy(now: Now, run: RaceRun, step: number): boolean {
  const { gradient } = SURFACES[run.surface];
  const all = heights(run);
  const steep = length(gradient(run.points[0] ?? [0, 0])) * LINGER.slope;
  const steps = paramsAt(now)?.steps ?? 0;
  let [streak, longest] = [0, 0];
  for (let k = 0; k <= Math.min(step, all.length - 1); k += 1) {
    const flat = length(gradient(run.points[k] ?? [0, 0])) <= steep && printedLoss(all[k] ?? 0).value > 0;
    streak = flat && (all[k] ?? 0) >= LINGER.height * (all[0] ?? 0) ? streak + 1 : 0;
    longest = Math.max(longest, streak);
  }
  return longest > LINGER.share * steps;
}

export const leadsAtScale = (now: Now, name: unknown, scale: unknown): boolean => {
  const found = SCALES.find((each) => each === scale);
  if (found === undefined) return false;
  const runs = fieldAt(now, found);
  return leads(now, runs, named(runs, name), END);
};
