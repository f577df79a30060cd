import { cumsum } from 'd3-array';
import { stepDurations } from '../../src/story/clock.ts';
import type { Cue } from '../../src/story/script.ts';
import type { Message } from '../../src/story/words.ts';
import { ending, formerWinner, lead, lesson, opening, type RaceEvent, raceEvents } from './messages.ts';
import { type RaceRun, type RaceTrace, runsOf } from './simulation.ts';
import { standings } from './standings.ts';

/** A stretch of a race with one optimizer in focus: being introduced, running, or having won. */
interface Stretch {
  readonly kind: 'lesson' | 'sprint' | 'result';
  /** Index of the optimizer in its race. */
  readonly focus: number;
  /** Seconds from the start of the race. */
  readonly from: number;
}

/** Seconds before the first step. */
export const START = 0.5;
/** Seconds from the start of a stretch to its first caption. */
const BREATH = 0.15;
/** Minimum seconds for which an optimizer stays in focus, and for which the result is shown. */
const SHORTEST_FOCUS = 2.4;
const RESULT = 3.6;
const LESSON_STEP = 0.62;
const LONGEST_SPRINT = 14;
const SPRINT = { first: 0.5, ratio: 0.82, floor: 0.085 } as const;

/** Strings together the stretches and captions of a race. */
function course(readBy: (captions: readonly Cue[]) => number) {
  const stretches: Stretch[] = [];
  const captions: Cue[] = [];
  let now = 0;
  /** Adds captions, lasting at least until a given second, and `rest` seconds longer than it takes to read them. */
  const tell = (said: readonly Cue[], until: number, rest: number): void => {
    captions.push(...said);
    now = Math.max(until, readBy(captions) + rest);
  };
  return {
    stretches,
    captions,
    now: () => now,
    tell,
    /** The same, with an optimizer in focus in a new stretch. */
    focus: (
      kind: Stretch['kind'],
      focus: number,
      said: readonly Cue[],
      until: number,
      rest: number,
    ): void => {
      stretches.push({ kind, focus, from: now });
      tell(said, Math.max(until, now + 0.5), rest);
    },
    /** Messages for the beginning of a stretch. */
    first: (messages: readonly Message[]): readonly Cue[] =>
      messages.map((message) => [now + BREATH, message] as const),
    readBy,
  };
}
type Course = ReturnType<typeof course>;

/**
 * One lesson for each kind of optimizer in the field, given on the first of its kind while the race begins. Events in the
 * meantime are reported at once; events at the very end of the last lesson are left to the sprint.
 *
 * @returns the events not reported yet
 */
function planLessons(c: Course, runs: readonly RaceRun[]): readonly RaceEvent[] {
  const kinds = runs.map(({ optimizer }) => optimizer.kind);
  const firsts = kinds.flatMap((kind, i) => (kinds.indexOf(kind) === i ? [i] : []));
  const events = raceEvents(runs);
  let told = 0;
  for (const focus of firsts) {
    c.focus('lesson', focus, c.first([lesson(runs, focus)]), c.now() + SHORTEST_FOCUS, 0.3);
    const late = focus === firsts.at(-1) ? 1 : 0;
    for (const { step, message } of events.slice(told)) {
      const at = START + step * LESSON_STEP;
      if (at > c.now() - late) break;
      c.tell([[at, message]], c.now(), 0.3);
      told += 1;
    }
  }
  return events.slice(told);
}

/**
 * The part of a race without lessons, in one or two stretches: first who leads (or won the previous race), then who
 * wins, from the moment it takes the lead for good. Nothing is reported before it has happened.
 *
 * @param seconds at which a given number of steps is done
 * @returns who is in focus at the end, and whether the winner gets ahead too late for a caption during the race
 */
function planSprint(
  c: Course,
  trace: RaceTrace,
  race: number,
  seconds: readonly number[],
  untold: readonly RaceEvent[],
): { readonly last: number; readonly lateLead: boolean } {
  const runs = runsOf(trace, race);
  const { winner: winnerId, leadSince } = trace.facts.races[race] ?? { winner: null, leadSince: null };
  const over = seconds.at(-1) ?? START;
  const begun = Math.max(
    0,
    seconds.findLastIndex((second) => second <= c.now()),
  );
  const winner = runs.find(({ id }) => id === winnerId);
  const former = formerWinner(trace, race);
  const ahead = former ?? standings(runs, Math.max(begun, 1))[0];
  const first = ahead === undefined ? 0 : runs.indexOf(ahead);
  const last = winner === undefined ? first : runs.indexOf(winner);
  const opened = c.first(opening(runs, begun, former));
  const told = untold.map(
    ({ step, message }) => [Math.max(c.now(), seconds[step] ?? over), message] as const,
  );
  const closing = lead(runs, winner, leadSince ?? 0);
  const leadAt = seconds[leadSince ?? 0] ?? over;
  // The lead is reported while the race is still on, if there is time to read it.
  const latest = over - c.readBy(closing) - 0.4;
  const earliest = Math.max(c.now() + SHORTEST_FOCUS, c.readBy([...c.captions, ...opened]) + 0.2);
  const lateLead = closing.length > 0 && leadAt > latest;
  if (closing.length === 0 || lateLead || latest < earliest) {
    c.focus('sprint', latest < earliest && !lateLead ? last : first, [...opened, ...told], over, 0.2);
  } else {
    const turn = Math.max(leadAt, earliest);
    const early = told.filter(([at]) => at < turn - 1.5);
    c.focus('sprint', first, [...opened, ...early], turn, 0.2);
    c.focus('sprint', last, [...c.first(closing), ...told.slice(early.length)], over, 0.2);
  }
  return { last, lateLead };
}

/**
 * Lays out one race: lessons (in the first race), sprint, result.
 *
 * @returns its stretches and captions, the seconds of every step, when the lessons are over (0 without any) and when it is
 */
export function planRace(trace: RaceTrace, race: number, readBy: Course['readBy']) {
  const runs = runsOf(trace, race);
  const steps = trace.params.races[race]?.steps ?? 0;
  const c = course(readBy);
  const untold = race === 0 ? planLessons(c, runs) : raceEvents(runs);
  const lessonsEnd = c.now();
  const slow = Math.min(steps, Math.max(0, Math.floor((lessonsEnd - START) / LESSON_STEP)));
  const floor = Math.min(SPRINT.floor, LONGEST_SPRINT / Math.max(steps - slow, 1));
  const quick = stepDurations(steps - slow, { ...SPRINT, floor });
  const durations = [...Array<number>(slow).fill(LESSON_STEP), ...quick];
  const seconds = [0, ...cumsum(durations)].map((second) => START + second);
  const { last, lateLead } = planSprint(c, trace, race, seconds, untold);
  c.focus('result', last, c.first(ending(trace, race, lateLead)), c.now() + RESULT, 0.5);
  return { stretches: c.stretches, captions: c.captions, durations, lessonsEnd, end: c.now() };
}
