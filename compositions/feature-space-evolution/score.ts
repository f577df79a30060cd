import { maxIndex, mean } from 'd3-array';
import { type CueSheet, lossPitch } from '../../audio/cue-sheet.ts';
import { type Song, scoring } from '../../audio/scoring.ts';
import { evenly } from '../../audio/spacing.ts';
import { straying, swelling } from '../../audio/swelling.ts';
import { classMilestones } from '../../src/sim/class-milestones.ts';
import { changesOf } from '../../src/sim/classification.ts';
import { clamp, lerp, power } from '../../src/sim/maths.ts';
import { random } from '../../src/sim/random.ts';
import { arrivalOf } from '../../src/story/clock.ts';
import { valueAt } from '../../src/story/playhead.ts';
import { pairOf } from './messages.ts';
import type { FeatureTrace } from './simulation.ts';
import { type FeatureStory, headOf } from './story.ts';
import { lossesOf } from './view.ts';

type Part = FeatureStory['parts'][number];

/** How loud the classes are in each part, and what is not in order. */
const CHOIR: Readonly<Record<Part['kind'], number>> = {
  question: 0.32,
  network: 0.16,
  turn: 0.26,
  back: 0.22,
  cloud: 0.3,
  training: 0.32,
  cuts: 0.21,
  class: 0.3,
  sample: 0.24,
  end: 0.27,
};
/** Level of the loss, of a change of the network's mind, of a class that is learned, and of the last chord's notes. */
const [LOSS, CHANGED, LEARNED, LAST] = [0.2, 0.16, 0.16, 0.2] as const;
/** Ten notes of the pentatonic over the ground's A in just intonation: classes sound well together in any order. */
const SCALE = [220, 247.5, 275, 330, 440 / 1.2, 440, 495, 550, 660, 440 / 0.6] as const;
/** What each of them resolves to: A, C sharp and E. */
const RESOLVED = [220, 275, 275, 330, 330, 440, 440, 550, 660, 660] as const;
/** Classes are heard where their clusters end up, left to right, within this pan. */
const WIDTH = 0.9;
/** Voices of the unsorted cloud, in the middle, and their level beside the classes'. */
const [UNSORTED, UNSORTED_LEVEL] = [5, 0.7];
/** How far what is in disorder strays from its note, in octaves, and how many times a second it turns. */
const [STRAYS, TURNS] = [0.8, 9];
/** A class is in tune from this product on of the share found and the share of its calls that are right. */
const IN_TUNE = 0.75;
/** What is left of the classes once nothing moves any more, and seconds in which the rest dies away. */
const [LEFT, DIES] = [0.45, 1.6];
/** Seconds in which levels pass from part to part. */
const SWELL = 1.2;

const sq = (x: number): number => x * x;

/** The pan of each class: where its points are in the end. */
function pansOf(trace: FeatureTrace): readonly number[] {
  const centres = classMilestones(trace).epochs.at(-1)?.centres ?? [];
  const xs = centres.map((centre) => centre?.[0] ?? 0);
  const widest = Math.max(...xs.map(Math.abs), 1e-9);
  return xs.map((x) => clamp((WIDTH * x) / widest, -WIDTH, WIDTH));
}

/** How loud the classes are at a frame: from part to part they swell or sink, at the end until the chord resolves. */
function loudnessAt(story: FeatureStory, part: Part, frame: number): number {
  const before = story.parts[story.parts.indexOf(part) - 1] ?? part;
  const living = (one: Part, at: number): number =>
    CHOIR[one.kind] * lerp(1, LEFT, clamp(restedAt(story, one, at) / DIES, 0, 1));
  const through =
    part.kind === 'end' ? (part.clock.onsets.at(-1) ?? part.end) - part.start : SWELL * story.fps;
  const left = before === part ? CHOIR[part.kind] : living(before, part.start);
  return lerp(left, living(part, frame), clamp((frame - part.start) / through, 0, 1));
}

/** Seconds for which nothing in the picture has moved: what is left of a part once its run, its turn or its cut has ended. */
function restedAt({ fps }: FeatureStory, part: Part, frame: number): number {
  const stands =
    part.kind === 'network'
      ? part.point.end
      : part.kind === 'turn'
        ? part.settle.end
        : part.kind === 'cuts' || part.kind === 'end'
          ? part.end
          : 'clock' in part
            ? part.clock.onsets.at(-1)
            : part.start + SWELL * fps;
  return Math.max(0, (frame - (stands ?? part.end)) / fps);
}

/**
 * The sound of the film: order out of disorder. Before training, a few voices in the middle stray without rest. Each class has a
 * note of its own, heard from where its cluster ends up: it comes in, and into tune, as far as the class is found and its calls
 * are right, so that one restless cloud becomes a wide chord. The pair that a cut parts, and the class that is looked at, sing
 * alone; the image whose class the network cannot settle on is a melody of its answers. At the end the chord resolves.
 */
