import { type CueSheet, lossPitch } from '../../audio/cue-sheet.ts';
import { type Song, scoring } from '../../audio/scoring.ts';
import { clamp } from '../../src/sim/maths.ts';
import { arrivalOf } from '../../src/story/clock.ts';
import { valueAt } from '../../src/story/playhead.ts';
import { partsOf } from '../../src/story/story.ts';
import { changesOf } from './facts.ts';
import { milestonesOf } from './milestones.ts';
import type { FeatureTrace } from './simulation.ts';
import { type FeatureStory, headOf } from './story.ts';
import { lossesOf } from './view.ts';

/** Seconds for which the voice continues after the last epoch, and before the end of a part that it fills. */
const [AFTER_LAST, BREATH] = [0.5, 0.3];
/** Full level for the training; lower for its repetitions, and for what is only held below words. */
const VOICE = { question: 0.45, training: 0.5, class: 0.4, sample: 0.4 } as const;
const HELD = 0.3;
const [CHANGED, CHANGED_GAIN] = [784, 0.16] as const;
/** Level of a class that is learned: it sounds over the voice. */
const LEARNED = 0.18;
/** A pentatonic scale, so that classes sound well together in any order: hertz by class. */
const SCALE = [392, 440, 523.25, 587.33, 659.25, 783.99, 880, 1046.5, 1174.66, 1318.51] as const;
/** Classes are heard where their clusters end up, left to right, within this pan. */
const WIDTH = 0.7;

const scaleOf = (digit: number): number => SCALE[digit % SCALE.length] ?? CHANGED;

/** The pan of each class: where its points are in the end. */
function pansOf(trace: FeatureTrace): readonly number[] {
  const centres = milestonesOf(trace).epochs.at(-1)?.centres ?? [];
  const xs = centres.map((centre) => centre?.[0] ?? 0);
  const widest = Math.max(...xs.map(Math.abs), 1e-9);
  return xs.map((x) => clamp((WIDTH * x) / widest, -WIDTH, WIDTH));
}

/**
 * The sound of the film: one voice that follows the training loss, a tone for each class as it is learned, from where
 * its cluster is, and one for each change of the network's mind.
 */
export function score(trace: FeatureTrace, story: FeatureStory): CueSheet {
  const { values, domain } = lossesOf(trace);
  const [lowest, highest] = domain;
  const s = scoring(story);
  const pans = pansOf(trace);
  const last = trace.predictions.length - 1;
  const hertzIn =
    (part: FeatureStory['parts'][number]) =>
    (frame: number): number =>
      lossPitch(valueAt(values, headOf(trace, part, frame)), { lowest, highest });

  const songs = story.parts.flatMap((part): readonly Song[] => {
    const hertz = hertzIn(part);
    const breath = part.end - Math.round(BREATH * story.fps);
    if (!('clock' in part)) return [{ from: part.start, to: breath, hertz, gain: HELD }];
    const begins = part.clock.onsets[0] ?? part.start;
    const ends = Math.min(arrivalOf(part.clock, last) + Math.round(AFTER_LAST * story.fps), breath);
    return [
      { from: part.start, to: begins, hertz, gain: HELD },
      { from: begins, to: ends, hertz, gain: VOICE[part.kind] },
      { from: ends, to: breath, hertz, gain: HELD },
    ];
  });
  s.voice('training', { timbre: 0 }, songs);

  // An image of each class comes out of the cloud.
  for (const { images } of partsOf(story, 'points')) {
    const present = milestonesOf(trace).sizes.flatMap((size, digit) => (size > 0 ? [digit] : []));
    const length = (images.end - images.start) * 0.55;
    present.forEach((digit, i) => {
      const at = images.start + Math.round((length * i) / Math.max(1, present.length - 1));
      s.ticks([at], { pan: pans[digit] ?? 0, pitch: scaleOf(digit) });
    });
  }
  for (const part of story.parts) {
    if (!('clock' in part)) continue;
    const { kind, clock } = part;
    if (kind === 'training') s.ticks(trace.predictions.slice(1).map((_, k) => arrivalOf(clock, k + 1)));
    if (kind === 'training') {
      milestonesOf(trace).learned.forEach((epoch, digit) => {
        if (epoch !== null && epoch > 0)
          s.chime(arrivalOf(clock, epoch), { pan: pans[digit] ?? 0, pitch: scaleOf(digit), gain: LEARNED });
      });
      // A chime if the training has come to rest, an alarm if it diverges.
      const { status = null } = trace.runs[0] ?? {};
      if (status === 'converged') s.chime(arrivalOf(clock, last), { gain: LEARNED });
      if (status === 'diverged') s.alarm(arrivalOf(clock, last), { gain: 0.14 });
    }
    // A soft tone wherever the prediction for the traced image changes.
    const changes = kind === 'sample' ? changesOf(trace.predictions, trace.facts.traced) : [];
    for (const epoch of changes) s.chime(arrivalOf(clock, epoch), { pitch: CHANGED, gain: CHANGED_GAIN });
  }
  // The end: the classes that were learned, once more, from left to right.
  for (const { start, end } of partsOf(story, 'end')) {
    const learned = milestonesOf(trace).learned.flatMap((epoch, digit) => (epoch === null ? [] : [digit]));
    learned
      .toSorted((a, b) => (pans[a] ?? 0) - (pans[b] ?? 0))
      .forEach((digit, i) => {
        const at = start + Math.round((end - start) * (0.2 + 0.055 * i));
        s.chime(at, { pan: pans[digit] ?? 0, pitch: scaleOf(digit), gain: LEARNED });
      });
  }
  return s.sheet();
}
