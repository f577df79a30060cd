import { sum } from 'd3-array';
import { type Fps, flowing, holding, stepDurations } from '../../src/story/clock.ts';
import type { Look } from '../../src/story/look.ts';
import { type Cue, part, script } from '../../src/story/script.ts';
import type { PartOf } from '../../src/story/story.ts';
import {
  answerMessage,
  bestMessage,
  checkMessage,
  dataMessage,
  descentMessages,
  floorMessage,
  modelsMessage,
  peakMessage,
  peakOf,
  questionMessage,
  ridgeMessage,
} from './commentary.ts';
import { modelsOf } from './models.ts';
import type { BiasVarianceTrace } from './simulation.ts';
import { words } from './words.ts';

const { say } = words;

export type BiasVarianceStory = ReturnType<typeof tell>;
export type BiasVariancePart<K extends BiasVarianceStory['parts'][number]['kind']> = PartOf<
  BiasVarianceStory,
  K
>;

/** Samples that the film opens with. */
const OPENING = { from: 0.3, samples: 7, each: 0.7 } as const;
const REDRAW = { first: 0.95, ratio: 0.8, floor: 0.03 } as const;
/** Seconds in which panels go to their new places, and charts come. */
const MOVE = 1;
const EACH = { degree: 0.34, size: 1, penalty: 0.42 } as const;
/** Steps through degrees beyond the points: each, and longer where it is about to peak. */
const BEYOND = { each: 0.16, near: 0.4 } as const;

/**
 * Tells the film: a curve that is bad on new points; truth and noise; four models over many samples; the error by degree and
 * its parts; more data; a penalty; more terms than points; the answer.
 */
export function tell(trace: BiasVarianceTrace, fps: Fps, look: Look) {
  const { params, facts } = trace;
  const models = modelsOf(trace);
  const { story, readBy } = script(words, fps, look);

  const redraws = stepDurations(params.redraws - 1, REDRAW);
  const fitted: readonly Cue[] = [[0.5, modelsMessage(trace)]];
  const begun = readBy(fitted) + 0.1;
  const drawn: readonly Cue[] = [...fitted, [begun, say('captionRedraw', { redraws: params.redraws })]];
  const all = Math.max(begun + sum(redraws), readBy(drawn)) + 0.2;

  const degrees = models.degrees.map(() => EACH.degree);
  const counted = MOVE + sum(degrees) + 0.2;
  const evenly = (count: number, each: number): readonly number[] => Array<number>(count).fill(each);

  const sizes = evenly(models.moreOver.length - 1, EACH.size);
  const more: Cue = [0.4, say('captionMore')];
  const grow = 2.4;
  const grown = grow + sum(sizes) + 0.2;

  const penalties = evenly(models.ridge.length - 1, EACH.penalty);
  const price: Cue = [0.5, say('captionRidge')];
  const paid = 2.2;
  const bought = paid + sum(penalties) + 0.2;

  const peak = peakOf(models);
  const peakStep = peak === undefined ? 0 : models.beyond.indexOf(peak);
  const few: Cue = [0.5, say('captionBeyond', { points: facts.few.length })];
  const peaked = peakMessage(trace);
  const nearing = models.beyond
    .slice(1, peakStep + 1)
    .map((_, k) => (peakStep - k <= 3 ? BEYOND.near : BEYOND.each));
  const start = 1.2;
  const top = Math.max(start + sum(nearing), readBy([few])) + 0.1;
  const atPeak: readonly Cue[] = peaked === null ? [few] : [few, [top, peaked]];
  const after = models.beyond.slice(peakStep + 1).map((_, k) => (k < 3 ? BEYOND.near : BEYOND.each));
  // The first step down waits until the peak has been spoken of.
  const descent: number[] = [...nearing, ...after];
  if (after.length > 0) descent[nearing.length] = readBy(atPeak) + 0.3 - start - sum(nearing) + BEYOND.near;
  const down = start + sum(descent) + 0.2;

  return story([
    part('question', {
      chapter: say('questionChapter'),
      minSeconds: OPENING.from + (OPENING.samples - 1) * OPENING.each + 0.3,
      captions: [[0.9, questionMessage(trace)]],
      layOut: ({ clock }) => ({
        clock: clock(
          OPENING.from,
          evenly(Math.min(OPENING.samples, params.redraws) - 1, OPENING.each),
          holding(0.45),
        ),
      }),
    }),
    part('world', {
      heading: say('worldHeading'),
      captions: [[0.3, say('captionTruth')], say('captionSees')],
      layOut: ({ caption }) => ({ truth: caption(0, 0.8), noise: caption(0, 1.6), sees: caption(1, 0.8) }),
    }),
    part('panels', {
      heading: say('panelsHeading', { redraws: params.redraws }),
      chapter: say('panelsHeading', { redraws: params.redraws }),
      captions: [...drawn, [all, say('captionBias')], say('captionVariance')],
      after: 1.2,
      layOut: ({ clock, caption, last }) => ({
        clock: clock(begun, redraws, holding(0.3)),
        mean: caption(2, 0.8),
        gap: caption(2, 1.8),
        band: caption(3, 0.9),
        judged: last(1.5, 0.5),
      }),
    }),
    part('degrees', {
      heading: say('degreesHeading'),
      chapter: say('degreesHeading'),
      captions: [[0.5, say('captionDegrees')], [counted, bestMessage(trace)], checkMessage(trace)],
      after: 0.6,
      poster: true,
      layOut: ({ clock, caption }) => ({
        clock: clock(MOVE, degrees, flowing),
        best: caption(1, 0.6),
        check: caption(2, 0.7),
      }),
    }),
    part('data', {
      heading: say('dataHeading'),
      chapter: say('curesChapter'),
      captions: [more, [grown, dataMessage(trace)]],
      layOut: ({ clock, frame }) => ({ clock: clock(grow, sizes, flowing), endFrame: frame(grown) }),
    }),
    part('ridge', {
      heading: say('ridgeHeading'),
      captions: [price, [bought, ridgeMessage(trace)]],
      layOut: ({ clock, range, frame }) => ({
        clock: clock(paid, penalties, flowing),
        best: range(bought, 0.6),
        endFrame: frame(bought),
      }),
    }),
    ...(peaked === null
      ? []
      : [
          part('beyond', {
            heading: say('beyondHeading'),
            chapter: say('beyondHeading'),
            captions: [
              ...atPeak,
              [down, descentMessages(trace)[0] ?? peaked],
              ...descentMessages(trace).slice(1),
            ],
            layOut: ({ clock, caption }) => ({
              clock: clock(start, descent, holding(0.3)),
              peak: caption(1, 0.5),
              valleys: caption(3, 0.6),
            }),
          }),
        ]),
    part('answer', {
      heading: say('answerHeading'),
      chapter: say('answerHeading'),
      captions: [[0.8, answerMessage(trace)], floorMessage(trace)],
      after: 1.2,
      minSeconds: 10.1,
      poster: true,
      layOut: ({ range, caption }) => ({
        grow: range(0.2, 1.6),
        why: caption(0, 0.8),
        floor: caption(1, 0.8),
      }),
    }),
  ]);
}
