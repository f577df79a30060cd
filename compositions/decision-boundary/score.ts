import { max, min } from 'd3-array';
import { type CueSheet, lossPitch } from '../../audio/cue-sheet.ts';
import { inKey, inTune, scoring } from '../../audio/scoring.ts';
import { arrivalOf, progress } from '../../src/story/clock.ts';
import { playheadAt, valueAt } from '../../src/story/playhead.ts';
import { partsOf } from '../../src/story/story.ts';
import { outputsAlong } from './along-cut.ts';
import { closes, momentOf, shownRungs } from './commentary.ts';
import type { BoundaryTrace } from './simulation.ts';
import type { BoundaryStory } from './story.ts';
import { networkOf, runOf } from './view.ts';

const GAIN = { voice: 0.36, walk: 0.3, chime: 0.26, alarm: 0.2 } as const;
/** Seconds before the end of a part at which its voice falls silent, and those of the last two chords before the film's. */
const BREATH = 0.4;
const LAST = { away: 3.6, home: 1.8 } as const;
/** The notes that units enter on, upwards, in hertz. */
const SCALE = [440, 550, 660, 880] as const;
/** Pitches of the walk: the lowest, and how many octaves up. */
const WALK = { from: 220, octaves: 2 } as const;

/** The sound: training sings its loss and ticks where points come right; units enter on a scale and leave with an alarm. */
export function score(trace: BoundaryTrace, story: BoundaryStory): CueSheet {
  const s = scoring(story);
  const losses = trace.runs.flatMap((run) => run.losses);
  const [lowest, highest] = [Math.max(min(losses) ?? 0, 1e-6), Math.max(max(losses) ?? 1, 1e-5)];
  const range = { lowest, highest: Math.max(highest, 1.5 * lowest), lowestHertz: 165, highestHertz: 990 };
  const breath = Math.round(BREATH * story.fps);

  const trainings = [
    ...partsOf(story, 'question'),
    ...partsOf(story, 'one'),
    ...partsOf(story, 'fewer'),
    ...partsOf(story, 'learn'),
  ];
  for (const part of trainings) {
    const run = runOf(trace, part.run);
    const own = run.losses.slice(part.from);
    const hertz = (frame: number): number =>
      lossPitch(valueAt(own, playheadAt(part.clock, frame, own.length)), range);
    const to = (part.kind === 'fewer' ? (part.walk?.start ?? part.end) : part.end) - breath;
    s.voice(part.id, { timbre: part.kind === 'learn' || part.kind === 'question' ? 0 : 1 }, [
      { from: part.clock.onsets[0] ?? part.start, to, hertz: inKey(hertz), gain: GAIN.voice, settles: true },
    ]);
    const errors = run.series.errors?.slice(part.from) ?? [];
    const better = errors.flatMap((count, k) => (k > 0 && count < (errors[k - 1] ?? 0) ? [k] : []));
    const shown = better.filter((k) => k < part.clock.onsets.length);
    s.ticks(
      shown.map((k) => arrivalOf(part.clock, k)),
      { pitch: shown.map((k) => inTune(1320 - (880 * (errors[k] ?? 0)) / trace.facts.data.length)) },
    );
    const moment = momentOf(trace) - part.from;
    if (
      (part.kind === 'learn' || part.kind === 'question') &&
      closes(trace) &&
      moment < part.clock.onsets.length
    )
      s.chime(arrivalOf(part.clock, moment), { gain: GAIN.chime, pitch: 880 });
    if (part.kind === 'fewer') s.alarm(part.answered.start, { gain: GAIN.alarm });
  }
  for (const { walk, run } of partsOf(story, 'fewer')) {
    if (walk === null) continue;
    const { hidden, points } = runOf(trace, run);
    const outputs = outputsAlong(networkOf(trace, hidden, points.at(-1) ?? []));
    const [low = 0, high = 1] = [min(outputs), max(outputs)];
    const hertz = (frame: number): number => {
      const at = progress(walk, frame) * (outputs.length - 1);
      const share =
        (valueAt(outputs, { step: Math.floor(at), t: at % 1, done: 0, length: 0, waited: 1 }) - low) /
        (high - low || 1);
      return WALK.from * (1 + share * (WALK.octaves * 2 - 1));
    };
    s.voice('walk', { timbre: 2 }, [
      { from: walk.start, to: walk.end, hertz: inKey(hertz), gain: GAIN.walk, settles: true },
    ]);
  }
  for (const { turns } of partsOf(story, 'sum'))
    turns
      .filter(({ unit }) => unit !== null)
      .forEach(({ end }, i, all) => {
        s.chime(end, { gain: GAIN.chime, pitch: SCALE[i + SCALE.length - all.length] ?? 440 });
      });
  for (const { turns } of partsOf(story, 'without'))
    for (const { unit, end } of turns) {
      if (unit === null) s.chime(end, { gain: GAIN.chime, pitch: 880 });
      else s.alarm(end, { gain: GAIN.alarm });
    }
  for (const part of partsOf(story, 'ladder')) {
    const rungs = shownRungs(trace);
    const { length } = rungs;
    const frames = rungs.map(
      (_, i) => part.rungs.start + Math.round(((part.rungs.end - part.rungs.start) * (i + 1)) / (length + 1)),
    );
    s.ticks(frames, { pitch: frames.map((_, i) => SCALE[Math.min(i, SCALE.length - 1)] ?? 440) });
    s.chime(part.answer.start, { gain: GAIN.chime, pitch: 880 });
    const { fps } = story;
    s.cadence(story.frames - Math.round(LAST.away * fps), story.frames - Math.round(LAST.home * fps));
  }
  return s.sheet();
}
