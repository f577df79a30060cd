import { max, mean } from 'd3-array';
import { type CueSheet, lossPitch } from '../../audio/cue-sheet.ts';
import { inKey, type Song, scoring } from '../../audio/scoring.ts';
import { evenly } from '../../audio/spacing.ts';
import { swelling } from '../../audio/swelling.ts';
import { concernedIn } from '../../src/scene/features/feature-view.ts';
import { classMilestones } from '../../src/sim/class-milestones.ts';
import { changesOf } from '../../src/sim/classification.ts';
import { clamp } from '../../src/sim/maths.ts';
import { CLASSES } from '../../src/sim/trainings/classifier.ts';
import { hardestPair, readAloud } from '../../src/sim/trainings/classifier-readings.ts';
import { arrivalOf } from '../../src/story/clock.ts';
import { valueAt } from '../../src/story/playhead.ts';
import type { FeatureTrace } from './simulation.ts';
import { type FeaturePart, type FeatureStory, headOf, ROUND } from './story.ts';
import { lossesOf } from './view.ts';

type Part = FeatureStory['parts'][number];

/** The notes of the digits: two octaves of the pentatonic over the ground's A, in just intonation. */
const SCALE = [220, 247.5, 275, 330, 440 / 1.2, 440, 495, 550, 660, 440 / 0.6] as const;
/** What each of them sings: A, C sharp and E. */
const SUNG = [220, 275, 275, 330, 330, 440, 440, 550, 660, 660] as const;
const noteOf = (digit: number): number => SCALE[digit] ?? SCALE[0];

/** How loud the choir of the digits is in each part. */
const CHOIR: Readonly<Record<Part['kind'], number>> = {
  question: 0.1,
  dots: 0.08,
  network: 0.03,
  walls: 0.08,
  start: 0.08,
  training: 0.11,
  wrong: 0.1,
  sample: 0.04,
  end: 0.13,
};
/** Level of the loss, of a change of the network's mind, of a digit that is learned. */
const [LOSS, CHANGED, LEARNED] = [0.08, 0.16, 0.18] as const;
/** Digits are heard where their clusters end up, left to right, within this pan. */
const WIDTH = 0.9;
/** A digit is as loud as it gets from this product on of the share found and the share of its calls that are right. */
const IN_TUNE = 0.75;
/** Seconds in which levels pass from part to part. */
const SWELL = 1;

/** The pan of each digit: where its points are in the end. */
function pansOf(trace: FeatureTrace): readonly number[] {
  const xs = (classMilestones(trace).epochs.at(-1)?.centres ?? []).map((centre) => centre?.[0] ?? 0);
  const widest = Math.max(max(xs, Math.abs) ?? 0, 1e-9);
  return xs.map((x) => clamp((WIDTH * x) / widest, -WIDTH, WIDTH));
}

/**
 * The sound of the film: wrong notes become a scale. Wherever training runs, the network counts: a picture of a 0, of a 1, and so
 * on to 9, again and again, each sounded as the digit that it is read as. Untrained, that is a stutter on a few notes; trained, a
 * scale that rises from 0 to 9. Beneath it each digit joins a choir as far as it is learned, from where its cluster is. The walls,
 * the numbers of one picture, its changing answers and what went astray have notes of their own.
 */
