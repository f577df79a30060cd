import { type CueSheet, lossPitch } from '../../audio/cue-sheet.ts';
import { inKey, inTune, panOf, type Song, scoring } from '../../audio/scoring.ts';
import { EPSILON, viewOf } from '../../src/scene/race/race-view.ts';
import { excessLoss } from '../../src/sim/excess-loss.ts';
import { power } from '../../src/sim/maths.ts';
import { SEARCH, shareOf } from '../../src/sim/tuning.ts';
import { arrivalOf, type StepClock } from '../../src/story/clock.ts';
import { playheadAt, valueAt } from '../../src/story/playhead.ts';
import { columnFrames } from '../../src/story/race/columns.ts';
import { type RaceRun, runsOf, SCALES } from '../../src/story/race/races.ts';
import { END, soleLeader, standings } from '../../src/story/standings.ts';
import { partsOf } from '../../src/story/story.ts';
import type { RaceTrace } from './simulation.ts';
import type { RaceStory } from './story.ts';

/** Levels of the one run that is heard, in a race while it is explained, and held once it is over; and of events. */
const LEVEL = { run: 0.55, lesson: 0.36, held: 0.13, chime: 0.2, alarm: 0.3 } as const;
/** Stereo width of the lanes, and of the three rates. */
const WIDTH = 0.6;
/** Seconds for which a run is heard after its step has landed, and the shortest and longest note. */
const AFTER = 0.35;
const NOTE = { least: 1 / 6, most: 0.45 } as const;
/** Hertz of the lowest note of a search, and how many times as high its last one is. */
const SCAN = { lowest: 330, times: 4 } as const;
/** The notes of the chimes with which the search finds its rates: by lane, a chord that builds up. */
const FOUND = [660, 825, 990, 1100, 1320, 1485, 1650] as const;
/** Seconds before the end at which the last two chords begin, and of the note of a race that nobody wins. */
const LAST = { away: 3.6, home: 2.2 } as const;
const NOBODY = 220;

/**
 * The sound of the races, a melody in one key: one run at a time is heard, the one in focus, softly while it is explained, its
 * notes following its loss while it steps and each landing struck; in a later race whoever is last answers; with three rates at once, their leaders take turns, from left to right, as a melody that falls
 * with their losses. A search climbs with the rates, a chime for each one it finds. The winner has its chime, and of all
 * results together the winners are a tune, one note for each rate.
 */
