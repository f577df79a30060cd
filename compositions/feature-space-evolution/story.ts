import { sum } from 'd3-array';
import { classMilestones } from '../../src/sim/class-milestones.ts';
import { type Fps, flowing, type Manner, type Pace, progress, stepDurations } from '../../src/story/clock.ts';
import { easeInOut } from '../../src/story/ease.ts';
import type { Look } from '../../src/story/look.ts';
import { type Playhead, playheadAt, playheadOf } from '../../src/story/playhead.ts';
import { unhurried } from '../../src/story/remarks.ts';
import { type Cue, type PartTime, part, script } from '../../src/story/script.ts';
import type { PartOf } from '../../src/story/story.ts';
import type { Message } from '../../src/story/words.ts';
import {
  answer,
  cutting,
  hardestClass,
  mistakes,
  outcome,
  question,
  remarks,
  verdict,
  wavering,
} from './messages.ts';
import type { FeatureTrace } from './simulation.ts';
import { words } from './words.ts';

const { say } = words;

export type FeatureStory = ReturnType<typeof tell>;
export type FeaturePart<K extends FeatureStory['parts'][number]['kind']> = PartOf<FeatureStory, K>;

/** Nothing is known between two epochs, so points move at constant speed. */
const EVENLY: Manner = { ...flowing, easedFrom: Number.POSITIVE_INFINITY };
/** Share of a long epoch at which its points have arrived. */
const LANDS = EVENLY.phases(3).land;
/** Seconds for which the last epoch is held. */
const HOLD = 1;
/** Seconds before the first epoch of the training. */
const BEFORE = 0.5;
/** The first epochs bring the largest changes and are shown most slowly. */
const PACE = {
  question: { first: 0.5, ratio: 0.82, floor: 0.025 },
  training: { first: 1.3, ratio: 0.77, floor: 0.04 },
  class: { first: 0.1, ratio: 0.9, floor: 0.05 },
  sample: { first: 0.3, ratio: 0.9, floor: 0.08 },
  end: { first: 0.4, ratio: 0.84, floor: 0.03 },
} as const satisfies Record<string, Pace>;

/** All epochs, from a given second of their part, after a rewind. */
function passage(durations: readonly number[], begin: number, rewind: readonly [number, number]) {
  const layOut = ({ range, clock }: PartTime) => ({
    rewind: range(...rewind),
    clock: clock(begin, durations, EVENLY),
  });
  return { end: begin + sum(durations), layOut };
}

/**
 * Tells the film: a question over the cloud as it bursts; how an image becomes a point; the plane that the film uses; the
 * training, and the cuts that the network parts the classes with; a replay for one class and for one image; the answer.
 */
