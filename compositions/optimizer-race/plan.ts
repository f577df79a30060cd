import { type Manner, stepDurations } from '../../src/story/clock.ts';
import { isOneName } from '../../src/story/field.ts';
import { ending, lesson, question, raceEvents, standingsAfter } from '../../src/story/race/commentary.ts';
import { raceAt, runsOf } from '../../src/story/race/races.ts';
import type { Cue } from '../../src/story/script.ts';
import { standings } from '../../src/story/standings.ts';
import { tape } from '../../src/story/tape.ts';
import type { RaceTrace } from './simulation.ts';
import { words } from './words.ts';

/** A stretch of a race with one optimizer in focus: being introduced, running, or having won. */
interface Stretch {
  readonly kind: 'lesson' | 'sprint' | 'result';
  /** Index of the optimizer in its race. */
  readonly focus: number;
  /** Seconds from the start of the race. */
  readonly from: number;
}

/** Seconds before the first step. */
const START = 0.3;
/** Minimum seconds of a lesson and of the result, and steps of a lesson, if there are enough. */
const LESSON = 3.6;
const LESSON_STEPS = 2;
const RESULT = 1.7;
/** The lessons take at most this share of the steps. */
const LESSONS = 0.7;
const SPRINT = { first: 0.8, ratio: 0.92, floor: 0.4 } as const;
/** A later race, in which nobody needs to be introduced. */
const AGAIN = { first: 0.4, ratio: 0.86, floor: 0.2 } as const;
const LONGEST_SPRINT = 3.4;
/** A race with no more steps than this left is as good as over. */
const SHORT = 8;
/** Steps that lead to an event are slow, in seconds. */
const SLOW = 0.5;
/** Seconds in which a step moves at most; one that lasts longer rests before. */
const MOVE = 0.6;

/** How the steps of a race move. */
export const striding: Manner = {
  phases: (duration) => ({ move: duration > MOVE ? 1 - MOVE / duration : 0, land: 1 }),
  easedFrom: 10,
};

/**
 * Lays out one race: lessons while it begins, sprint, result. Whatever is said of a state is said
 * while the race stands still in that state.
 *
 * @returns its stretches and captions, the seconds of every step, when the lessons are over, when the
 * winner takes the lead for good (`null` if that is not told), and when all is over
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
  const events = [...raceEvents(runs)];
  /** Reports what has happened up to the current state. */
  const report = (): void => {
    while ((events[0]?.step ?? Number.POSITIVE_INFINITY) <= t.done()) {
      t.hold(events.splice(0, 1).map(({ message }) => message));
    }
  };

  // In the first race, one lesson for each kind; of one kind in several libraries, one for each library.
  const oneName = isOneName(runs.map(({ optimizer }) => optimizer));
  const kinds = runs.map(({ optimizer, id }) => (oneName ? id : optimizer.kind));
  const taught = race > 0 ? [] : runs.filter((_, i) => kinds.indexOf(kinds[i] ?? '') === i);
  const each = Math.min(LESSON_STEPS, Math.floor((LESSONS * steps) / Math.max(taught.length, 1)));
  for (const run of taught) {
    focusOn('lesson', runs.indexOf(run));
    const begun = t.now();
    t.add([lesson(runs, run)]);
    const seconds = Math.max(LESSON, t.read() - begun);
    for (let k = 0; k < each; k += 1) t.step(seconds / each);
    t.waitUntil(begun + seconds);
    report();
  }
  const lessonsEnd = t.now();

  const checkpoint = t.done();
  // Of a later race the one to watch is the one that wins.
  focusOn(
    'sprint',
    race > 0 && winner !== undefined ? runs.indexOf(winner) : leaderAt(Math.max(1, checkpoint)),
  );
  const left = steps - checkpoint;
  // Of races between the first and the last only the result is told.
  const inFull = race === 0 || race === trace.params.races.length - 1;
  const turn = inFull && runs.length > 1 && (leadSince ?? 0) > checkpoint ? (leadSince ?? 0) : 0;
  // Who leads is told once: when the lead is taken, or now, if the race is far from over.
  if (turn === 0 && left > SHORT) t.hold(standingsAfter(runs, checkpoint));
  // Said while they run: it is true at every step.
  if (left > 1 && (turn === 0 || turn > checkpoint + SHORT)) t.add(question(trace, race));
  let leadAt: number | null = null;
  const sprint = race > 0 ? AGAIN : SPRINT;
  const floor = Math.min(sprint.floor, LONGEST_SPRINT / Math.max(left, 1));
  const paces = [...stepDurations(left, { ...sprint, floor }), null];
  for (const pace of paces) {
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
  t.add(ending(trace, race));
  t.waitUntil(Math.max(over + RESULT, t.read()));
  return { stretches, captions: t.captions, durations: t.durations, lessonsEnd, leadAt, end: t.now() };
}
