import { maxIndex } from 'd3-array';
import { type CueSheet, lossPitch } from '../../audio/cue-sheet.ts';
import { evenly, type Song, scoring } from '../../audio/scoring.ts';
import { classMilestones } from '../../src/sim/class-milestones.ts';
import { changesOf } from '../../src/sim/classification.ts';
import { clamp } from '../../src/sim/maths.ts';
import { arrivalOf } from '../../src/story/clock.ts';
import { valueAt } from '../../src/story/playhead.ts';
import type { FeatureTrace } from './simulation.ts';
import { type FeatureStory, headOf } from './story.ts';
import { lossesOf } from './view.ts';

/** Seconds for which the voice continues after the last epoch, and before the end of a part that it fills. */
const [AFTER_LAST, BREATH] = [0.5, 0.3];
/** Full level for the training; lower for its repetitions, and for what is only held below words. */
const VOICE = { question: 0.45, training: 0.5, class: 0.4, sample: 0.4 } as const;
const HELD = 0.3;
/** Level of a change of the network's mind, of a class that is learned, and of its voice from then on. */
const [CHANGED, LEARNED, CHOIR] = [0.16, 0.18, 0.2] as const;
/** A pentatonic scale, so that classes sound well together in any order: hertz by class. */
const SCALE = [392, 440, 523.25, 587.33, 659.25, 783.99, 880, 1046.5, 1174.66, 1318.51] as const;
/** Classes are heard where their clusters end up, left to right, within this pan. */
const WIDTH = 0.7;

const scaleOf = (digit: number): number => SCALE[digit % SCALE.length] ?? SCALE[0];

/** The pan of each class: where its points are in the end. */
function pansOf(trace: FeatureTrace): readonly number[] {
  const centres = classMilestones(trace).epochs.at(-1)?.centres ?? [];
  const xs = centres.map((centre) => centre?.[0] ?? 0);
  const widest = Math.max(...xs.map(Math.abs), 1e-9);
  return xs.map((x) => clamp((WIDTH * x) / widest, -WIDTH, WIDTH));
}

/**
 * The sound of the film. One voice follows the training loss. Each class has a note of its own, heard from where its
 * cluster ends up: struck when the class is learned and held from then on, so that one cloud becoming clusters is one
 * tone becoming a wide chord. The class that is looked at sings alone; the image whose class the network cannot settle
 * on is a melody of the notes of its answers.
 */