export function tell(trace: FeatureTrace, fps: Fps, look: Look) {
  const { params, facts, labels, predictions } = trace;
  const sheet = script(words, fps, look);
  const steps = predictions.length - 1;
  const projection = params.projection.kind;
  const { fittedEpoch, dimensions, varianceExplained, hardest } = facts;
  const digit = labels[facts.traced] ?? 0;
  const view = { projection, dimensions };

  const burst = passage(stepDurations(steps, PACE.question), 1.5, [0.3, 0.9]);
  const paced = stepDurations(steps, PACE.training);
  const { cues, seconds } = unhurried(remarks(trace), paced, sheet, { begin: BEFORE, lands: LANDS });
  const training = passage(seconds, BEFORE, [0, 0]);
  const alone = passage(stepDurations(steps, PACE.class), 1, [0.2, 0.8]);
  const traced = passage(stepDurations(steps, PACE.sample), 1.6, [0.5, 1]);
  const again = passage(stepDurations(steps, PACE.end), 1.3, [0.2, 0.9]);
  const cuts = cutting(trace);
  const [why, until] = answer(trace);
  /** Messages one after the other, from a second on. */
  const from = (second: number, ...messages: readonly Message[]): readonly Cue[] =>
    messages.map((message) => [second, message]);

  return sheet.story([
    part('question', {
      minSeconds: burst.end + 0.3,
      chapter: say('pointsHeading'),
      captions: [...from(0.4, question(trace)), say('captionColour', { projection })],
      poster: true,
      layOut: burst.layOut,
    }),
    part('network', {
      heading: say('viewHeading'),
      captions: [say('captionNetwork', view), say('captionPoint', view)],
      layOut: ({ caption, range }) => ({ pulse: range(1, 2), point: caption(1, 1) }),
    }),
    part('turn', {
      minSeconds: 3.6,
      heading: say('turnHeading', view),
      captions: from(0.2, say('captionVariance', { ...view, share: varianceExplained, epoch: fittedEpoch })),
      layOut: ({ range }) => ({ settle: range(0.2, 2.6), measured: range(2.5, 0.5) }),
    }),
    part('back', {
      heading: say('backHeading'),
      minSeconds: 1.2,
      layOut: ({ range }) => ({ rewind: range(0, 1.1) }),
    }),
    part('cloud', {
      heading: say('cloudHeading'),
      chapter: say('trainingHeading'),
      captions: [say('captionCloud', { mixed: classMilestones(trace).mixed })],
      layOut: ({ range }) => ({ rewind: range(0, 0), rings: range(0.2, 0.8) }),
    }),
    part('training', {
      heading: say('trainingHeading'),
      minSeconds: training.end + HOLD,
      layOut: training.layOut,
      captions: [...cues, ...from(training.end + 0.1, ...outcome(trace))],
    }),
    ...(cuts.length === 0
      ? []
      : [
          part('cuts', {
            heading: say('cutsHeading'),
            chapter: say('cutsHeading'),
            minSeconds: 8,
            captions: [cuts[0] ?? why, ...from(3, ...cuts.slice(1))],
            layOut: ({ range, caption, last }) => {
              const told = caption(1, 1);
              return {
                appears: range(0.6, 0.8),
                edge: { start: range(1.2, 0).start, end: told.start },
                all: caption(2, 1),
                back: { start: caption(2, 0).start, end: last(0.2, 0).start },
              };
            },
          }),
        ]),
    part('class', {
      heading: say('classHeading', { digit: hardest.class }),
      chapter: say('closerHeading'),
      minSeconds: alone.end + HOLD,
      layOut: (time) => ({ ...alone.layOut(time), strays: time.range(alone.end + 0.2, 1.6) }),
      captions: [hardestClass(trace), ...from(alone.end + 0.1, mistakes(trace))],
    }),
    part('sample', {
      heading: say('sampleHeading', { digit }),
      minSeconds: traced.end + HOLD,
      layOut: traced.layOut,
      captions: [
        wavering(trace),
        say(trace.scores === null ? 'captionStar' : 'captionShaded', { dimensions }),
        ...from(traced.end + 0.1, ...verdict(trace)),
      ],
    }),
    part('end', {
      heading: say('endHeading'),
      minSeconds: again.end + 2 * HOLD,
      after: 0.4,
      layOut: again.layOut,
      captions: [...from(1.15, why), ...from(again.end + 0.1, ...(until === undefined ? [] : [until]))],
    }),
  ]);
}

/** The playhead of a frame: what the picture shows, and the sound follows. */
export function headOf(
  { predictions: { length: states }, facts: { fittedEpoch } }: FeatureTrace,
  part: FeatureStory['parts'][number],
  frame: number,
): Playhead {
  const last = states - 1;
  if ('clock' in part && frame >= (part.clock.onsets[0] ?? 0)) return playheadAt(part.clock, frame, states);
  if (part.kind === 'cloud') return playheadOf(0, states);
  const from = part.kind === 'back' ? fittedEpoch : part.kind === 'training' ? 0 : last;
  if ('rewind' in part) return playheadOf(from * (1 - easeInOut(progress(part.rewind, frame))), states);
  // The plane is that of the epoch it was fitted to.
  const back =
    part.kind === 'network' ? easeInOut(progress(part.pulse, frame)) : part.kind === 'turn' ? 1 : 0;
  return playheadOf(last + (fittedEpoch - last) * back, states);
}
