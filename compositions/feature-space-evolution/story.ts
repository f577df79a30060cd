import { sum } from 'd3-array';
import { type Fps, flowing, type Manner, type Pace, progress, stepDurations } from '../../src/story/clock.ts';
import { easeInOut } from '../../src/story/ease.ts';
import type { Look } from '../../src/story/look.ts';
import { type Playhead, playheadAt, playheadOf } from '../../src/story/playhead.ts';
import { type PartTime, part, script } from '../../src/story/script.ts';
import type { PartOf } from '../../src/story/story.ts';
import type { Message } from '../../src/story/words.ts';
import { LEARNED, milestonesOf } from './milestones.ts';
import type { FeatureTrace } from './simulation.ts';
import { words } from './words.ts';

const { say } = words;

export type FeatureStory = ReturnType<typeof tell>;
export type FeaturePart<K extends FeatureStory['parts'][number]['kind']> = PartOf<FeatureStory, K>;

/** Nothing is known between two epochs, so points move at constant speed. */
const EVENLY: Manner = { ...flowing, easedFrom: Number.POSITIVE_INFINITY };
/** Seconds for which the last epoch is held. */
const HOLD = 1.4;

/** A replay of all epochs that starts at a given second of its part, after a rewind. */
function passage(steps: number, begin: number, rewind: readonly [from: number, seconds: number], pace: Pace) {
  const durations = stepDurations(steps, pace);
  /** When a given number of epochs is done, in seconds of the part. */
  const reached = (epochs: number): number => begin + sum(durations.slice(0, epochs));
  const layOut = ({ range, clock }: PartTime) => ({
    rewind: range(...rewind),
    clock: clock(begin, durations, EVENLY),
  });
  return { reached, end: reached(steps), options: { minSeconds: reached(steps) + HOLD, layOut } };
}

/** Heading and chapter title of a part. */
const headed = (heading: Message) => ({ heading, chapter: heading });

/**
 * Tells the film: the images, how an image becomes a point, the cloud before training, the training, then a replay of
 * the epochs for one class and for one image.
 */
export function tell(trace: FeatureTrace, fps: Fps, look: Look) {
  const { params, facts, runs, labels, predictions } = trace;
  const { story } = script(words, fps, look);
  const { mixed, apart, first } = milestonesOf(trace);
  const [run] = runs;
  const accuracy = (epoch: number): number => run?.series.accuracy[epoch] ?? 0;
  const steps = predictions.length - 1;
  const half = steps >> 1;
  // The first epochs bring the largest changes and are shown most slowly.
  const training = passage(steps, 0.6, [0, 0], { first: 1.2, ratio: 0.86, floor: 0.28 });
  const alone = passage(steps, 2.8, [1.2, 1.3], { first: 0.09, ratio: 1, floor: 0.09 });
  const traced = passage(steps, 2.3, [0.9, 1.1], { first: 0.5, ratio: 0.92, floor: 0.15 });
  const projection = params.projection.kind;
  const { fittedEpoch, dimensions, varianceExplained, trainImages: train, hardest } = facts;
  const { class: hard, images, right, taken, guesses } = hardest;
  const digit = labels[facts.traced] ?? 0;
  const guess = predictions.at(-1)?.[facts.traced] ?? 0;

  return story([
    part('title', { minSeconds: 2.4, chapter: say('dataHeading') }),
    part('data', {
      heading: say('dataHeading'),
      captions: [
        params.data.images === undefined
          ? say('captionDrawn', { varied: params.data.variety > 0 })
          : say('captionRead'),
        say('captionSplit', { train, test: facts.testImages }),
      ],
    }),
    part('view', {
      ...headed(say('viewHeading')),
      captions: [
        say('captionCode', { projection, dimensions }),
        say('captionPoint', { projection }),
        say('captionVariance', { projection, share: varianceExplained, epoch: fittedEpoch }),
      ],
      layOut: ({ caption }) => ({ network: caption(0, 1), point: caption(1, 1) }),
    }),
    part('cloud', {
      ...headed(say('cloudHeading')),
      captions: [say('captionCloud', { mixed }), say('captionRings', { wrong: 1 - accuracy(0) })],
      layOut: ({ range, caption }) => ({ points: range(0.1, 1), rings: caption(1, 0.8) }),
    }),
    part('training', {
      ...headed(say('trainingHeading')),
      ...training.options,
      captions: [
        say('captionEpoch', { train }),
        say('captionLinear'),
        [
          training.reached(first?.epoch ?? half),
          first === null ? say('captionNone', { share: LEARNED }) : say('captionFirst', first),
        ],
        [
          training.reached(half),
          say('captionHalfway', {
            epoch: half,
            share: accuracy(half),
            wrong: labels.filter((label, i) => predictions[half]?.[i] !== label).length,
          }),
        ],
        [
          training.end + 0.1,
          run?.status === 'diverged'
            ? say('captionDiverged', { epoch: steps })
            : say('captionTrained', { epoch: steps, share: accuracy(steps), apart }),
        ],
      ],
      poster: true,
    }),
    part('class', {
      ...headed(say('classHeading', { digit: hard })),
      ...alone.options,
      captions: [
        say('captionClass', { digit: hard, perfect: guesses === 0 }),
        [
          alone.end,
          guesses === 0
            ? say('captionPerfect', { digit: hard, images })
            : say('captionMistakes', {
                images,
                wrong: images - right,
                guesses,
                most: guesses > 1,
                // Names the class if more than half are classified as it; otherwise says how many classes there are.
                guess: guesses === 1 || 2 * taken > images - right ? hardest.takenFor : null,
              }),
        ],
      ],
    }),
    part('sample', {
      ...headed(say('sampleHeading', { digit })),
      ...traced.options,
      captions: [
        say('captionSample', { changes: facts.tracedChanges }),
        [traced.reached(0), say('captionStar')],
        [
          traced.end + 0.1,
          say('captionVerdict', {
            guess,
            digit,
            right: guess === digit,
            share: trace.tracedProbabilities.at(-1)?.[guess] ?? 0,
          }),
        ],
      ],
    }),
    part('end', { minSeconds: 3 }),
  ]);
}

/** The playhead of a frame: before the training at the start, after it at the last epoch. */
export function headOf(
  { predictions: { length: states } }: FeatureTrace,
  part: FeatureStory['parts'][number],
  frame: number,
): Playhead {
  if (!('clock' in part)) return playheadOf(0, states);
  const { clock, rewind } = part;
  if (frame >= (clock.onsets[0] ?? 0)) return playheadAt(clock, frame, states);
  return playheadOf((states - 1) * (1 - easeInOut(progress(rewind, frame))), states);
}