export function score(trace: FeatureTrace, story: FeatureStory): CueSheet {
  const { values, domain } = lossesOf(trace);
  const [lowest, highest] = domain;
  const s = scoring(story);
  const pans = pansOf(trace);
  const { learned, sizes, epochs } = classMilestones(trace);
  const last = trace.predictions.length - 1;
  const present = sizes.flatMap((size, digit) => (size > 0 ? [digit] : []));
  const place = (digit: number) => ({ pan: pans[digit] ?? 0, pitch: SCALE[digit] ?? SCALE[0] });
  const leftToRight = present.toSorted((a, b) => (pans[a] ?? 0) - (pans[b] ?? 0));

  const order = sizes.map((_, digit) =>
    epochs.map(({ found, trusted }) => Math.min(1, ((found[digit] ?? 0) * (trusted[digit] ?? 0)) / IN_TUNE)),
  );
  const orderOf = (part: Part, digit: number, frame: number): number =>
    valueAt(order[digit] ?? [], headOf(trace, part, frame));
  const all = epochs.map((_, epoch) => mean(present, (digit) => order[digit]?.[epoch] ?? 0) ?? 0);
  const strayed = (note: number, octaves: number): number => note * power(2, octaves);

  s.voice(
    'training',
    { timbre: 7 },
    story.parts.flatMap((part): readonly Song[] =>
      'rewind' in part
        ? [
            {
              from: part.start,
              to: part.end,
              gain: LOSS,
              hertz: (frame) =>
                lossPitch(valueAt(values, headOf(trace, part, frame)), {
                  lowest,
                  highest,
                  highestHertz: 880,
                }),
            },
          ]
        : [],
    ),
  );
  for (let voice = 0; voice < UNSORTED; voice += 1) {
    const strays = straying(random(trace.seed, 'straying', voice), TURNS, story.fps);
    const songs = story.parts.flatMap((part): readonly Song[] => {
      if (part.kind === 'sample' || part.kind === 'class') return [];
      const disorder = (frame: number): number => 1 - valueAt(all, headOf(trace, part, frame));
      return swelling(
        part,
        (frame) => UNSORTED_LEVEL * loudnessAt(story, part, frame) * disorder(frame),
        (frame) => strayed(SCALE[2 * voice] ?? SCALE[0], STRAYS * sq(disorder(frame)) * strays(frame)),
      );
    });
    s.voice(`unsorted-${voice}`, { timbre: 0, pan: 0.06 * (voice - 2) }, songs);
  }

  /** How much of a class is to be heard in a part besides its order. */
  const heard = (part: Part, digit: number, frame: number): number => {
    if (part.kind === 'class') return Number(digit === trace.facts.hardest.class);
    if (part.kind !== 'cuts') return 1;
    const alone = pairOf(trace)?.pair.includes(digit) ?? false;
    return alone ? 1 : clamp((frame - part.all.start) / (part.all.end - part.all.start), 0, 1);
  };
  for (const digit of present) {
    const { pan, pitch } = place(digit);
    const strays = straying(random(trace.seed, 'straying', UNSORTED + digit), TURNS, story.fps);
    const songs = story.parts.flatMap((part): readonly Song[] => {
      const resolves = part.kind === 'end' ? arrivalOf(part.clock, last) : Number.POSITIVE_INFINITY;
      return swelling(
        part,
        (frame) => loudnessAt(story, part, frame) * heard(part, digit, frame) * orderOf(part, digit, frame),
        (frame) =>
          strayed(
            frame < resolves ? pitch : (RESOLVED[digit] ?? pitch),
            STRAYS * sq(1 - orderOf(part, digit, frame)) * strays(frame),
          ),
      );
    });
    s.voice(`class-${digit}`, { timbre: 1, pan }, songs);
  }

  for (const part of story.parts) {
    if (part.kind === 'network') {
      // The image passes from layer to layer, and becomes a point.
      const layers = trace.params.network.hidden.length + 1;
      evenly(part.pulse.start, part.pulse.end, layers).forEach((at, i) => {
        s.ticks([at], { pan: WIDTH * (i / layers - 0.5), pitch: SCALE[i + 2] ?? SCALE[0] });
      });
      s.chime(part.point.end, { ...place(trace.labels[trace.facts.traced] ?? 0), gain: LEARNED });
    }
    if (part.kind === 'turn') s.chime(part.settle.end, { gain: CHANGED, pitch: 440 });
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
      if (trace.runs[0]?.status === 'diverged') s.alarm(arrivalOf(clock, last), { gain: 0.14 });
    }
    if (part.kind === 'cuts') {
      // The pane sweeps up to a line; then the cells open from left to right.
      const sweep = evenly(part.edge.start, part.edge.end, SCALE.length - 2);
      sweep.forEach((at, i) => {
        s.ticks([at], { pan: WIDTH * ((2 * i) / sweep.length - 1), pitch: SCALE[i] ?? SCALE[0] });
      });
      s.chime(part.edge.end, { gain: LEARNED, pitch: 880 });
      const opened = evenly(part.all.start, part.all.start + 1.6 * story.fps, leftToRight.length);
      opened.forEach((at, i) => {
        s.ticks([at], place(leftToRight[i] ?? 0));
      });
    }
    if (part.kind === 'class') {
      // Images that went astray come out of their points, each with the note of what it is taken for.
      evenly(part.strays.start, part.strays.end, trace.strays.length).forEach((at, i) => {
        s.ticks([at], place(trace.strays[i]?.guess ?? 0));
      });
    }
    if (part.kind === 'sample') {
      // The answers for the traced image: each change is the note of the class that it changes to.
      for (const epoch of changesOf(trace.predictions, trace.facts.traced)) {
        const guess = trace.predictions[epoch]?.[trace.facts.traced] ?? 0;
        s.chime(arrivalOf(part.clock, epoch), { ...place(guess), gain: CHANGED });
        s.ticks([arrivalOf(part.clock, epoch)], place(guess));
      }
    }
    if (part.kind === 'end' && trace.runs[0]?.status !== 'diverged') {
      // The chord that it comes to, from left to right, and its root above.
      const from = arrivalOf(part.clock, last);
      const after = (share: number): number => Math.round(lerp(from, part.end, share));
      leftToRight.forEach((digit, i) => {
        const pitch = 2 * (RESOLVED[digit] ?? 220);
        s.chime(after(0.032 * i), { pan: pans[digit] ?? 0, pitch, gain: LAST });
      });
      s.chime(after(0.4), { pitch: 880, gain: 1.4 * LAST });
    }
  }
  return s.sheet();
}
