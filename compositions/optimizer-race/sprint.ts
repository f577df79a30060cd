import { type Cue, captionsEnd, type TimedCue, timeCaptions } from '../../src/story/timeline.ts';
import { formerWinner, type Happening, leadCues, openingCues } from './cues.ts';
import { type RaceRun, type RaceTrace, runsOf } from './simulation.ts';
import { standings } from './standings.ts';
import { word } from './text.ts';

/** A stretch of a race with one optimizer in focus, still in seconds. */
export interface Segment {
  readonly id: string;
  readonly focus: number;
  readonly lesson: boolean;
  readonly seconds: number;
  readonly captions: readonly TimedCue[];
}

/** Seconds for which an optimizer stays in focus at least. */
export const SHORTEST_FOCUS = 2.4;

/** What is known of a race when its sprint is planned. All times in seconds from the race's first focus beat. */
export interface SprintTiming {
  /** Seconds of every step, the first of which begins at `lead`. */
  readonly durations: readonly number[];
  readonly lead: number;
  /** When the sprint begins, and how long the steps that are left take. */
  readonly from: number;
  readonly seconds: number;
  /** What happens and has not been told yet. */
  readonly told: readonly Happening[];
}

export interface Sprint {
  readonly segments: readonly Segment[];
  /** Who is in focus when the race is over. */
  readonly resultFocus: number;
  /** True when the winner gets ahead so late that it can only be told afterwards. */
  readonly lateLead: boolean;
}

/** The second at which a step begins. */
function secondOf({ durations, lead }: SprintTiming, step: number): number {
  return durations.slice(0, step).reduce((total, duration) => total + duration, lead);
}

/** The number of updates done by a second. */
function stepsBy(timing: SprintTiming, seconds: number): number {
  let time = timing.lead;
  const step = timing.durations.findIndex((duration) => {
    time += duration;
    return time > seconds;
  });
  return step < 0 ? timing.durations.length : step;
}

function segmentOf(id: string, focus: number, seconds: number, cues: readonly Cue[]): Segment {
  const captions = timeCaptions(cues, word);
  return { id, focus, lesson: false, captions, seconds: Math.max(seconds, captionsEnd(captions) + 0.2, 0.5) };
}

/**
 * The part of a race that runs by itself, in one or two stretches: first who leads (or won the race before), then who
 * wins, from the moment it takes the lead for good. What is told has happened.
 */
export function planSprint(trace: RaceTrace, race: number, timing: SprintTiming): Sprint {
  const { durations, from, seconds } = timing;
  const runs = runsOf(trace, race);
  const facts = trace.facts.races[race];
  const begun = stepsBy(timing, from);
  const winner = runs.find(({ id }) => id === facts?.winner);
  const former = formerWinner(trace, race, runs);
  const [leader] = standings(runs, Math.max(begun, 1));
  const first: RaceRun | undefined = former ?? leader;
  if (first === undefined) throw new Error(`optimizer-race: race ${race + 1} has no runs`);
  const opening = openingCues(runs, race, begun, former);
  const told = timing.told.map(({ step, message }) => ({
    at: Math.max(0, secondOf(timing, step) - from),
    message,
  }));
  const resultFocus = runs.indexOf(winner ?? first);
  const closing = winner === undefined ? [] : leadCues(runs, winner, facts?.leadSince ?? 0, durations.length);
  const least = Math.max(captionsEnd(timeCaptions(opening, word)) + 0.2, SHORTEST_FOCUS);
  const room = seconds - captionsEnd(timeCaptions(closing, word)) - 0.4;
  const takesLead = secondOf(timing, facts?.leadSince ?? 0) - from;
  const lateLead = closing.length > 0 && takesLead > room;
  if (closing.length === 0 || lateLead || room < least) {
    const focus = room < least && !lateLead ? resultFocus : runs.indexOf(first);
    const only = segmentOf(`sprint-${race + 1}-1`, focus, seconds, [...opening, ...told]);
    return { segments: [only], resultFocus, lateLead };
  }
  const turn = Math.max(takesLead, least);
  const early = told.filter(({ at }) => at < turn - 1.5);
  const late = told.slice(early.length).map(({ at, message }) => ({ at: at - turn, message }));
  const opened = segmentOf(`sprint-${race + 1}-1`, runs.indexOf(first), turn, [...opening, ...early]);
  const closed = segmentOf(`sprint-${race + 1}-2`, resultFocus, seconds - opened.seconds, [
    ...closing,
    ...late,
  ]);
  return { segments: [opened, closed], resultFocus, lateLead };
}
