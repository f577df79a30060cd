import { type CueSheet, lossPitch } from '../../audio/cue-sheet.ts';
import { panOf, type Song, scoring } from '../../audio/scoring.ts';
import { excessLoss } from '../../src/sim/excess-loss.ts';
import { SEARCH, shareOf } from '../../src/sim/tuning.ts';
import { arrivalOf, type StepClock } from '../../src/story/clock.ts';
import { playheadAt, valueAt } from '../../src/story/playhead.ts';
import { partsOf } from '../../src/story/story.ts';
import { type RaceRun, type RaceTrace, runsOf, SCALES } from './simulation.ts';
import { standings } from './standings.ts';
import type { RaceStory } from './story.ts';
import { EPSILON, viewOf } from './view.ts';

/** Levels of the one run that is heard, and of the ground below all. */
const LEVEL = { run: 0.6, ground: 0.22, chime: 0.2, alarm: 0.3, chord: 0.2 } as const;
/** Stereo width of the lanes, and of the three rates. */
const WIDTH = 0.6;
/** Seconds for which a run is heard after its step has landed, and the shortest and longest note. */
const AFTER = 0.35;
const NOTE = { least: 1 / 6, most: 0.45 } as const;
/** Hertz of the ground: A2 with its fifth, and what they go to in the end. */
const GROUND = [110, 165] as const;
/** Seconds of the last chord. */
const LAST = 2.4;
const CHORD = [220, 277.2, 330] as const;

/**
 * The sound of the races: one run at a time is heard, the one in focus, its pitch following its loss while it steps;
 * with three rates at once, their leaders take turns, from left to right. A soft fifth lies below.
 */
export function score(trace: RaceTrace, story: RaceStory): CueSheet {
  const s = scoring(story);
  const { fps, frames } = story;
  const lanes = [...new Set(trace.runs.map(({ lane }) => lane))].sort((a, b) => a - b);
  const panFor = (lane: number): number => panOf(lanes.indexOf(lane), lanes.length, WIDTH);

  /** Pitch of a run's loss as drawn: interpolated linearly between states. */
  const hertzOf = (run: RaceRun, clock: StepClock) => (frame: number) => {
    const { excess, surface } = viewOf(trace, run.race);
    const loss = valueAt(run.losses, playheadAt(clock, frame, run.losses.length));
    return lossPitch(excessLoss(loss, surface.leastLoss, EPSILON), { lowest: excess[0], highest: excess[1] });
  };
  const songs: (Song & { readonly lane: number })[] = [];
  const sing = (run: RaceRun, clock: StepClock, from: number, until: number): void => {
    const to = Math.min(until, run.outSince === null ? frames : arrivalOf(clock, run.outSince));
    songs.push({ lane: run.lane, from, to, hertz: hertzOf(run, clock), gain: LEVEL.run });
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
  /** Frames no closer than notes can be told apart. */
  const spaced = (all: readonly number[]): readonly number[] => {
    let free = 0;
    return all.filter((frame) => {
      if (frame < free) return false;
      free = frame + NOTE.least * fps;
      return true;
    });
  };

  for (const { runs, clock, end } of partsOf(story, 'title')) {
    for (const run of runs.slice(0, 2)) sing(run, clock, clock.onsets[0] ?? 0, end - 12);
  }
  for (const { race, scan } of partsOf(story, 'surface')) {
    if (scan === null) continue;
    const span = scan.end - scan.start;
    const quarters = Array.from({ length: Math.floor((4 * span) / fps) }, (_, i) =>
      Math.round((i * fps) / 4),
    );
    s.ticks(
      quarters.map((frame) => scan.start + frame),
      { pitch: 880 },
    );
    // A chime for every best rate, when the scan passes it.
    const { runs, searches } = viewOf(trace, race);
    for (const [i, { lane }] of runs.entries()) {
      const rate = searches?.[i]?.best.learningRate ?? SEARCH.lowest;
      s.chime(scan.start + Math.round(span * shareOf(rate)), { pan: panFor(lane), gain: LEVEL.chime });
    }
  }
  // The first race: the run in focus is heard while it steps.
  for (const { race, clock, stretches, near } of partsOf(story, 'race')) {
    const { runs } = viewOf(trace, race);
    let free = 0;
    for (const [k, landing] of clock.landings.entries()) {
      const from = Math.max(free, clock.moves[k] ?? landing);
      const to = Math.min(landing + Math.round(AFTER * fps), clock.moves[k + 1] ?? frames);
      const run = runs[stretches.findLast(({ start }) => start <= from)?.focus ?? 0];
      if (run !== undefined) sing(run, clock, from, to);
      free = Math.max(from, to);
    }
    s.ticks(spaced(clock.landings));
    if (near !== null) s.chime(near.in.end, { gain: LEVEL.chime });
    ends(runs, clock);
  }
  // Three rates at once: who leads at each of them, in turn.
  for (const { race, clock } of partsOf(story, 'scales')) {
    const landings = spaced(clock.landings);
    for (const [i, landing] of landings.entries()) {
      const runs = runsOf(trace, race, SCALES[i % SCALES.length]);
      const [leader] = standings(runs, playheadAt(clock, landing).done);
      const longest = landing + Math.round(NOTE.most * fps);
      if (leader !== undefined) sing(leader, clock, landing, Math.min(landings[i + 1] ?? longest, longest));
    }
    s.ticks(landings, { pan: landings.map((_, i) => panOf(i % SCALES.length, SCALES.length, WIDTH)) });
    ends(runsOf(trace, race, 'double'), clock);
  }
  for (const lane of lanes) {
    const own = songs.filter((song) => song.lane === lane).sort((a, b) => a.from - b.from);
    s.voice(`lane-${lane + 1}`, { timbre: lane, pan: panFor(lane) }, own);
  }
  const last = frames - Math.round(LAST * fps);
  for (const [i, hertz] of GROUND.entries()) {
    s.voice(`ground-${i + 1}`, { timbre: 7, pan: i === 0 ? -0.2 : 0.2 }, [
      { from: 0, to: frames - 1, hertz: () => hertz, gain: LEVEL.ground },
    ]);
  }
  for (const [i, hertz] of CHORD.entries()) {
    s.voice(`chord-${i + 1}`, { timbre: 0, pan: panOf(i, CHORD.length, WIDTH) }, [
      { from: last, to: frames - 1, hertz: () => hertz, gain: LEVEL.chord, strikes: [last] },
    ]);
  }
  return s.sheet();
}
