import { sum } from 'd3-array';
import type { BiasVarianceTrace } from '../../src/sim/regression/redrawn-fits.ts';
import { modelsOf } from '../../src/story/bias-variance/models.ts';
import { type Fps, flowing, holding, stepDurations } from '../../src/story/clock.ts';
import type { Look } from '../../src/story/look.ts';
import { type Cue, type PartTime, part, script } from '../../src/story/script.ts';
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
  stiffMessage,
} from './commentary.ts';
import { words } from './words.ts';

const { say } = words;

export type BiasVarianceStory = ReturnType<typeof tell>;
export type BiasVariancePart<K extends BiasVarianceStory['parts'][number]['kind']> = PartOf<
  BiasVarianceStory,
  K
>;

const REDRAW = { first: 0.8, ratio: 0.78, floor: 0.03 } as const;
/** Seconds after which a lineup begins, and of each step. */
const MOVE = 1;
const EACH = { degree: 0.34, size: 0.6, penalty: 0.42 } as const;
/** Seconds for each of the fits that stand out while bars are compared, and in which one becomes the next. */
const LIVE = { each: 0.75, turn: 0.25 } as const;
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
  const fitted: readonly Cue[] = [[0.5, say('captionTurns')], modelsMessage(trace)];
  const begun = readBy(fitted) + 0.1;
  const drawn: readonly Cue[] = [...fitted, [begun, say('captionRedraw', { redraws: params.redraws })]];
  const all = Math.max(begun + sum(redraws), readBy(drawn)) + 0.2;

  const evenly = (count: number, each: number): readonly number[] => Array<number>(count).fill(each);
  /** A clock of redraws, from a part's start to its end. */
  const redrawn = ({ clock, start, end }: PartTime) => {
    const count = Math.min(params.redraws - 1, Math.ceil((end - start) / (fps * LIVE.each)));
    return clock(0.3, evenly(count, LIVE.each), holding(LIVE.turn));
  };
  const degrees = evenly(models.degrees.length - 1, EACH.degree);
  const counted = MOVE + sum(degrees) + 0.2;
  const sizes = evenly(models.moreOver.length + models.moreUnder.length - 1, EACH.size);
  const grow = 1;
  const grown = grow + sum(sizes) + 0.2;
  const penalties = evenly(models.ridge.length - 1, EACH.penalty);
  const paid = 0.9;
  const bought = paid + sum(penalties) + 0.1;

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
      captions: [[0.7, questionMessage(trace)]],
      after: 1,
      layOut: ({ range }) => ({ drop: range(0.3, 1.6), errors: range(1.7, 0.9) }),
    }),
    part('world', {
      heading: say('worldHeading'),
      captions: [[0.3, say('captionTruth')]],
      after: 0.8,
      layOut: ({ range, last }) => ({ truth: range(0.3, 0.8), noise: range(1.2, 0.9), sees: last(1.4, 0.8) }),
    }),
    part('panels', {
      heading: say('panelsHeading', { redraws: params.redraws }),
      chapter: say('panelsHeading', { redraws: params.redraws }),
      captions: [...drawn, [all, say('captionBias')], say('captionVariance')],
      after: 1,
      layOut: ({ clock, caption, last }) => ({
        clock: clock(begun, redraws, holding(0.3)),
        named: caption(1, begun - (readBy(fitted.slice(0, 1)) + 0.1)),
        mean: caption(3, 0.8),
        gap: caption(3, 1.6),
        band: caption(4, 0.9),
        judged: last(1.4, 0.5),
      }),
    }),
    part('degrees', {
      heading: say('degreesHeading'),
      chapter: say('degreesHeading'),
      captions: [[0.5, say('captionDegrees')], [counted, bestMessage(trace)], checkMessage(trace)],
      after: 0.3,
      poster: true,
      layOut: (time) => ({
        clock: time.clock(MOVE, degrees, flowing),
        live: redrawn(time),
        best: time.caption(1, 0.9),
        closer: time.range(counted + 1.8, 0.9),
        check: time.caption(2, 1),
      }),
    }),
    part('data', {
      heading: say('dataHeading'),
      chapter: say('curesChapter'),
      captions: [
        [0.4, say('captionMore', { over: models.over.degree, under: models.under.degree })],
        [grown, dataMessage(trace)],
      ],
      layOut: (time) => ({
        clock: time.clock(grow, sizes, flowing),
        live: redrawn(time),
        best: time.range(grown, 0.9),
      }),
    }),
    part('ridge', {
      heading: say('ridgeHeading'),
      captions: [[0.4, say('captionRidge')], [bought, stiffMessage(trace)], ridgeMessage(trace)],
      layOut: (time) => ({
        clock: time.clock(paid, penalties, flowing),
        live: redrawn(time),
        best: time.caption(2, 0.9),
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
      captions: [[0.6, answerMessage(trace)], floorMessage(trace)],
      after: 1.9,
      minSeconds: 10.1,
      poster: true,
      layOut: (time) => ({
        live: redrawn(time),
        floor: time.caption(1, 0.9),
      }),
    }),
  ]);
}
