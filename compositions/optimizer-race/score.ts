import { type CueSheet, lossPitch } from '../../audio/cue-sheet.ts';
import { inKey, inTune, panOf, type Song, scoring } from '../../audio/scoring.ts';
import { thinned } from '../../audio/spacing.ts';
import { EPSILON, viewOf } from '../../src/scene/race/race-view.ts';
import { lerp, power } from '../../src/sim/maths.ts';
import { shareOf } from '../../src/sim/tuning.ts';
import { arrivalOf, type StepClock } from '../../src/story/clock.ts';
import { playheadAt, valueAt } from '../../src/story/playhead.ts';
import { soleWinner } from '../../src/story/race/contenders.ts';
import { type RaceRun, runsOf, SCALES } from '../../src/story/race/races.ts';
import { END, soleLeader, standings } from '../../src/story/standings.ts';
import { partsOf } from '../../src/story/story.ts';
import type { RaceTrace } from './simulation.ts';
import type { RaceStory } from './story.ts';

/** Levels of the one run that is heard: as it steps, held, and while it is told why it ended so; and of events. */
const LEVEL = { run: 0.27, held: 0.34, told: 0.16, chime: 0.11, alarm: 0.11 } as const;
/** Stereo width of the lanes, and of the three rates. */
const WIDTH = 0.6;
/** Seconds for which a run is heard after its step has landed, and between two steps that are heard. */
const AFTER = 0.35;
const NOTE = 0.3;
/** Hertz of the lowest note of a search, and how many times as high its last one is. */
const SCAN = { lowest: 330, times: 2.5 } as const;
/** The notes of a way down, in hertz. */
const FALL = [880, 770, 660, 550, 495, 440, 330] as const;
/** The note that a lane has for its name, with which it is introduced, takes the lead and wins: a chord that builds up. */
const NAMES = [660, 825, 990, 1100, 1320, 1485, 1650] as const;
/** What follows the name of a winner, and of the last: times its note, rising to it, or falling far below. */
const CALLS = { first: [0.5, 0.625, 0.75, 1], last: [0.5, 0.375, 0.25] } as const;
const CALL_APART = 0.18;
/** Seconds from the winner's call to the other. */
const THEN = 1.1;
/** Seconds from the winner's call until the run is heard that is then told of, and between its beats. */
const TOLD = { from: 2.2, beat: 1.2 } as const;
/** Seconds before the end at which the last two chords begin, and of the note of a race that nobody wins. */
const LAST = { away: 3.6, home: 2.2 } as const;
const NOBODY = 220;
/** Seconds from note to note of the winners' tune, when it comes again. */
const TUNE = 0.45;

/**
 * The sound of the races, a melody in one key. Each optimizer has a note for its name. In a race whoever leads is heard, its
 * notes falling with its lowest loss, so that an overtaking is another voice, with its name; the winner's call rises, that
 * of the last falls. A search climbs with the rates, a name for each one it finds; of all results the winners' names are a tune.
 */