export function score(trace: FeatureTrace, story: FeatureStory): CueSheet {
  const { values, domain } = lossesOf(trace);
  const [lowest, highest] = domain;
  const s = scoring(story);
  const pans = pansOf(trace);
  const { learned, sizes, epochs } = classMilestones(trace);
  const last = trace.predictions.length - 1;
  const frames = (seconds: number): number => Math.round(seconds * story.fps);
  const place = (digit: number) => ({ pan: pans[digit] ?? 0, pitch: scaleOf(digit) });

  const songs = story.parts.flatMap((part): readonly Song[] => {
    if (!('rewind' in part)) return [];
    const hertz = (frame: number): number =>
      lossPitch(valueAt(values, headOf(trace, part, frame)), { lowest, highest });
    const breath = part.end - frames(BREATH);
    if (!('clock' in part)) return [{ from: part.start, to: breath, hertz, gain: HELD }];
    const begins = part.clock.onsets[0] ?? part.start;
    const ends = Math.min(arrivalOf(part.clock, last) + frames(AFTER_LAST), breath);
    return [
      { from: part.start, to: begins, hertz, gain: HELD },
      { from: begins, to: ends, hertz, gain: VOICE[part.kind] },
      { from: ends, to: breath, hertz, gain: HELD },
    ];
  });
  s.voice('training', { timbre: 0 }, songs);

  // From when on the class sings in a part, if it does.
  const sings = (part: FeatureStory['parts'][number], digit: number): number | null => {
    const epoch = learned[digit] ?? null;
    if (part.kind === 'class') return digit === trace.facts.hardest.class ? part.start : null;
    if (epoch === null) return null;
    if (part.kind === 'question' || part.kind === 'training') return arrivalOf(part.clock, epoch);
    return part.kind === 'turn' || part.kind === 'end' ? part.start : null;
  };
  sizes.forEach((size, digit) => {
    if (size === 0) return;
    const { pan, pitch } = place(digit);
    const own = story.parts.flatMap((part): readonly Song[] => {
      const from = sings(part, digit);
      return from === null ? [] : [{ from, to: part.end - frames(BREATH), hertz: () => pitch, gain: CHOIR }];
    });
    s.voice(`class-${digit}`, { timbre: 1, pan }, own);
  });

  for (const part of story.parts) {
    if (part.kind === 'points') {
      // An image of each class comes out of the cloud.
      const present = sizes.flatMap((size, digit) => (size > 0 ? [digit] : []));
      const { start, end } = part.images;
      evenly(start, start + 0.55 * (end - start), present.length).forEach((at, i) => {
        s.ticks([at], place(present[i] ?? 0));
      });
    }
    if (part.kind === 'network') {
      // The image passes from layer to layer, and becomes a point.
      const layers = trace.params.network.hidden.length + 1;
      evenly(part.pulse.start, part.pulse.end, layers).forEach((at, i) => {
        s.ticks([at], { pan: WIDTH * (i / layers - 0.5), pitch: scaleOf(i) });
      });
      s.chime(part.point.end, { ...place(trace.labels[trace.facts.traced] ?? 0), gain: LEARNED });
    }
    if (part.kind === 'training') {
      const { clock } = part;
      // Each epoch ticks the note of the class that it has taught most images of: a melody of what is learned.
      for (let epoch = 1; epoch <= last; epoch += 1) {
        const { right: now = [] } = epochs[epoch] ?? {};
        const taught = maxIndex(now, (count, digit) => count - (epochs[epoch - 1]?.right[digit] ?? 0));
        s.ticks([arrivalOf(clock, epoch)], place(taught));
      }
      learned.forEach((epoch, digit) => {
        if (epoch !== null && epoch > 0) s.chime(arrivalOf(clock, epoch), { ...place(digit), gain: LEARNED });
      });
      // A chime if the training has come to rest, an alarm if it diverges.
      const { status = null } = trace.runs[0] ?? {};
      if (status === 'converged') s.chime(arrivalOf(clock, last), { gain: LEARNED });
      if (status === 'diverged') s.alarm(arrivalOf(clock, last), { gain: 0.14 });
    }
    if (part.kind === 'turn') s.chime(part.settle.end, { gain: CHANGED, pitch: SCALE[0] });
    if (part.kind === 'class') {
      // Images that went astray come out of their points, each with the note of what it is taken for.
      const { start, end } = part.strays;
      evenly(start, end, trace.strays.length).forEach((at, i) => {
        s.ticks([at], place(trace.strays[i]?.guess ?? 0));
      });
    }
    if (part.kind === 'sample') {
      // The answers for the traced image: each change is the note of the class that it changes to.
      for (const epoch of changesOf(trace.predictions, trace.facts.traced)) {
        const guess = trace.predictions[epoch]?.[trace.facts.traced] ?? 0;
        s.chime(arrivalOf(part.clock, epoch), { ...place(guess), gain: CHANGED });
      }
    }
    if (part.kind === 'end') {
      // The classes that were learned, once more, from left to right.
      const { start, end } = part;
      learned
        .flatMap((epoch, digit) => (epoch === null ? [] : [digit]))
        .toSorted((a, b) => (pans[a] ?? 0) - (pans[b] ?? 0))
        .forEach((digit, i) => {
          s.chime(start + Math.round((end - start) * (0.2 + 0.055 * i)), { ...place(digit), gain: LEARNED });
        });
    }
  }
  return s.sheet();
}
