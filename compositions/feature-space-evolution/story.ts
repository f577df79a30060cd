import type { Message } from '../../src/story/captions.ts';
import {
  type Fps,
  type FrameRange,
  flowing,
  type StepClock,
  stepClock,
  stepDurations,
} from '../../src/story/clock.ts';
import type { Chapter, Story } from '../../src/story/story.ts';
import { captionsEnd, layOut, type Passage, type TimedCue, timeCaptions } from '../../src/story/timeline.ts';
import { LEARNED, milestonesOf } from './milestones.ts';
import type { FeatureTrace } from './simulation.ts';
import { say, word } from './text.ts';

interface Timed extends FrameRange {
  readonly id: string;
}

export interface CardBeat extends Timed {
  readonly kind: 'title' | 'data' | 'end';
}

/** One image becomes one point. */
export interface ViewBeat extends Timed {
  readonly kind: 'view';
  /** The network appears. */
  readonly network: FrameRange;
  /** The point appears. */
  readonly point: FrameRange;
}

/** The state before training. */
export interface CloudBeat extends Timed {
  readonly kind: 'cloud';
  /** The points appear. */
  readonly points: FrameRange;
  /** Rings appear around the wrong ones. */
  readonly rings: FrameRange;
}

/** A run through all epochs. */
export interface EpochsBeat extends Timed {
  readonly kind: 'training' | 'class' | 'sample';
  readonly clock: StepClock;
  /** The epochs run backwards; empty in the training itself. */
  readonly rewind: FrameRange;
}

export type FeatureBeat = CardBeat | ViewBeat | CloudBeat | EpochsBeat;
export type FeatureStory = Story<FeatureBeat>;

export const isEpochsBeat = (beat: FeatureBeat): beat is EpochsBeat => 'clock' in beat;

/** Seconds. */
const TITLE = 2.4;
const CAPTION_LEAD = 0.15;
const AFTER = 0.3;
const FIRST_EPOCH = 0.6;
const HOLD = 1.4;
const REWIND = { class: 1.3, sample: 1.1 } as const;
const REWOUND = { class: 1.5, sample: 1.2 } as const;
const END = 3;

/** The first epochs change most and are the slowest. */
const TRAINING_PACE = { first: 1.2, ratio: 0.86, floor: 0.28 } as const;
const CLASS_PACE = { first: 0.09, ratio: 1, floor: 0.09 } as const;
const SAMPLE_PACE = { first: 0.5, ratio: 0.92, floor: 0.15 } as const;

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** How the training ended. */
export function trainedMessage(trace: FeatureTrace): Message {
  const [run] = trace.runs;
  const epoch = trace.predictions.length - 1;
  if (run?.status === 'diverged') return say('captionDiverged', { epoch });
  const share = run?.series.accuracy.at(-1) ?? 0;
  return say('captionTrained', { epoch, share, apart: milestonesOf(trace).apart });
}

function firstMessage(trace: FeatureTrace): Message {
  const { first, epochs, sizes } = milestonesOf(trace);
  if (first === null) return say('captionNone', { share: LEARNED });
  const right = epochs[first.epoch]?.right[first.digit] ?? 0;
  return say('captionFirst', { ...first, share: right / Math.max(1, sizes[first.digit] ?? 0) });
}

/** How far it is when half the epochs are done. */
function halfwayMessage({ runs, labels, predictions }: FeatureTrace): Message {
  const epoch = Math.floor((predictions.length - 1) / 2);
  const share = runs[0]?.series.accuracy[epoch] ?? 0;
  const wrong = labels.filter((label, i) => predictions[epoch]?.[i] !== label).length;
  return say('captionHalfway', { epoch, share, wrong });
}

function mistakesMessage({ facts: { hardest } }: FeatureTrace): Message {
  const { class: digit, images, right, takenFor: guess, taken, guesses } = hardest;
  return say('captionMistakes', { digit, images, wrong: images - right, guess, taken, guesses });
}

function verdictMessage({
  facts: { traced },
  predictions,
  tracedProbabilities,
  labels,
}: FeatureTrace): Message {
  const guess = predictions.at(-1)?.[traced] ?? 0;
  const share = tracedProbabilities.at(-1)?.[guess] ?? 0;
  return say('captionVerdict', { guess, share, digit: labels[traced] ?? 0 });
}

const cue = (at: number, message: Message) => ({ at, message });

