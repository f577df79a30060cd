import { type Manner, stepDurations } from '../../src/story/clock.ts';
import { ending, question, raceEvents } from '../../src/story/race/commentary.ts';
import { raceAt, runsOf } from '../../src/story/race/races.ts';
import type { Cue } from '../../src/story/script.ts';
import { standings } from '../../src/story/standings.ts';
import { tape } from '../../src/story/tape.ts';
import type { RaceTrace } from './simulation.ts';
import { words } from './words.ts';

/** A stretch of a race with one optimizer in focus: the one that leads or will, then the winner. */
interface Stretch {
  readonly kind: 'sprint' | 'result';
  /** Index of the optimizer in its race. */
  readonly focus: number;
  /** Seconds from the start of the race. */
  readonly from: number;
}

/** Seconds before the first step, and minimum seconds of the result. */
const [START, RESULT] = [0.7, 1.7];
const SPRINT = { first: 0.75, ratio: 0.87, floor: 0.3 } as const;
/** A later race. */
const AGAIN = { first: 0.4, ratio: 0.85, floor: 0.15 } as const;
const LONGEST_SPRINT = 3;
/** Who takes the lead is told if that is later than this share of the steps. */
const EARLY = 0.15;
/** Steps that lead to an event are slow, in seconds. */
const SLOW = 0.5;
/** Seconds in which a step moves at most; one that lasts longer rests before. */
const MOVE = 0.6;

/** How the steps of a race move. */
export const striding: Manner = {
  phases: (duration) => ({ move: duration > MOVE ? 1 - MOVE / duration : 0, land: 1 }),
  easedFrom: 10,
};

/** A lesson: its first steps, in seconds with a rest before each in which its arrows are read, and its least length. */
const LESSON = { steps: [1.6, 1.15, 0.95], least: 4.1 } as const;

/** The steps of a lesson about an optimizer, in seconds, and until when it lasts at least. */
export const planLesson = (trace: RaceTrace, race: number) => ({
  durations: LESSON.steps.slice(0, raceAt(trace, race).steps),
  minSeconds: LESSON.least,
});

/**
 * Lays out one race: sprint and result. Whatever is said of a state is said while the race stands still in that state.
 *
 * @returns its stretches and captions, the seconds of every step, when the one in focus is looked at from near, when the
 * result is known, and when all is over
 */
export function planRace(trace: RaceTrace, race: number, readBy: (captions: readonly Cue[]) => number) {
  const runs = runsOf(trace, race);
  const { steps } = raceAt(trace, race);
  const { winner: winnerId, leadSince } = trace.facts.races[race] ?? { winner: null, leadSince: null };
  const winner = runs.find(({ id }) => id === winnerId);
  const t = tape(readBy, START);
  const stretches: Stretch[] = [];
  const focusOn = (kind: Stretch['kind'], focus: number): void => {
    stretches.push({ kind, focus, from: stretches.length === 0 ? 0 : t.now() });
  };
  const leaderAt = (step: number): number => {
    const [leader] = standings(runs, step);
    return leader === undefined ? 0 : runs.indexOf(leader);
  };
  const said = ending(trace, race);
  // Where the end tells why one falls behind, that is enough.
  const events = raceEvents(runs).filter(
    ({ message }) => message.key !== 'captionLinger' || !said.some(({ key }) => key === 'captionFallen'),
  );
  /** Reports what has happened up to the current state. */
  const report = (): void => {
    while ((events[0]?.step ?? Number.POSITIVE_INFINITY) <= t.done()) {
      t.hold(events.splice(0, 1).map(({ message }) => message));
    }
  };
  // The one to watch is the one that wins.
  focusOn('sprint', winner !== undefined ? runs.indexOf(winner) : leaderAt(1));
  // Of races between the first and the last only the result is told.
  const inFull = race === 0 || race === trace.params.races.length - 1;
  const late = (leadSince ?? 0) > Math.max(2, EARLY * steps);
  const turn = inFull && runs.length > 1 && late ? (leadSince ?? 0) : 0;
  // Said while they run: it is true at every step.
  if (race === 0) t.add(question(trace, race));
  let leadAt: number | null = null;
  const sprint = race > 0 ? AGAIN : SPRINT;
  const floor = Math.min(sprint.floor, LONGEST_SPRINT / Math.max(steps, 1));
  for (const pace of [...stepDurations(steps, { ...sprint, floor }), null]) {
    report();
    const done = t.done();
    if (winner !== undefined && turn > 0 && done === turn) {
      t.waitUntil(t.read());
      leadAt = t.now();
      focusOn('sprint', runs.indexOf(winner));
      t.hold([words.say('captionLead', { name: winner.label, step: turn })]);
    }
    const slow = done < turn && done >= turn - 2 && steps <= 400;
    if (pace !== null) t.step(Math.max(pace, slow ? SLOW : 0));
  }
  t.waitUntil(t.read());
  focusOn('result', winner === undefined ? leaderAt(steps) : runs.indexOf(winner));
  const over = t.now();
  let fellAt: number | null = null;
  for (const message of said) {
    const fell = runs.findIndex(
      ({ label }) => message.key === 'captionFallen' && label === message.values.name,
    );
    if (fell >= 0) {
      t.waitUntil(t.read());
      fellAt = t.now();
      focusOn('result', fell);
    }
    t.add([message]);
  }
  t.waitUntil(Math.max(over + RESULT, t.read()));
  /** When the camera goes near the one in focus. */
  const near = [leadAt, fellAt].filter((at) => at !== null);
  return { stretches, captions: t.captions, durations: t.durations, near, resultAt: over, end: t.now() };
}