export function score(trace: FeatureTrace, story: FeatureStory): CueSheet {
  const s = scoring(story);
  const { fps } = story;
  const pans = pansOf(trace);
  const place = (digit: number) => ({ pan: pans[digit] ?? 0, pitch: noteOf(digit) });
  const { sizes, epochs, learned } = classMilestones(trace);
  const present = sizes.flatMap((size, digit) => (size > 0 ? [digit] : []));
  const { values, domain } = lossesOf(trace);
  const range = { lowest: domain[0], highest: domain[1], highestHertz: 880 };
  const [end] = story.parts.filter((part): part is FeaturePart<'end'> => part.kind === 'end');
  const { start: resolves, end: home } = end?.home ?? { start: story.frames, end: story.frames };

  s.voice(
    'training',
    { timbre: 7 },
    story.parts.flatMap((part): readonly Song[] =>
      'clock' in part && part.kind !== 'sample'
        ? [
            {
              from: part.start,
              to: Math.min(part.end, resolves),
              gain: LOSS,
              hertz: inKey((frame) => lossPitch(valueAt(values, headOf(trace, part, frame)), range)),
            },
          ]
        : [],
    ),
  );

  const order = sizes.map((_, digit) =>
    epochs.map(({ found, trusted }) => Math.min(1, ((found[digit] ?? 0) * (trusted[digit] ?? 0)) / IN_TUNE)),
  );
  const pair = hardestPair(trace)?.pair;
  /** Who sings in a part: all, or those that it is about. */
  const sings = (part: Part, digit: number, frame: number): boolean => {
    if (part.kind === 'wrong') return digit === trace.facts.hardest.class;
    return part.kind !== 'walls' || frame >= part.all.start || (pair?.includes(digit) ?? false);
  };
  const levelAt = (frame: number, digit: number): number => {
    const [part] = story.parts.filter(({ start, end }) => frame >= start && frame < end);
    if (part === undefined || frame >= resolves) return 0;
    return sings(part, digit, frame)
      ? CHOIR[part.kind] * valueAt(order[digit] ?? [], headOf(trace, part, frame))
      : 0;
  };
  const whole = { start: 0, end: story.frames };
  for (const digit of present) {
    // What begins or ends at once would be a blow: levels are means over the time of a swell.
    const around = evenly(-SWELL * fps, 0, 9);
    const level = (frame: number): number =>
      mean(around, (by) => levelAt(Math.max(0, frame + by), digit)) ?? 0;
    s.voice(
      `digit-${digit}`,
      { timbre: 0, pan: pans[digit] ?? 0 },
      swelling(whole, level, () => SUNG[digit] ?? 220),
    );
  }

  const pictures = readAloud(trace);
  /** What is counted in a part: a picture of each digit in turn, on the note of what it is read as. */
  const count = (part: Part): void => {
    if (!('counts' in part)) return;
    const { counts, each } = part;
    for (let k = 0; k < Math.floor((counts.end - counts.start) / each); k += 1) {
      const frame = Math.round(counts.start + k * each);
      const one = pictures[k % ROUND];
      if (one === undefined) continue;
      const { index, own } = one;
      const read = trace.predictions[headOf(trace, part, frame).done]?.[index] ?? 0;
      s.ticks([frame], { pan: pans[own] ?? 0, pitch: noteOf(read) });
    }
  };

  for (const part of story.parts) {
    count(part);
    switch (part.kind) {
      case 'network': {
        // The picture passes from layer to layer; then each of its numbers is a step on its way.
        const layers = trace.params.network.hidden.length + 1;
        evenly(part.pulse.start, part.pulse.end, layers).forEach((at, i) => {
          s.ticks([at], { pan: WIDTH * (i / layers - 0.5), pitch: noteOf(i + 2) });
        });
        const legs = trace.code.slice(0, 3).map((_, i, all) => (i + 1) / all.length);
        legs.forEach((share, i) => {
          const at = part.point.start + share * (part.point.end - part.point.start);
          s.chime(Math.round(at), { pan: 0.3 * (i + 1), pitch: 2 * noteOf(2 * i + 1), gain: LEARNED });
        });
        break;
      }
      case 'walls': {
        // The wall turns up to a line; then the cells open, and some are lit.
        const turned = evenly(part.edge.start, part.edge.end, CLASSES);
        s.ticks(turned, { pitch: turned.map((_, i) => noteOf(CLASSES - 1 - i)) });
        s.chime(part.edge.end, { gain: LEARNED, pitch: 880 });
        part.digits.forEach((digit, i) => {
          const { start, end: over } = part.cells;
          const at = Math.round(start + (i / part.digits.length) * (over - start));
          s.chime(at, { ...place(digit), gain: LEARNED });
        });
        break;
      }
      case 'training':
        learned.forEach((epoch, digit) => {
          if (epoch !== null && epoch > 0)
            s.chime(arrivalOf(part.clock, epoch), {
              ...place(digit),
              pitch: 2 * noteOf(digit),
              gain: LEARNED,
            });
        });
        if (trace.runs[0]?.status === 'diverged')
          s.alarm(arrivalOf(part.clock, values.length - 1), { gain: 0.14 });
        break;
      case 'wrong':
        // Pictures that went astray come out of their dots, each with the note of what it is read as.
        evenly(part.strays.start, part.strays.end, trace.strays.length).forEach((at, i) => {
          const guess = trace.strays[i]?.guess ?? 0;
          s.chime(at, { ...place(guess), gain: CHANGED });
        });
        break;
      case 'sample':
        // The answers for the traced picture: each change is the note of the digit that it changes to.
        for (const epoch of changesOf(trace.predictions, trace.facts.traced)) {
          const guess = trace.predictions[epoch]?.[trace.facts.traced] ?? 0;
          s.chime(arrivalOf(part.clock, epoch), { ...place(guess), gain: CHANGED });
          s.ticks([arrivalOf(part.clock, epoch)], place(guess));
        }
        // Near its end: those that it might be.
        [...concernedIn(trace)].forEach((digit, i) => {
          s.chime(part.nearer.start + Math.round((0.4 + 0.5 * i) * fps), { ...place(digit), gain: CHANGED });
        });
        break;
      case 'end':
        s.ticks(
          present.map((_, i) => Math.round(resolves + (i * fps) / 6)),
          { pan: present.map((digit) => pans[digit] ?? 0), pitch: present.map((digit) => 2 * noteOf(digit)) },
        );
        break;
      default:
    }
  }
  if (trace.runs[0]?.status !== 'diverged') s.cadence(resolves, home);
  return s.sheet();
}