export function score(trace: RaceTrace, story: RaceStory): CueSheet {
  const s = scoring(story);
  const { fps, frames } = story;
  const lanes = [...new Set(trace.runs.map(({ lane }) => lane))].sort((a, b) => a - b);
  const panFor = (lane: number): number => panOf(lanes.indexOf(lane), lanes.length, WIDTH);

  /** The note of a lane where it is named, not where its loss is. */
  const ownPitch = (lane: number): number => inTune(FOUND[lanes.indexOf(lane) % FOUND.length] ?? FOUND[0]);

  /** Pitch of a run's loss as drawn: interpolated linearly between states. */
  const hertzOf = (run: RaceRun, clock: StepClock) => (frame: number) => {
    const { excess, surface } = viewOf(trace, run.race);
    const loss = valueAt(run.losses, playheadAt(clock, frame, run.losses.length));
    return lossPitch(excessLoss(loss, surface.leastLoss, EPSILON), { lowest: excess[0], highest: excess[1] });
  };
  const songs: (Song & { readonly lane: number })[] = [];
  const sing = (
    run: RaceRun,
    clock: StepClock,
    from: number,
    until: number,
    strikes: readonly number[] = [],
    gain: number = LEVEL.run,
  ): void => {
    const to = Math.min(until, run.outSince === null ? frames : arrivalOf(clock, run.outSince));
    songs.push({ lane: run.lane, from, to, hertz: inKey(hertzOf(run, clock)), gain, strikes });
  };
  /** A chime when a run settles, an alarm when it leaves the race; at most one of each in half a second. */
  const ends = (runs: readonly RaceRun[], clock: StepClock): void => {
    const heard = new Set<string>();
    for (const { lane, outSince, settlesSince } of runs) {
      const state = outSince ?? settlesSince ?? 0;
      if (state === 0) continue;
      const frame = arrivalOf(clock, state);
      const kind = outSince === null ? 'chime' : 'alarm';
      const moment = `${kind} ${Math.round((2 * frame) / fps)}`;
      if (!heard.has(moment)) s[kind](frame, { pan: panFor(lane), gain: LEVEL[kind] });
      heard.add(moment);
    }
  };
  /** A run's landings as notes, at the pitch of its loss there. */
  const notes = (run: RaceRun, clock: StepClock, landings: readonly number[], pan = panFor(run.lane)): void =>
    s.ticks(landings, { pan, pitch: landings.map((frame) => inTune(hertzOf(run, clock)(frame))) });
  /** Frames no closer than notes can be told apart. */
  const spaced = (all: readonly number[]): readonly number[] => {
    let free = 0;
    return all.filter((frame) => {
      if (frame < free) return false;
      free = frame + NOTE.least * fps;
      return true;
    });
  };

  /** Between the notes of the one in focus, those of whoever is last and still in the race. */
  const answers = (runs: readonly RaceRun[], clock: StepClock): void => {
    const landings = spaced(clock.landings);
    for (const [i, landing] of landings.entries()) {
      const next = landings[i + 1];
      const last = standings(runs, playheadAt(clock, landing).done).findLast(
        ({ outSince }) => outSince === null,
      );
      if (last === undefined || next === undefined || next - landing < 2 * NOTE.least * fps) continue;
      notes(last, clock, [Math.round((landing + next) / 2)]);
    }
  };

  for (const { runs, clock, end } of partsOf(story, 'title')) {
    for (const run of runs.slice(0, 2)) sing(run, clock, clock.onsets[0] ?? 0, end - 12, clock.landings);
    // Each bounce of the one that the question is about: a note that climbs or falls with it.
    const [first] = runs;
    if (first !== undefined) notes(first, clock, spaced(clock.landings));
    ends(runs.slice(0, 2), clock);
  }
  for (const { race, scan } of partsOf(story, 'surface')) {
    if (scan === null) continue;
    const span = scan.end - scan.start;
    const quarters = Array.from({ length: Math.floor((4 * span) / fps) }, (_, i) =>
      Math.round((i * fps) / 4),
    );
    s.ticks(
      quarters.map((frame) => scan.start + frame),
      { pitch: quarters.map((frame) => inTune(SCAN.lowest * power(SCAN.times, frame / span))) },
    );
    // A chime for every best rate, when the scan passes it.
    const { runs, searches } = viewOf(trace, race);
    for (const [i, { lane }] of runs.entries()) {
      const rate = searches?.[i]?.best.learningRate ?? SEARCH.lowest;
      const pitch = FOUND[i % FOUND.length] ?? FOUND[0];
      s.chime(scan.start + Math.round(span * shareOf(rate)), { pan: panFor(lane), gain: LEVEL.chime, pitch });
    }
  }
  // The first race: the run in focus is heard while it steps.
  for (const { race, clock, stretches, near, end } of partsOf(story, 'race')) {
    const { runs } = viewOf(trace, race);
    let free = 0;
    for (const [k, landing] of clock.landings.entries()) {
      const from = Math.max(free, clock.moves[k] ?? landing);
      const to = Math.min(landing + Math.round(AFTER * fps), clock.moves[k + 1] ?? frames);
      const stretch = stretches.findLast(({ start }) => start <= from);
      const run = runs[stretch?.focus ?? 0];
      if (run !== undefined) {
        sing(run, clock, from, to, [landing], stretch?.kind === 'lesson' ? LEVEL.lesson : LEVEL.run);
        notes(run, clock, [landing]);
      }
      free = Math.max(from, to);
    }
    if (race > 0) answers(runs, clock);
    if (near !== null) s.chime(near.in.end, { gain: LEVEL.chime });
    ends(runs, clock);
    const result = stretches.at(-1);
    const winner = soleLeader(runs, END);
    if (winner !== undefined) sing(winner, clock, free + 1, end - 12, [], LEVEL.held);
    if (result !== undefined && winner !== undefined)
      s.chime(result.start, { pan: panFor(winner.lane), gain: LEVEL.chime, pitch: ownPitch(winner.lane) });
  }
  // Three rates at once: who leads at each of them, in turn.
  for (const { race, clock, end } of partsOf(story, 'scales')) {
    const landings = spaced(clock.landings);
    for (const [i, landing] of landings.entries()) {
      const runs = runsOf(trace, race, SCALES[i % SCALES.length]);
      const [leader] = standings(runs, playheadAt(clock, landing).done);
      const longest = landing + Math.round(NOTE.most * fps);
      if (leader === undefined) continue;
      sing(leader, clock, landing, Math.min(landings[i + 1] ?? longest, longest));
      notes(leader, clock, [landing], panOf(i % SCALES.length, SCALES.length, WIDTH));
    }
    const [winner] = standings(runsOf(trace, race), END);
    const over = (landings.at(-1) ?? end) + Math.round(NOTE.most * fps) + 1;
    if (winner !== undefined) sing(winner, clock, over, end - 12, [], LEVEL.held);
    ends(runsOf(trace, race, 'double'), clock);
  }
  // All results: who wins at each rate, as the lines that join them are drawn.
  for (const { start } of partsOf(story, 'compare')) {
    const races = [...trace.params.races.keys()];
    const columns = races.flatMap((race) => SCALES.map((scale) => ({ race, scale })));
    const winners = columns.map(({ race, scale }) => soleLeader(runsOf(trace, race, scale), END)?.lane);
    s.ticks(
      columnFrames(races.length, fps).map((frame) => start + frame),
      {
        pan: columns.map((_, i) => panOf(i, columns.length, WIDTH)),
        pitch: winners.map((lane) => (lane === undefined ? NOBODY : ownPitch(lane))),
      },
    );
  }
  for (const lane of lanes) {
    const own = songs.filter((song) => song.lane === lane).sort((a, b) => a.from - b.from);
    s.voice(`lane-${lane + 1}`, { timbre: lane, pan: panFor(lane) }, own);
  }
  s.cadence(frames - Math.round(LAST.away * fps), frames - Math.round(LAST.home * fps));
  return s.sheet();
}
