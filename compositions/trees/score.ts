import { type CueSheet, lossPitch } from '../../audio/cue-sheet.ts';
import { inTune, type Song, scoring } from '../../audio/scoring.ts';
import type { TreesTrace } from '../../src/sim/trainings/tree-ensembles.ts';
import { arrivalOf, type FrameRange, type StepClock } from '../../src/story/clock.ts';
import { playheadAt, valueAt } from '../../src/story/playhead.ts';
import { partsOf } from '../../src/story/story.ts';
import { candidatesOf } from '../../src/story/trees/commentary.ts';
import { errorOf, runOf, singleError } from '../../src/story/trees/readings.ts';
import type { TreesStory } from './story.ts';

const GAIN = { note: 0.34, voice: 0.34, chime: 0.26, alarm: 0.2 } as const;
/** Seconds of a note; and before the film's end of its last two chords. */
const NOTE = 1.5;
const LAST = { away: 3.6, home: 1.8 } as const;

/**
 * The sound: errors on new points are pitches, the more the higher. What is tried sings its impurity, a cut strikes a note; levels,
 * trees and rounds tick; what errs more without its cure is an alarm, the answer a chime.
 */
export function score(trace: TreesTrace, story: TreesStory): CueSheet {
  const s = scoring(story);
  const seconds = (time: number): number => Math.round(time * story.fps);
  const errors = trace.runs.flatMap(({ losses }) => losses);
  const range = {
    lowest: Math.max(0.5 * Math.min(...errors), 0.01),
    highest: Math.max(0.5, 2 * Math.min(...errors)),
    lowestHertz: 220,
    highestHertz: 880,
  };
  const pitchOf = (error: number): number => inTune(lossPitch(error, range));
  let notes = 0;
  const note = (from: number, hertz: number, timbre = 0, pan = 0): void => {
    notes += 1;
    const to = Math.min(from + seconds(NOTE), story.frames - 1);
    const song: Song = { from, to, hertz: () => hertz, gain: GAIN.note, strikes: [from] };
    s.voice(`note-${notes}`, { timbre, pan }, [song]);
  };
  const arrivals = (clock: StepClock): readonly number[] =>
    clock.onsets.slice(1).map((_, k) => arrivalOf(clock, k + 1));
  /** A voice that sings the errors of a run as they come. */
  const sing = (
    id: string,
    clock: StepClock,
    losses: readonly number[],
    from: number,
    to: number,
    timbre: number,
  ): void =>
    s.voice(id, { timbre }, [
      {
        from,
        to,
        hertz: (frame) => pitchOf(valueAt(losses, playheadAt(clock, frame, losses.length))),
        gain: GAIN.voice,
        settles: true,
      },
    ]);
  /** Ticks along a line that is drawn afterwards. */
  const along = ({ start, end }: FrameRange, losses: readonly number[], pan: number): void => {
    const count = 8;
    const at = Array.from({ length: count }, (_, i) => (i + 0.5) / count);
    s.ticks(
      at.map((share) => Math.round(start + share * (end - start))),
      { pitch: at.map((share) => pitchOf(losses[Math.floor(share * losses.length)] ?? 0.5)), pan },
    );
  };

  for (const { grows, asks } of partsOf(story, 'question')) {
    note(grows.start, pitchOf(errorOf(trace, 'tree')), 0, -0.3);
    note(asks.start, pitchOf(errorOf(trace, 'forest')), 0, 0.3);
    note(asks.end + seconds(0.5), pitchOf(errorOf(trace, 'forest')), 1, 0.3);
  }
  for (const part of partsOf(story, 'grow')) {
    part.tries.forEach(({ start, end }, feature) => {
      const curve = candidatesOf(trace, 0)[feature] ?? [];
      s.voice(`tries-${feature}`, { timbre: feature }, [
        {
          from: start,
          to: end,
          hertz: (frame) => {
            const at = Math.floor(((frame - start) / (end - start)) * (curve.length - 1));
            return inTune(220 + 880 * (curve[at]?.impurity ?? 0.5));
          },
          gain: GAIN.voice,
        },
      ]);
    });
    note(part.cut.start, 330);
    note(part.cut.start + seconds(0.3), 440);
    note(part.cut.end, 550);
    for (const [i, frame] of arrivals(part.clock).entries())
      note(frame, inTune(330 + 55 * i), i % 2, i % 2 ? 0.3 : -0.3);
  }
  for (const part of partsOf(story, 'depth')) {
    const losses = runOf(trace, 'depth').losses.slice(-part.clock.onsets.length);
    const landed = arrivals(part.clock);
    s.ticks(landed, { pitch: landed.map((_, k) => pitchOf(losses[k + 1] ?? 0.5)) });
    sing('depth', part.clock, losses, part.clock.onsets[0] ?? part.start, part.stops.start - seconds(1.2), 0);
    s.alarm((landed.at(-1) ?? part.start) + seconds(0.4), { gain: GAIN.alarm });
    note(part.stops.start, pitchOf(errorOf(trace, 'stopped')));
    s.chime(part.stops.end, { gain: GAIN.chime, pitch: 660 });
  }
  for (const part of partsOf(story, 'forest')) {
    const { losses, series } = runOf(trace, 'forest');
    const draws = Array.from(
      { length: 8 },
      (_, i) => part.draws.start + Math.round((i * (part.draws.end - part.draws.start)) / 8),
    );
    s.ticks(draws, { pitch: draws.map((_, i) => inTune(330 + 110 * (i % 4))) });
    note(part.first.start, pitchOf(losses[0] ?? 0.5));
    sing(
      'vote',
      part.clock,
      losses,
      part.clock.onsets[0] ?? part.start,
      part.outOfBag.start - seconds(0.6),
      0,
    );
    s.ticks(arrivals(part.clock), {
      pitch: arrivals(part.clock).map((_, k) => pitchOf(series.single?.[k + 1] ?? 0.5)),
      pan: 0.3,
    });
    along(part.outOfBag, series.outOfBag ?? [], -0.3);
    note(part.outOfBag.end, pitchOf(series.outOfBag?.at(-1) ?? 0.5), 1);
    along(part.alike, runOf(trace, 'alike').losses, 0.3);
    note(part.alike.end, pitchOf(errorOf(trace, 'alike')), 1);
  }
  for (const part of partsOf(story, 'boost')) {
    const { losses } = runOf(trace, 'boosted');
    note(part.residuals.start, 440);
    note(part.residuals.end, 330, 1);
    sing('boost', part.clock, losses, part.clock.onsets[0] ?? part.start, part.hasty.start - seconds(0.6), 1);
    s.ticks(arrivals(part.clock), {
      pitch: arrivals(part.clock).map((_, k) => pitchOf(losses[k + 1] ?? 0.5)),
    });
    along(part.hasty, runOf(trace, 'hasty').losses, 0.3);
    note(part.hasty.end, pitchOf(errorOf(trace, 'hasty')));
  }
  for (const part of partsOf(story, 'answer')) {
    note(part.appears.end, pitchOf(singleError(trace)));
    note(part.answer.end, pitchOf(errorOf(trace, 'forest')), 1);
    s.chime(part.answer.end + seconds(1), { gain: GAIN.chime, pitch: 880 });
    for (const [i, way] of (['stopped', 'forest', 'boosted'] as const).entries())
      note(part.ways.start + seconds(0.4 * i), pitchOf(errorOf(trace, way)), i % 2);
    s.cadence(story.frames - seconds(LAST.away), story.frames - seconds(LAST.home));
  }
  return s.sheet();
}
