import { sum } from 'd3-array';
import { hardestPair } from '../../src/sim/trainings/classifier-readings.ts';
import {
  contains,
  endOf,
  type Fps,
  flowing,
  type Manner,
  type Pace,
  progress,
  stepDurations,
} from '../../src/story/clock.ts';
import { easeInOut } from '../../src/story/ease.ts';
import type { Look } from '../../src/story/look.ts';
import { type Playhead, playheadAt, playheadOf } from '../../src/story/playhead.ts';
import { unhurried } from '../../src/story/remarks.ts';
import { type Cue, type PartTime, part, script } from '../../src/story/script.ts';
import type { PartOf } from '../../src/story/story.ts';
import type { Message } from '../../src/story/words.ts';
import {
  answer,
  beginning,
  hardestClass,
  outcome,
  question,
  remarks,
  verdict,
  walls,
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
/** Seconds for which the last epoch is held, and before the first epoch of the training. */
const [HOLD, BEFORE] = [1, 0.5];
/** The first epochs bring the largest changes and are shown most slowly. */
const PACE = {
  question: { first: 0.5, ratio: 0.82, floor: 0.025 },
  training: { first: 1.3, ratio: 0.77, floor: 0.04 },
  sample: { first: 0.3, ratio: 0.9, floor: 0.075 },
  end: { first: 0.5, ratio: 0.84, floor: 0.035 },
} as const satisfies Record<string, Pace>;

/** All epochs, from a given second of their part, after a rewind. */
function passage(durations: readonly number[], begin: number, rewind: readonly [number, number]) {
  const layOut = ({ range, clock }: PartTime) => ({
    rewind: range(...rewind),
    clock: clock(begin, durations, EVENLY),
  });
  return { end: begin + sum(durations), layOut };
}

/** Seconds for which each picture is counted while training runs, and each cell while nothing else does. */
const [COUNTED, CELL] = [0.25, 0.36];

/** The digits are counted, 0 to 9, again and again: in which frames, and how many frames for each. */
const counting = ({ range }: PartTime, start: number, end: number, seconds = COUNTED) => ({
  counts: { start, end },
  each: (range(0, 10 * seconds).end - range(0, 0).start) / 10,
});

/** The digits counted in a part until a frame, with a fraction; `null` while none is. */
export const countedAt = (part: FeatureStory['parts'][number], frame: number): number | null =>
  'counts' in part && contains(part.counts, frame) ? (frame - part.counts.start) / part.each : null;

/** Messages one after the other, from a second on. */
const from = (second: number, ...messages: readonly Message[]): readonly Cue[] =>
  messages.map((message) => [second, message]);

/**
 * Tells the film: pictures burst out of a heap; how a picture becomes a dot; the walls that the network reads dots by; the
 * training, which moves both; what stays wrong, in one class and for one picture; the answer.
 */
export function tell(trace: FeatureTrace, fps: Fps, look: Look) {
  const { params, facts, labels, predictions } = trace;
  const sheet = script(words, fps, look);
  const steps = predictions.length - 1;
  const { dimensions, hardest } = facts;
  const digit = labels[facts.traced] ?? 0;
  const view = { projection: params.projection.kind, dimensions };

  const burst = passage(stepDurations(steps, PACE.question), 1.5, [0.3, 0.9]);
  const paced = stepDurations(steps, PACE.training);
  const { cues, seconds } = unhurried(remarks(trace), paced, sheet, { begin: BEFORE, lands: LANDS });
  const training = passage(seconds, BEFORE, [0, 0]);
  const traced = passage(stepDurations(steps, PACE.sample), 1.6, [0.5, 1]);
  const again = passage(stepDurations(steps, PACE.end), 1.3, [0.2, 0.9]);
  const [flat, together] = walls(trace);
  const hard = hardestClass(trace);
  const [why, ...until] = answer(trace);

  return sheet.story([
    part('question', {
      minSeconds: burst.end + 0.3,
      chapter: say('networkHeading'),
      captions: from(0.4, question(trace)),
      poster: true,
      layOut: (time) => {
        const laid = burst.layOut(time);
        return { ...laid, ...counting(time, laid.rewind.end, time.end) };
      },
    }),
    part('dots', {
      minSeconds: 3,
      captions: [say('captionDot', view)],
      layOut: ({ range }) => ({ shrink: range(0.3, 1.4) }),
    }),
    part('network', {
      heading: say('networkHeading'),
      captions: from(0.5, say('captionNetwork', view), say('captionPlace', view)),
      after: 0.4,
      layOut: ({ caption, range }) => ({ pulse: range(1, 2), point: caption(1, 1.8) }),
    }),
    ...(hardestPair(trace) === null
      ? []
      : [
          part('walls', {
            heading: say('wallsHeading', view),
            captions: [...from(0.4, flat), ...from(4, together)],
            after: 10 * CELL - 2,
            layOut: (time) => {
              const { range, caption, end } = time;
              return {
                settle: range(0, 0.8),
                appears: range(0.8, 0.8),
                edge: range(1.4, 1.8),
                all: caption(1, 1.4),
                back: caption(1, 2.4),
                ...counting(time, end - (range(0, 10 * CELL).end - range(0, 0).start), end, CELL),
              };
            },
          }),
        ]),
    part('start', {
      heading: say('startHeading'),
      chapter: say('trainingHeading'),
      captions: from(1.3, ...beginning(trace)),
      layOut: (time) => ({ rewind: time.range(0, 1.25), ...counting(time, time.start, time.end) }),
    }),
    part('training', {
      heading: say('trainingHeading'),
      minSeconds: training.end + HOLD,
      layOut: (time) => ({ ...training.layOut(time), ...counting(time, time.start, time.end) }),
      captions: [...cues, ...from(training.end + 0.1, outcome(trace))],
    }),
    ...(hard.length === 0
      ? []
      : [
          part('wrong', {
            heading: say('wrongHeading', { digit: hardest.class }),
            chapter: say('closerHeading'),
            captions: from(0.4, ...hard),
            minSeconds: 4.6,
            layOut: ({ range }) => ({ strays: range(1, 1.6) }),
          }),
        ]),
    part('sample', {
      heading: say('sampleHeading', { digit }),
      chapter: hard.length === 0 ? say('closerHeading') : null,
      minSeconds: traced.end + HOLD,
      layOut: (time) => ({ ...traced.layOut(time), nearer: time.range(traced.end, 2.5) }),
      captions: [...wavering(trace), ...from(traced.end + 0.1, ...verdict(trace))],
    }),
    part('end', {
      heading: say('endHeading'),
      minSeconds: again.end + 2 * HOLD,
      after: 1.6,
      layOut: (time) => {
        const laid = again.layOut(time);
        return { ...laid, ...counting(time, laid.rewind.end, endOf(laid.clock)) };
      },
      captions: [...(why === undefined ? [] : from(1.15, why)), ...from(again.end + 0.1, ...until)],
    }),
  ]);
}

/** The playhead of a frame: what the picture shows, and the sound follows. */
export function headOf(trace: FeatureTrace, part: FeatureStory['parts'][number], frame: number): Playhead {
  const { predictions, facts } = trace;
  const states = predictions.length;
  const last = states - 1;
  if ('clock' in part && frame >= (part.clock.onsets[0] ?? 0)) return playheadAt(part.clock, frame, states);
  // The view is that of the epoch it was fitted to, and so are the numbers of the network.
  const fitted = (share: number) => playheadOf(last + (facts.fittedEpoch - last) * share, states);
  switch (part.kind) {
    case 'training':
      return playheadOf(0, states);
    case 'network':
      return fitted(easeInOut(progress(part.pulse, frame)));
    case 'walls':
      return fitted(1 - easeInOut(progress(part.settle, frame)));
    case 'start':
    case 'question':
    case 'sample':
    case 'end': {
      const from = part.kind === 'start' && hardestPair(trace) === null ? facts.fittedEpoch : last;
      return playheadOf(from * (1 - easeInOut(progress(part.rewind, frame))), states);
    }
    default:
      return playheadOf(last, states);
  }
}
