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
import { ending, mistakes, outcome, question, remarks, verdict } from './messages.ts';
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
/** Seconds at which the opening's cloud bursts, and before the first epoch of the training. */
const BURST = 1.5;
const BEFORE = 0.5;
/** The first epochs bring the largest changes and are shown most slowly. */
const PACE = {
  question: { first: 0.5, ratio: 0.82, floor: 0.025 },
  training: { first: 1.8, ratio: 0.78, floor: 0.17 },
  class: { first: 0.12, ratio: 0.9, floor: 0.085 },
  sample: { first: 0.4, ratio: 0.9, floor: 0.13 },
} as const satisfies Record<string, Pace>;

/** A replay of all epochs that starts at a given second of its part, after a rewind. */
function passage(durations: readonly number[], begin: number, rewind: readonly [number, number]) {
  const end = begin + sum(durations);
  const layOut = ({ range, clock }: PartTime) => ({
    rewind: range(...rewind),
    clock: clock(begin, durations, EVENLY),
  });
  return { end, layOut };
}

/**
 * Tells the film: a question over the cloud as it bursts; what a point is, and from where it comes; the cloud in space,
 * and the plane that the film uses; the training; then a replay of the epochs for one class and for one image; the end.
 */
export function tell(trace: FeatureTrace, fps: Fps, look: Look) {
  const { params, facts, labels, predictions } = trace;
  const sheet = script(words, fps, look);
  const steps = predictions.length - 1;
  const projection = params.projection.kind;
  const { fittedEpoch, dimensions, varianceExplained, hardest } = facts;
  const { mixed } = classMilestones(trace);
  const digit = labels[facts.traced] ?? 0;
  const source = params.data.images === undefined ? 'drawn' : 'read';

  const burst = stepDurations(steps, PACE.question);
  const paced = stepDurations(steps, PACE.training);
  const { cues, seconds } = unhurried(remarks(trace), paced, sheet, { begin: BEFORE, lands: LANDS });
  const training = passage(seconds, BEFORE, [0, 0]);
  const alone = passage(stepDurations(steps, PACE.class), 1.5, [0.4, 1]);
  const traced = passage(stepDurations(steps, PACE.sample), 1.6, [0.5, 1]);
  /** Messages one after the other, from a second on. */
  const from = (second: number, messages: readonly Message[]): readonly Cue[] =>
    messages.map((message) => [second, message]);

  return sheet.story([
    part('question', {
      minSeconds: BURST + sum(burst) + 0.3,
      chapter: say('pointsHeading'),
      captions: [[0.4, question(trace)]],
      poster: true,
      layOut: ({ range, clock }) => ({ rewind: range(0.3, 0.9), clock: clock(BURST, burst, EVENLY) }),
    }),
    part('points', {
      heading: say('pointsHeading'),
      minSeconds: 4.9,
      captions: [say('captionPoints', { source })],
      layOut: ({ range }) => ({ images: range(0.4, 2.9) }),
    }),
    part('network', {
      heading: say('viewHeading'),
      chapter: say('viewHeading'),
      captions: [
        say('captionNetwork', { projection, dimensions }),
        say('captionPoint', { projection, dimensions }),
      ],
      layOut: ({ caption, range }) => ({ pulse: range(1, 2), point: caption(1, 1) }),
    }),
    part('turn', {
      heading: say('turnHeading', { projection, dimensions }),
      captions: [
        say('captionSide', { projection, dimensions }),
        say('captionVariance', { projection, dimensions, share: varianceExplained, epoch: fittedEpoch }),
      ],
      layOut: ({ caption }) => ({
        settle: { start: caption(0, 0).start, end: caption(1, 0).start },
        measured: caption(1, 0.5),
      }),
    }),
    part('cloud', {
      heading: say('cloudHeading'),
      chapter: say('trainingHeading'),
      captions: from(1.2, [say('captionCloud', { mixed })]),
      layOut: ({ range }) => ({ rewind: range(0.1, 1.2), rings: range(1, 0.8) }),
    }),
    part('training', {
      heading: say('trainingHeading'),
      minSeconds: training.end + HOLD,
      layOut: training.layOut,
      captions: [...cues, ...from(training.end + 0.1, outcome(trace))],
    }),
    part('class', {
      heading: say('classHeading', { digit: hardest.class }),
      chapter: say('closerHeading'),
      minSeconds: alone.end + HOLD,
      layOut: (time) => ({ ...alone.layOut(time), strays: time.range(alone.end + 0.2, 1.6) }),
      captions: [
        say('captionClass', { digit: hardest.class, perfect: hardest.guesses === 0 }),
        ...from(alone.end + 0.1, [mistakes(trace)]),
      ],
    }),
    part('sample', {
      heading: say('sampleHeading', { digit }),
      minSeconds: traced.end + HOLD,
      layOut: traced.layOut,
      captions: [
        say('captionSample', { changes: facts.tracedChanges }),
        ...from(1.5, [say('captionStar')]),
        ...(steps > 1 ? [say('captionLinear')] : []),
        ...from(traced.end + 0.1, verdict(trace)),
      ],
    }),
    part('end', { minSeconds: 2.8, heading: ending(trace) }),
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
  const from = part.kind === 'cloud' ? fittedEpoch : part.kind === 'training' ? 0 : last;
  if ('rewind' in part) return playheadOf(from * (1 - easeInOut(progress(part.rewind, frame))), states);
  // The plane is that of the epoch it was fitted to.
  const back =
    part.kind === 'network' ? easeInOut(progress(part.pulse, frame)) : part.kind === 'turn' ? 1 : 0;
  return playheadOf(last + (fittedEpoch - last) * back, states);
}