export function score(trace: RaceTrace, story: RaceStory): CueSheet {
  const s = scoring(story);
  const { fps, frames } = story;
  const lanes = [...new Set(trace.runs.map(({ lane }) => lane))].sort((a, b) => a - b);
  const panFor = (lane: number): number => panOf(lanes.indexOf(lane), lanes.length, WIDTH);
  const nameOf = (lane: number): number => inTune(NAMES[lanes.indexOf(lane) % NAMES.length] ?? NAMES[0]);

  /** Pitch of a run's lowest loss so far, as drawn. */
  const hertzOf = (run: RaceRun, clock: StepClock) => (frame: number) => {
    const { excess, excesses, runs } = viewOf(trace, run.race);
    const own = excesses[runs.indexOf(run)] ?? [];
    const height = valueAt(own, playheadAt(clock, frame, own.length));
    return lossPitch(Math.max(height, EPSILON), { lowest: excess[0], highest: excess[1] });
  };
  const songs: (Song & { readonly lane: number })[] = [];
  const sing = (
    run: RaceRun,
    clock: StepClock,
    [from, until]: readonly [number, number],
    strikes: readonly number[] = [],
    gain: number = strikes.length > 0 ? LEVEL.run : LEVEL.held,
  ): void => {
    const to = Math.min(until, run.outSince === null ? frames : arrivalOf(clock, run.outSince));
    if (to > from) songs.push({ lane: run.lane, from, to, hertz: inKey(hertzOf(run, clock)), gain, strikes });
  };
  const name = ({ lane }: RaceRun, frame: number): void =>
    s.chime(frame, { pan: panFor(lane), gain: LEVEL.chime, pitch: nameOf(lane) });
  /** A run's landings as notes. */
  const notes = (run: RaceRun, clock: StepClock, landings: readonly number[], pan = panFor(run.lane)): void =>
    s.ticks(landings, { pan, pitch: landings.map((frame) => inTune(hertzOf(run, clock)(frame))) });
  /** The call of who is first, or last. */
  const call = ({ lane }: RaceRun, frame: number, which: keyof typeof CALLS, pan = panFor(lane)): void =>
    s.ticks(
      CALLS[which].map((_, i) => frame + Math.round(i * CALL_APART * fps)),
      { pan, pitch: CALLS[which].map((times) => inTune(times * nameOf(lane))) },
    );
  /** What is held from one frame to another, struck at those that are heard, by whoever `at` says. */
  const melody = (
    clock: StepClock,
    [start, end]: readonly [number, number],
    at: (frame: number) => RaceRun | undefined,
  ): void => {
    const heard = thinned(clock.landings, fps, NOTE).filter((frame) => frame < end);
    const changes = [start, ...heard.flatMap((frame) => [frame, frame + Math.round(AFTER * fps)]), end];
    const edges = changes.filter(
      (frame, i) =>
        frame <= end && frame > (changes[i - 1] ?? -1) && !changes.slice(0, i).some((b) => b >= frame),
    );
    for (const [i, from] of edges.slice(0, -1).entries()) {
      const run = at(from);
      if (run === undefined) continue;
      const struck = heard.includes(from);
      sing(run, clock, [from, edges[i + 1] ?? end], struck ? [from] : []);
      if (struck) notes(run, clock, [from]);
    }
  };

  for (const { shown, placed, end } of partsOf(story, 'title')) {
    const [one] = shown;
    const runs = shown.flatMap(({ race, hero }) => hero ?? soleLeader(runsOf(trace, race), END) ?? []);
    // Two races at once: their notes take turns, from left and right.
    for (const [i, run] of runs.entries()) {
      const clock = shown[i]?.clock ?? one?.clock;
      if (clock === undefined) continue;
      const own = thinned(clock.landings, fps, NOTE).map((frame) => frame + 5 * i);
      notes(run, clock, own, panOf(i, runs.length, WIDTH));
      if (i === 0) sing(run, clock, [clock.onsets[0] ?? 0, end - 12]);
      const first = shown[i]?.hero === undefined || shown[i]?.hero === null || shown[i]?.first === true;
      call(
        run,
        placed.start + i * Math.round(0.8 * fps),
        first ? 'first' : 'last',
        panOf(i, runs.length, WIDTH),
      );
    }
  }
  for (const { race, scan, floor } of partsOf(story, 'surface')) {
    const { runs, searches } = viewOf(trace, race);
    // Down from the start to the lowest point.
    const way = FALL.map((_, i) => Math.round(lerp(floor.start, floor.end, i / (FALL.length - 1))));
    s.ticks(way, { pitch: FALL.map((hertz) => inTune(hertz)) });
    if (scan === null) continue;
    const span = scan.end - scan.start;
    const quarters = Array.from({ length: Math.floor((4 * span) / fps) }, (_, i) =>
      Math.round((i * fps) / 4),
    );
    s.ticks(
      quarters.map((frame) => scan.start + frame),
      { pitch: quarters.map((frame) => inTune(SCAN.lowest * power(SCAN.times, frame / span))) },
    );
    // A name for every best rate, when the scan passes it.
    for (const [i, run] of runs.entries()) {
      const rate = searches?.[i]?.best.learningRate;
      if (rate !== undefined) name(run, scan.start + Math.round(span * shareOf(rate)));
    }
  }
  for (const { race, focus, clock, start, end } of partsOf(story, 'lesson')) {
    const run = viewOf(trace, race).runs[focus];
    if (run === undefined) continue;
    name(run, start + 3);
    melody(clock, [start, end - 4], () => run);
  }
  // A race: whoever leads is heard.
  for (const { race, clock, stretches, start, end } of partsOf(story, 'race')) {
    const { runs } = viewOf(trace, race);
    const leader = (frame: number): RaceRun | undefined => standings(runs, playheadAt(clock, frame).done)[0];
    const result = stretches.find(({ kind }) => kind === 'result')?.start ?? end;
    melody(clock, [start, Math.min(end - 12, result + fps)], leader);
    for (const [k, landing] of clock.landings.entries()) {
      const [now, before] = [soleLeader(runs, k + 1), standings(runs, k)[0]];
      if (k > 0 && now !== undefined && now !== before) name(now, landing);
    }
    const gone = new Set(runs.flatMap(({ outSince }) => (outSince === null ? [] : [outSince])));
    for (const state of gone) {
      const { lane = 0 } = runs.find(({ outSince }) => outSince === state) ?? {};
      s.alarm(arrivalOf(clock, state), { pan: panFor(lane), gain: LEVEL.alarm });
    }
    const [winner, last] = [soleLeader(runs, END), standings(runs, END).at(-1)];
    if (winner === undefined) continue;
    call(winner, result, 'first');
    name(winner, result + Math.round(CALLS.first.length * CALL_APART * fps));
    if (last !== undefined && last !== winner) call(last, result + Math.round(THEN * fps), 'last');
    // Whoever is told of is heard where it ended: the winner low, who lags behind high.
    const told = result + Math.round(TOLD.from * fps);
    for (const stretch of stretches.filter(({ kind }) => kind === 'result')) {
      const [from, until] = [Math.max(told, stretch.start), stretch.end - 12];
      const beats = Math.floor((until - from) / (TOLD.beat * fps));
      const strikes = Array.from({ length: beats }, (_, i) => from + Math.round(i * TOLD.beat * fps));
      const run = runs[stretch.focus];
      if (run !== undefined) sing(run, clock, [from, until], strikes, LEVEL.told);
    }
  }
  // All results: while the races run whoever wins the first is heard, then the winner of each, as it is marked.
  for (const { clocks, cells, start, end } of partsOf(story, 'compare')) {
    const winners = cells.map(({ race, scale }) => soleWinner(trace, race, scale)?.lane);
    const [clock] = clocks;
    const [first] = standings(runsOf(trace, 0), END);
    const begins = cells[0]?.mark.start ?? start;
    if (clock !== undefined && first !== undefined) {
      sing(first, clock, [clock.onsets[0] ?? start, begins - 4], thinned(clock.landings, fps));
    }
    s.ticks(
      cells.map(({ mark }) => mark.start),
      {
        pan: cells.map((_, i) => panOf(i % SCALES.length, SCALES.length, WIDTH)),
        pitch: winners.map((lane) => (lane === undefined ? NOBODY : nameOf(lane))),
      },
    );
    // Their tune again, lower, under what is said of them until the last chords.
    const after = (cells.at(-1)?.mark.end ?? end) + Math.round(0.6 * fps);
    const again = Array.from(
      { length: Math.floor((end - LAST.away * fps - after) / (TUNE * fps)) },
      (_, i) => i,
    );
    s.ticks(
      again.map((i) => after + Math.round(i * TUNE * fps)),
      { pitch: again.map((i) => inTune(nameOf(winners[i % winners.length] ?? 0) / 2)) },
    );
  }
  for (const lane of lanes) {
    const own = songs.filter((song) => song.lane === lane).sort((a, b) => a.from - b.from);
    s.voice(`lane-${lane + 1}`, { timbre: lane, pan: panFor(lane) }, own);
  }
  s.cadence(frames - Math.round(LAST.away * fps), frames - Math.round(LAST.home * fps));
  return s.sheet();
}