/** The captions of every beat, in seconds from its start. */
function captionsOf(
  trace: FeatureTrace,
  seconds: Readonly<Record<EpochsBeat['kind'], number>>,
  durations: readonly number[],
) {
  const steps = durations.length;
  const { params, facts, runs } = trace;
  const projection = params.projection.kind;
  const accuracy = runs[0]?.series.accuracy[0] ?? 0;
  const time = (...cues: readonly ReturnType<typeof cue>[]): readonly TimedCue[] => timeCaptions(cues, word);
  const drawn = params.data.images === undefined;
  const digit = facts.hardest.class;
  return {
    data: time(
      cue(
        CAPTION_LEAD,
        drawn ? say('captionDrawn', { varied: params.data.variety > 0 }) : say('captionRead'),
      ),
      cue(0, say('captionSplit', { train: facts.trainImages, test: facts.testImages })),
    ),
    view: time(
      cue(CAPTION_LEAD, say('captionCode', { projection, dimensions: facts.dimensions })),
      cue(0, say('captionPoint', { projection })),
      cue(0, say('captionVariance', { share: facts.varianceExplained, epoch: facts.fittedEpoch })),
    ),
    cloud: time(
      cue(CAPTION_LEAD, say('captionCloud', { mixed: milestonesOf(trace).mixed })),
      cue(0, say('captionRings', { wrong: 1 - accuracy })),
    ),
    training: time(
      cue(CAPTION_LEAD, say('captionEpoch', { train: facts.trainImages })),
      cue(0, say('captionLinear')),
      cue(
        FIRST_EPOCH + sum(durations.slice(0, milestonesOf(trace).first?.epoch ?? steps >> 1)),
        firstMessage(trace),
      ),
      cue(FIRST_EPOCH + sum(durations.slice(0, steps >> 1)), halfwayMessage(trace)),
      cue(FIRST_EPOCH + seconds.training + 0.1, trainedMessage(trace)),
    ),
    class: time(
      cue(
        CAPTION_LEAD,
        facts.hardest.takenFor === null
          ? say('captionClassPerfect', { digit })
          : say('captionClass', { digit }),
      ),
      cue(REWIND.class + REWOUND.class + seconds.class, mistakesMessage(trace)),
    ),
    sample: time(
      cue(CAPTION_LEAD, say('captionSample', { changes: facts.tracedChanges })),
      cue(REWIND.sample + REWOUND.sample, say('captionStar')),
      cue(REWIND.sample + REWOUND.sample + seconds.sample + 0.1, verdictMessage(trace)),
    ),
  };
}

/**
 * Tells the film: the images, how an image becomes a point, the cloud before training, the training, then the same
 * epochs once more for one class and for one image. A pure function of trace and frame rate.
 */
export function tellFeatureSpace(trace: FeatureTrace, fps: Fps): FeatureStory {
  const steps = trace.predictions.length - 1;
  const durations = {
    training: stepDurations(steps, TRAINING_PACE),
    class: stepDurations(steps, CLASS_PACE),
    sample: stepDurations(steps, SAMPLE_PACE),
  };
  const seconds = {
    training: sum(durations.training),
    class: sum(durations.class),
    sample: sum(durations.sample),
  };
  const said = captionsOf(trace, seconds, durations.training);
  const passage = (
    id: FeatureBeat['kind'],
    least: number,
    captions: readonly TimedCue[] = [],
  ): Passage<FeatureBeat['kind']> => ({
    id,
    seconds: Math.max(least, captionsEnd(captions) + AFTER),
    captions,
  });
  const placed = layOut(
    [
      passage('title', TITLE),
      passage('data', 0, said.data),
      passage('view', 0, said.view),
      passage('cloud', 0, said.cloud),
      passage('training', FIRST_EPOCH + seconds.training + HOLD, said.training),
      passage('class', REWIND.class + REWOUND.class + seconds.class + HOLD, said.class),
      passage('sample', REWIND.sample + REWOUND.sample + seconds.sample + HOLD, said.sample),
      passage('end', END),
    ],
    fps,
  );
  const after = (start: number, time: number): number => start + Math.round(time * fps);
  const beats = placed.map(({ id, start, end }): FeatureBeat => {
    const range = { id, start, end };
    const within = (from: number, length: number): FrameRange => ({
      start: after(start, from),
      end: after(start, from + length),
    });
    switch (id) {
      case 'view':
        return {
          ...range,
          kind: 'view',
          network: within(said.view[0]?.from ?? 0, 1),
          point: within(said.view[1]?.from ?? 0, 1),
        };
      case 'cloud':
        return {
          ...range,
          kind: 'cloud',
          points: within(0.1, 1),
          rings: within(said.cloud[1]?.from ?? 0, 0.8),
        };
      case 'training':
        return {
          ...range,
          kind: 'training',
          rewind: { start, end: start },
          clock: stepClock(after(start, FIRST_EPOCH), durations.training, fps, flowing),
        };
      case 'class':
      case 'sample': {
        const begin = after(start, REWIND[id] + REWOUND[id]);
        return {
          ...range,
          kind: id,
          rewind: within(REWOUND[id] - 0.3, REWIND[id]),
          clock: stepClock(begin, durations[id], fps, flowing),
        };
      }
      default:
        return { ...range, kind: id };
    }
  });
  const trained = beats.find(({ kind }) => kind === 'training');
  const frames = placed.at(-1)?.end ?? 0;
  return {
    fps,
    frames,
    beats,
    captions: placed.flatMap(({ captions }) => captions),
    chapters: chaptersOf(trace, beats),
    posterFrame: Math.min(frames, trained?.end ?? frames) - 1,
  };
}

/** What a beat is called, on screen and as a chapter; the title opens the first chapter. */
export function headingOf({ facts, labels }: FeatureTrace, kind: FeatureBeat['kind']): Message | null {
  switch (kind) {
    case 'title':
    case 'end':
      return null;
    case 'data':
      return say('dataHeading');
    case 'view':
      return say('viewHeading');
    case 'cloud':
      return say('cloudHeading');
    case 'training':
      return say('trainingHeading');
    case 'class':
      return say('classHeading', { digit: facts.hardest.class });
    case 'sample':
      return say('sampleHeading', { digit: labels[facts.traced] ?? 0 });
  }
}

const chaptersOf = (trace: FeatureTrace, beats: readonly FeatureBeat[]): readonly Chapter[] =>
  beats.flatMap(({ kind, start }): Chapter[] => {
    if (kind === 'data') return [];
    const title = kind === 'title' ? say('dataHeading') : headingOf(trace, kind);
    return title === null ? [] : [{ frame: start, title }];
  });
