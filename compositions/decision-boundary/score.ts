import { max, min } from 'd3-array';
import { type CueSheet, lossPitch } from '../../audio/cue-sheet.ts';
import { inKey, inTune, scoring } from '../../audio/scoring.ts';
import type { BoundaryTrace } from '../../src/sim/trainings/width-ladder.ts';
import { additions, closes, momentOf, stationsOf } from '../../src/story/boundary/commentary.ts';
import { runOf } from '../../src/story/boundary/networks.ts';
import { arrivalOf, type StepClock } from '../../src/story/clock.ts';
import { playheadAt, valueAt } from '../../src/story/playhead.ts';
import { partsOf } from '../../src/story/story.ts';
import type { BoundaryStory } from './story.ts';

const GAIN = { voice: 0.36, note: 0.3, chime: 0.26, alarm: 0.2 } as const;
/** Seconds before the end of a part at which its voice falls silent, of a note, and those of the last two chords before the film's. */
const [BREATH, NOTE] = [0.4, 1.6] as const;
const LAST = { away: 3.6, home: 1.8 } as const;
/** What the moment and each step of an addition sound to, upwards, in hertz; and what a square does. */
const SCALE = [330, 440, 550, 660] as const;
const BELOW = 220;

/** The sound: training sings its loss and ticks where points come right; what closes, adds up and answers strikes notes of one chord. */
export function score(trace: BoundaryTrace, story: BoundaryStory): CueSheet {
  const s = scoring(story);
  const { fps } = story;
  const losses = trace.runs.flatMap((run) => run.losses);
  const [lowest, highest] = [Math.max(min(losses) ?? 0, 1e-6), Math.max(max(losses) ?? 1, 1e-5)];
  const range = { lowest, highest: Math.max(highest, 1.5 * lowest), lowestHertz: 220, highestHertz: 660 };
  const seconds = (time: number): number => Math.round(time * fps);
  let notes = 0;
  /** A note that is struck and dies away. */
  const note = (from: number, hertz: number, timbre = 0): void => {
    notes += 1;
    const to = Math.min(from + seconds(NOTE), story.frames - 1);
    s.voice(`note-${notes}`, { timbre }, [
      { from, to, hertz: () => hertz, gain: GAIN.note, strikes: [from] },
    ]);
  };
  const sings = (
    part: { readonly id: string; readonly clock: StepClock; readonly end: number },
    id: string,
    to = part.end,
  ) => {
    const run = runOf(trace, id);
    const hertz = (frame: number): number =>
      lossPitch(valueAt(run.losses, playheadAt(part.clock, frame, run.losses.length)), range);
    s.voice(part.id, { timbre: part.id === 'fewer' ? 1 : 0 }, [
      {
        from: part.clock.onsets[0] ?? 0,
        to: to - seconds(BREATH),
        hertz: inKey(hertz),
        gain: GAIN.voice,
        settles: true,
      },
    ]);
    const { errors = [] } = run.series;
    const better = errors.flatMap((count, k) => (k > 0 && count < (errors[k - 1] ?? 0) ? [k] : []));
    const shown = better.filter((k) => k < part.clock.onsets.length);
    s.ticks(
      shown.map((k) => arrivalOf(part.clock, k)),
      { pitch: shown.map((k) => inTune(880 - (440 * (errors[k] ?? 0)) / trace.facts.data.length)) },
    );
  };
  for (const part of partsOf(story, 'question')) sings(part, trace.runs.at(-1)?.id ?? 'main');
  for (const { cut, judged } of partsOf(story, 'one')) {
    note(cut.start, SCALE[0]);
    note(Math.round((cut.start + judged.start) / 2), SCALE[1]);
    s.alarm(judged.start, { gain: GAIN.alarm });
  }
  for (const part of partsOf(story, 'fewer')) {
    sings(part, part.run, part.answered.start);
    s.alarm(part.answered.start, { gain: GAIN.alarm });
    if (part.walking === null) continue;
    const { walk, loop } = part.walking;
    for (let i = 0; i < 4; i += 1)
      note(walk.start + Math.round(((walk.end - walk.start) * i) / 4), SCALE[i] ?? BELOW, 1);
    note(loop.start, BELOW, 1);
    note(loop.end, SCALE[0], 1);
  }
  for (const part of partsOf(story, 'learn')) {
    sings(part, part.run);
    if (closes(trace) && part.joins !== null)
      SCALE.forEach((hertz, i) => {
        note(arrivalOf(part.clock, momentOf(trace)) + seconds(0.18 * i), hertz);
      });
  }
  for (const { moves, turns } of partsOf(story, 'sum')) {
    stationsOf(trace).forEach(({ label }, i) => {
      const move = moves[i];
      if (move !== undefined) note(move.end, label === 1 ? SCALE[3] : BELOW);
      if (move !== undefined && label === 1) note(move.end + seconds(0.5), SCALE[1]);
    });
    const all = additions(trace).length;
    turns.slice(1).forEach(({ start, end }, i) => {
      note(start, SCALE[i] ?? BELOW);
      note(end, SCALE[Math.min(SCALE.length - 1, i + 4 - all)] ?? BELOW);
    });
  }
  for (const part of partsOf(story, 'ladder')) {
    const { starts } = trace.params;
    const frames = Array.from({ length: starts }, (_, k) =>
      Math.round(part.drawn.start + ((part.drawn.end - part.drawn.start) * (k + 0.5)) / starts),
    );
    s.ticks(frames, { pitch: frames.map((_, i) => SCALE[i % SCALE.length] ?? 440) });
    for (const hertz of SCALE) note(part.answer.start, hertz);
    s.cadence(story.frames - seconds(LAST.away), story.frames - seconds(LAST.home));
  }
  return s.sheet();
}
