import { sum } from 'd3-array';
import { clamp } from '../../src/sim/maths.ts';
import { CLASSES } from '../../src/sim/trainings/classifier.ts';
import { hardestPair } from '../../src/sim/trainings/classifier-readings.ts';
import {
  contains,
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
  cellsLit,
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
  training: { first: 1, ratio: 0.74, floor: 0.04 },
  sample: { first: 0.3, ratio: 0.9, floor: 0.075 },
} as const satisfies Record<string, Pace>;

/** All epochs, from a given second of their part. */
const passage = (durations: readonly number[], begin: number) => ({
  end: begin + sum(durations),
  layOut: ({ clock }: PartTime) => ({ clock: clock(begin, durations, EVENLY) }),
});

/** Seconds for which each picture is counted, and each cell is lit. */
const [COUNTED, CELL] = [0.25, 1.2];
/** Ten pictures are counted, then there is a rest as long as four. */
export const ROUND = CLASSES + 4;

/** Pictures are counted, 0 to 9, again and again: in which frames, and how many frames for each. */
const counting = ({ range }: PartTime, start: number, end: number) => ({
  counts: { start, end },
  each: (range(0, 10 * COUNTED).end - range(0, 0).start) / 10,
});

/** The pictures counted in a round until a frame, with a fraction; `null` while none is. */
export function countedAt(part: FeatureStory['parts'][number], frame: number): number | null {
  if (!('counts' in part && contains(part.counts, frame))) return null;
  const turn = ((frame - part.counts.start) / part.each) % ROUND;
  return turn < CLASSES ? turn : null;
}

/** The cell that is lit at a frame, and how much, 0 … 1. */
export function litAt(
  part: FeaturePart<'walls'>,
  frame: number,
): { readonly own: number; readonly lit: number } {
  const { cells, digits } = part;
  const turn = progress(cells, frame) * digits.length;
  const own = digits[Math.min(Math.floor(turn), digits.length - 1)] ?? 0;
  const through = turn % 1;
  return { own, lit: contains(cells, frame) ? clamp(6 * Math.min(through, 1 - through), 0, 1) : 0 };
}

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

  const burst = passage(stepDurations(steps, PACE.question), 0.6);
  const paced = stepDurations(steps, PACE.training);
  const { cues, seconds } = unhurried(remarks(trace), paced, sheet, { begin: BEFORE, lands: LANDS });
  const training = passage(seconds, BEFORE);
  const traced = passage(stepDurations(steps, PACE.sample), 1.6);
  const digits = cellsLit(trace);
  const [flat, together] = walls(trace);
  const hard = hardestClass(trace);
  const [why, ...until] = answer(trace);

  return sheet.story([
    part('question', {
      minSeconds: burst.end + 0.3,
      chapter: say('networkHeading'),
      captions: from(0.4, question(trace)),
      poster: true,
      layOut: (time) => ({ ...burst.layOut(time), ...counting(time, time.frame(0.5), time.end) }),
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
            after: digits.length * CELL - 1.2,
            layOut: ({ range, caption, last }) => ({
              settle: range(0, 0.8),
              appears: range(0.8, 0.8),
              edge: range(1.4, 1.8),
              all: caption(1, 1.4),
              back: caption(1, 2.4),
              cells: last(digits.length * CELL + 0.2, digits.length * CELL),
              digits,
            }),
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
            layOut: ({ range }) => ({ strays: range(1, 2.2) }),
          }),
        ]),
    part('sample', {
      heading: say('sampleHeading', { digit }),
      chapter: hard.length === 0 ? say('closerHeading') : null,
      minSeconds: traced.end + HOLD,
      layOut: (time) => ({
        ...traced.layOut(time),
        rewind: time.range(0.5, 1),
        nearer: time.range(traced.end, 2.5),
      }),
      captions: [...wavering(trace), ...from(traced.end + 0.1, ...verdict(trace))],
    }),
    part('end', {
      heading: say('endHeading'),
      minSeconds: 7.2,
      after: 1.3,
      layOut: (time) => {
        const home = time.last(3.4, 1.4);
        const start = time.frame(1);
        return { came: time.range(0.6, 2.4), home, ...counting(time, start, home.start) };
      },
      captions: [...(why === undefined ? [] : from(0.7, why)), ...from(3.4, ...until)],
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
    case 'question':
    case 'training':
      return playheadOf(0, states);
    case 'network':
      return fitted(easeInOut(progress(part.pulse, frame)));
    case 'walls':
      return fitted(1 - easeInOut(progress(part.settle, frame)));
    case 'start':
    case 'sample': {
      const from = part.kind === 'start' && hardestPair(trace) === null ? facts.fittedEpoch : last;
      return playheadOf(from * (1 - easeInOut(progress(part.rewind, frame))), states);
    }
    default:
      return playheadOf(last, states);
  }
}
