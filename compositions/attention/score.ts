import { type CueSheet, lossPitch } from '../../audio/cue-sheet.ts';
import { inKey, inTune, scoring } from '../../audio/scoring.ts';
import { subjectsOf } from '../../src/story/attention/readings.ts';
import { arrivalOf } from '../../src/story/clock.ts';
import { playheadAt, valueAt } from '../../src/story/playhead.ts';
import { partsOf } from '../../src/story/story.ts';
import type { FilmTrace } from './simulation.ts';
import type { AttentionStory } from './story.ts';

const GAIN = { voice: 0.17, note: 0.34, alarm: 0.22 } as const;
/** Seconds of a note, before the end of a part at which its voice falls silent, and of the last two chords before the film's end. */
const [NOTE, BREATH] = [1.6, 0.4] as const;
const LAST = { away: 3.4, home: 1.7 } as const;
/** Hertz of a share: all of it the highest. */
const [NONE, ALL] = [220, 660] as const;
const CHORD = [330, 440, 550] as const;

/** The sound: a weight is the higher the more it is, training sings its loss and ticks where answers come right, what is lost falls. */
export function score(trace: FilmTrace, story: AttentionStory): CueSheet {
  const s = scoring(story);
  const seconds = (time: number): number => Math.round(time * story.fps);
  const { run, accuracy, focus, pillar, roles } = subjectsOf(trace);
  const pitchOf = (share: number): number => inTune(NONE + (ALL - NONE) * share);
  let notes = 0;
  /** A note that is struck and dies away. */
  const note = (from: number, hertz: number): void => {
    notes += 1;
    s.voice(`note-${notes}`, { timbre: 0 }, [
      {
        from,
        to: Math.min(from + seconds(NOTE), story.frames - 1),
        hertz: () => hertz,
        gain: GAIN.note,
        strikes: [from],
      },
    ]);
  };
  for (const { grown, asks } of partsOf(story, 'question')) {
    note(grown.start, NONE);
    note(grown.end, pitchOf(focus.course.at(-1)?.[roles.source] ?? 0));
    note(asks.end, 275);
  }
  for (const { home, three } of partsOf(story, 'vectors'))
    [home.end, three.start, three.start + seconds(0.3), three.start + seconds(0.6)].forEach((frame, i) => {
      note(frame, [330, ...CHORD][i] ?? 330);
    });
  // A token's score is struck from left to right; what the mask hides falls silent.
  for (const { row, whole, mask, letters, empty, soft } of partsOf(story, 'scores')) {
    const weights = trace.facts.work.weights[roles.query] ?? [];
    const frames = weights.map((_, k) =>
      Math.round(row.start + ((row.end - row.start) * (k + 0.5)) / weights.length),
    );
    s.ticks(frames, { pitch: weights.map((weight) => pitchOf(weight)) });
    note(mask.start, NONE);
    note(whole.end, 330);
    note(letters.start, 275);
    note(empty.start, 247.5);
    note(empty.start + seconds(NOTE), 275);
    for (const [i, hertz] of CHORD.entries()) note(soft.start + seconds(0.2 * i), hertz);
  }
  for (const part of partsOf(story, 'learn')) {
    note(part.back.start, NONE);
    note(part.back.end, pitchOf(focus.course[0]?.[roles.source] ?? 0));
    const least = Math.max(Math.min(...run.losses), 1e-6);
    const range = {
      lowest: least,
      highest: Math.max(...run.losses, 1.5 * least),
      lowestHertz: NONE,
      highestHertz: ALL,
    };
    s.voice('loss', { timbre: 1 }, [
      {
        from: part.clock.onsets[0] ?? part.start,
        to: part.end - seconds(BREATH),
        hertz: inKey((frame) => lossPitch(valueAt(run.losses, playheadAt(part.clock, frame)), range)),
        gain: GAIN.voice,
        settles: true,
      },
    ]);
    const better = accuracy.flatMap((share, k) => (k > 0 && share > (accuracy[k - 1] ?? 0) ? [k] : []));
    s.ticks(
      better.map((k) => arrivalOf(part.clock, k)),
      { pitch: better.map((k) => pitchOf(accuracy[k] ?? 0)) },
    );
  }
  for (const { bars } of partsOf(story, 'heads')) {
    const { heads } = trace.facts;
    s.ticks(
      heads.map((_, i) => Math.round(bars.start + ((bars.end - bars.start) * (i + 0.5)) / heads.length)),
      { pitch: heads.map(({ looks }) => pitchOf(looks.at(-1) ?? 0)) },
    );
    note(bars.end, pitchOf(focus.looks.at(-1) ?? 0));
  }
  for (const { dealt, told } of partsOf(story, 'places')) {
    const { places, accuracy: left } = trace.facts.shuffled;
    s.ticks(
      places.map((_, i) => Math.round(dealt.start + ((dealt.end - dealt.start) * (i + 1)) / places.length)),
      { pitch: places.map((place) => pitchOf((place + 1) / places.length)) },
    );
    note(dealt.end, pitchOf(left));
    if (told !== null) note(told.end, pitchOf(left));
  }
  for (const { gone, others, proof } of partsOf(story, 'remove')) {
    note(gone.start, NONE);
    note(gone.end, pitchOf(focus.without.accuracy));
    note(others.end, pitchOf(pillar.without.accuracy));
    if (pillar !== focus) s.alarm(others.end, { gain: GAIN.alarm });
    note(proof.start, 330);
    s.cadence(story.frames - seconds(LAST.away), story.frames - seconds(LAST.home));
  }
  return s.sheet();
}
