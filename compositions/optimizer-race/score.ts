import { type CueSheet, lossPitch } from '../../audio/cue-sheet.ts';
import { inKey, inTune, panOf, type Song, scoring } from '../../audio/scoring.ts';
import { thinned } from '../../audio/spacing.ts';
import { EPSILON, viewOf } from '../../src/scene/race/race-view.ts';
import { excessLoss } from '../../src/sim/excess-loss.ts';
import { power } from '../../src/sim/maths.ts';
import { SEARCH, shareOf } from '../../src/sim/tuning.ts';
import { arrivalOf, type StepClock } from '../../src/story/clock.ts';
import { playheadAt, valueAt } from '../../src/story/playhead.ts';
import { soleWinner } from '../../src/story/race/contenders.ts';
import { type RaceRun, runsOf, SCALES } from '../../src/story/race/races.ts';
import { END, soleLeader, standings } from '../../src/story/standings.ts';
import { partsOf } from '../../src/story/story.ts';
import type { RaceTrace } from './simulation.ts';
import type { RaceStory } from './story.ts';

/** Levels of the one run that is heard, in a race while it is explained, and held once it is over; and of events. */
const LEVEL = { run: 0.25, lesson: 0.25, held: 0.26, chime: 0.16, alarm: 0.16 } as const;
/** Stereo width of the lanes, and of the three rates. */
const WIDTH = 0.6;
/** Seconds for which a run is heard after its step has landed; between two steps that are heard, and of the longest note. */
const AFTER = 0.35;
const NOTE = { step: 0.3, most: 0.45 } as const;
/** Hertz of the lowest note of a search, and how many times as high its last one is. */
const SCAN = { lowest: 330, times: 4 } as const;
/** The notes of the chimes with which the search finds its rates: by lane, a chord that builds up. */
const FOUND = [660, 825, 990, 1100, 1320, 1485, 1650] as const;
/** Seconds before the end at which the last two chords begin, and of the note of a race that nobody wins. */
const LAST = { away: 3.6, home: 2.2 } as const;
const NOBODY = 220;

/**
 * The sound of the races, a melody in one key: one run at a time is heard, the one in focus, softly while it is explained, its
 * notes following its loss while it steps and each landing struck; with two rates at once, their leaders take turns, from left
 * to right, as a melody that falls with their losses. A search climbs with the rates, a chime for each one it finds. The winner has its chime, and of all
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
  /** A run before it sets out, as a soft note. */
  const startOf = (run: RaceRun) => {
    const { excess, excesses, runs } = viewOf(trace, run.race);
    const height = excesses[runs.indexOf(run)]?.[0] ?? EPSILON;
    const note = inTune(lossPitch(height, { lowest: excess[0], highest: excess[1] }));
    return { lane: run.lane, hertz: () => note, gain: LEVEL.held };
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

  for (const { runs, clock, end } of partsOf(story, 'title')) {
    for (const run of runs.slice(0, 2)) sing(run, clock, clock.onsets[0] ?? 0, end - 12, clock.landings);
    // Each bounce of the one that the question is about: a note that climbs or falls with it.
    const [first] = runs;
    if (first !== undefined) notes(first, clock, thinned(clock.landings, fps));
    ends(runs.slice(0, 2), clock);
  }
  for (const { race, scan, start, end } of partsOf(story, 'surface')) {
    // The height of the start, until something moves.
    const [first] = viewOf(trace, race).runs;
    if (first !== undefined) songs.push({ ...startOf(first), from: start + 6, to: end - 6 });
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
  // A race: the run in focus is heard while it steps.
  for (const { race, clock, stretches, near, start, end } of partsOf(story, 'race')) {
    const { runs } = viewOf(trace, race);
    const heard = new Set(thinned(clock.landings, fps, NOTE.step));
    const focusAt = (frame: number): RaceRun | undefined =>
      runs[stretches.findLast(({ start }) => start <= frame)?.focus ?? 0];
    const until = end - 12;
    /** Between its steps the one in focus is held, softly. */
    const hold = (from: number, to: number): void => {
      const changes = stretches.map(({ start }) => start).filter((start) => start > from && start < to);
      const edges = [from, ...changes, to];
      for (const [i, begin] of edges.slice(0, -1).entries()) {
        const run = focusAt(begin);
        if (run !== undefined) sing(run, clock, begin, (edges[i + 1] ?? to) - 1, [], LEVEL.held);
      }
    };
    let free = start;
    for (const [k, landing] of clock.landings.entries()) {
      if (!heard.has(landing)) continue;
      const from = Math.max(free, clock.moves[k] ?? landing);
      const to = Math.min(landing + Math.round(AFTER * fps), until);
      const lesson = stretches.findLast(({ start: begins }) => begins <= from)?.kind === 'lesson';
      const run = focusAt(from);
      if (from > free) hold(free, from);
      if (run !== undefined && to > from) {
        sing(run, clock, from, to - 1, [landing], lesson ? LEVEL.lesson : LEVEL.run);
        notes(run, clock, [landing]);
      }
      free = Math.max(from, to);
    }
    if (until > free) hold(free, until);
    if (near !== null) s.chime(near.in.end, { gain: LEVEL.chime });
    ends(runs, clock);
    const result = stretches.at(-1);
    const winner = soleLeader(runs, END);
    if (result !== undefined && winner !== undefined)
      s.chime(result.start, { pan: panFor(winner.lane), gain: LEVEL.chime, pitch: ownPitch(winner.lane) });
  }
  // Two rates at once: who leads at each of them, in turn.
  for (const { race, clock, end } of partsOf(story, 'scales')) {
    const landings = thinned(clock.landings, fps);
    for (const [i, landing] of landings.entries()) {
      const runs = runsOf(trace, race, i % 2 === 0 ? 'as is' : 'double');
      const [leader] = standings(runs, playheadAt(clock, landing).done);
      const longest = landing + Math.round(NOTE.most * fps);
      if (leader === undefined) continue;
      sing(leader, clock, landing, Math.min(landings[i + 1] ?? longest, longest));
      notes(leader, clock, [landing], panOf(i % 2, 2, WIDTH));
    }
    const [winner] = standings(runsOf(trace, race), END);
    const over = (landings.at(-1) ?? end) + Math.round(NOTE.most * fps) + 1;
    if (winner !== undefined) sing(winner, clock, over, end - 12, [], LEVEL.held);
    ends(runsOf(trace, race, 'double'), clock);
  }
  // All results: while the races run whoever wins the first is heard, then the winner of each, as it is marked.
  for (const { clocks, cells, start } of partsOf(story, 'compare')) {
    const winners = cells.map(({ race, scale }) => soleWinner(trace, race, scale)?.lane);
    const [clock] = clocks;
    const [first] = standings(runsOf(trace, 0), END);
    const begins = cells[0]?.mark.start ?? start;
    if (clock !== undefined && first !== undefined) {
      sing(first, clock, clock.onsets[0] ?? start, begins - 4, thinned(clock.landings, fps));
    }
    s.ticks(
      cells.map(({ mark }) => mark.start),
      {
        pan: cells.map((_, i) => panOf(i % SCALES.length, SCALES.length, WIDTH)),
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
