import type { Message } from '../../src/story/captions.ts';
import {
  arrivalOf,
  type Fps,
  type FrameRange,
  frameAt,
  type Manner,
  type StepClock,
  stepClock,
} from '../../src/story/clock.ts';
import type { Chapter, Story } from '../../src/story/story.ts';
import { captionsEnd, layOut, type Passage, timeCaptions } from '../../src/story/timeline.ts';
import { overfits, type RemedyFacts } from './facts.ts';
import type { Remedy } from './params.ts';
import type { OverfittingTrace } from './simulation.ts';
import { say, word } from './text.ts';

interface Timed extends FrameRange {
  readonly id: string;
}

export interface TitleBeat extends Timed {
  readonly kind: 'title';
}

export interface DataBeat extends Timed {
  readonly kind: 'data';
  /** The points to learn from appear. */
  readonly points: FrameRange;
  /** The true boundary draws itself and the wrong labels are ringed. */
  readonly truth: FrameRange;
  /** The points to be judged by come, and go again. */
  readonly validation: FrameRange;
}

export interface LearnBeat extends Timed {
  readonly kind: 'learn';
  readonly clock: StepClock;
  /** From here on the best epoch is marked. */
  readonly bestFrame: number;
  /** From here on the stop is marked. */
  readonly stopFrame: number;
  /** All epochs are over. */
  readonly overFrame: number;
}

export interface RemedyBeat extends Timed {
  readonly kind: 'remedy';
  readonly remedy: number;
  readonly clock: StepClock;
  readonly verdictFrame: number;
}

export interface CompareBeat extends Timed {
  readonly kind: 'compare';
}

export type OverfittingBeat = TitleBeat | DataBeat | LearnBeat | RemedyBeat | CompareBeat;
export type OverfittingStory = Story<OverfittingBeat>;

/** Seconds. */
const TITLE = 2.2;
const LEAD = 0.15;
const LEARN_INTRO = 0.9;
/** For all epochs together, whatever their number. */
const LEARNING = 12;
/** How long the best epoch is held. */
const HOLD = 2.2;
const REMEDY_INTRO = 0.7;
const REMEDY_RUN = 4;
const AFTER = 0.2;

/** What a remedy's words and labels need. */
export function remedyAmount(remedy: Remedy): number {
  switch (remedy.kind) {
    case 'weight-decay':
      return remedy.strength;
    case 'dropout':
      return remedy.share;
    case 'more-data':
      return remedy.times;
    case 'early-stopping':
      return remedy.patience;
  }
}

/** A held epoch stands still and moves on at its end; the others flow. */
const holding =
  (pace: number): Manner =>
  (duration) => ({ move: duration > 1.5 * pace ? 1 - pace / duration : 0, land: 1 });

/** The epoch that is held; `null` where the last one, or the first, is the best. */
const heldEpoch = ({ facts, params }: OverfittingTrace): number | null =>
  facts.bestEpoch > 0 && facts.bestEpoch < params.epochs ? facts.bestEpoch : null;

/** What is said while the networks learn: until the best epoch, there, after it, and at the end. */
function learnMessages(trace: OverfittingTrace) {
  const { facts, params, points } = trace;
  const noise = points.train.some(({ flipped }) => flipped);
  const opening = say('captionRuns', { seeds: params.seeds });
  if (facts.bestEpoch === 0) {
    return { before: [opening, say('captionOnlyTrain')], best: say('captionNever'), after: [] };
  }
  const before = [opening, say('captionShape')];
  if (!overfits(facts))
    return { before, best: null, after: [say('captionNoOverfit', { epochs: params.epochs })] };
  const trains = facts.finalTrainLoss < facts.bestValidationLoss - facts.gapAtBest;
  return {
    before,
    best: say('captionBest', { epoch: facts.bestEpoch }),
    after: [
      say('captionNoise', { noise }),
      trains ? say('captionApart') : say('captionApartStill'),
      say('captionGap', { best: facts.gapAtBest, final: facts.finalGap }),
    ],
  };
}

/** The remedy that ends lowest, if it ends lower than without. */
export function winnerOf({ facts }: OverfittingTrace): RemedyFacts | null {
  const helpful = facts.remedies.filter(({ effect }) => effect === 'better' || effect === 'calmer');
  return helpful.reduce<RemedyFacts | null>(
    (best, remedy) =>
      best === null || remedy.finalValidationLoss < best.finalValidationLoss ? remedy : best,
    null,
  );
}

/**
 * Tells overfitting: title, task, the networks learning up to their best epoch and beyond, each remedy on a split
 * screen, and what they came to. A pure function of trace and frame rate; its timing depends on the words, the number
 * of epochs and the best one.
 */
export function tellOverfitting(trace: OverfittingTrace, fps: Fps): OverfittingStory {
  const { params, facts, points, remedies } = trace;
  const { epochs } = params;
  const wrong = points.train.filter(({ flipped }) => flipped).length;
  const data = timeCaptions(
    [
      { at: LEAD, message: say('captionTask', { train: points.train.length }) },
      { at: 0, message: say('captionTruth', { wrong }) },
      { at: 0, message: say('captionValidation', { validation: points.validation.length }) },
    ],
    word,
  );

  const pace = LEARNING / epochs;
  const held = heldEpoch(trace);
  const durations = Array.from({ length: epochs }, (_, k) => pace + (k === held ? HOLD : 0));
  const bestAt = LEARN_INTRO + pace * (held ?? facts.bestEpoch);
  const learningEnds = LEARN_INTRO + LEARNING + (held === null ? 0 : HOLD);
  const said = learnMessages(trace);
  const learn = timeCaptions(
    [
      ...said.before.map((message) => ({ at: LEAD, message })),
      ...(said.best === null
        ? []
        : [{ at: facts.bestEpoch === 0 ? learningEnds : bestAt, message: said.best }]),
      ...said.after.map((message, i) => ({
        at: i === said.after.length - 1 ? learningEnds + 0.2 : bestAt + HOLD + 0.2,
        message,
      })),
    ],
    word,
  );

  const cures = remedies.map(({ remedy }, i) => {
    const own = facts.remedies[i];
    const effect = own?.effect ?? 'none';
    const values = { kind: remedy.kind, amount: remedyAmount(remedy), epochs, points: params.data.train };
    const opening = timeCaptions([{ at: LEAD, message: say('captionRemedy', values) }], word);
    const verdictAt = Math.max(REMEDY_INTRO + REMEDY_RUN + 0.1, captionsEnd(opening) + 0.1);
    const verdict = say('captionEffect', {
      kind: remedy.kind,
      effect,
      final: own?.finalValidationLoss ?? 0,
      without: facts.finalValidationLoss,
    });
    return {
      verdictAt,
      captions: [...opening, ...timeCaptions([{ at: verdictAt, message: verdict }], word)],
    };
  });

  const winner = winnerOf(trace);
  const compare = timeCaptions(
    [
      ...(remedies.length === 0
        ? []
        : [
            {
              at: 0.6,
              message: say('captionWinner', {
                kind: winner?.kind ?? null,
                final: winner?.finalValidationLoss ?? facts.finalValidationLoss,
              }),
            },
          ]),
      { at: 0.6, message: say('captionLesson') },
    ],
    word,
  );

  const passages: readonly Passage[] = [
    { id: 'title', seconds: TITLE, captions: [] },
    { id: 'data', seconds: captionsEnd(data) + AFTER, captions: data },
    { id: 'learn', seconds: Math.max(learningEnds + 1, captionsEnd(learn)) + AFTER, captions: learn },
    ...cures.map(({ captions }, i) => ({
      id: `remedy-${i + 1}`,
      seconds: captionsEnd(captions) + AFTER,
      captions,
    })),
    { id: 'compare', seconds: captionsEnd(compare) + 0.8, captions: compare },
  ];
  const placed = layOut(passages, fps);
  const after = (start: number, seconds: number): number => start + frameAt(seconds, fps);

  const beats = placed.map(({ id, start, end, captions }, i): OverfittingBeat => {
    const range = { id, start, end };
    if (id === 'title' || id === 'compare') return { ...range, kind: id };
    if (id === 'data') {
      const [, second, third] = captions;
      const from = second?.start ?? start;
      return {
        ...range,
        kind: 'data',
        points: { start: after(start, 0.2), end: after(start, 2) },
        truth: { start: from, end: after(from, 1) },
        validation: { start: third?.start ?? end, end: end - frameAt(0.6, fps) },
      };
    }
    if (id === 'learn') {
      const clock = stepClock(after(start, LEARN_INTRO), durations, fps, holding(pace));
      return {
        ...range,
        kind: 'learn',
        clock,
        bestFrame: arrivalOf(clock, facts.bestEpoch),
        stopFrame: facts.stopEpoch === null ? end : arrivalOf(clock, facts.stopEpoch),
        overFrame: arrivalOf(clock, epochs),
      };
    }
    const remedy = i - 3;
    const even = Array<number>(epochs).fill(REMEDY_RUN / epochs);
    return {
      ...range,
      kind: 'remedy',
      remedy,
      clock: stepClock(after(start, REMEDY_INTRO), even, fps, holding(REMEDY_RUN)),
      verdictFrame: after(start, cures[remedy]?.verdictAt ?? 0),
    };
  });

  const frames = placed.at(-1)?.end ?? 0;
  return {
    fps,
    frames,
    beats,
    captions: placed.flatMap(({ captions }) => captions),
    chapters: chaptersOf(trace, beats),
    posterFrame: (beats.find(({ kind }) => kind === 'learn')?.end ?? frames) - 1,
  };
}

/** What stands above a beat, and in the list of chapters. */
export function headingOf({ params, remedies }: OverfittingTrace, beat: OverfittingBeat): Message {
  switch (beat.kind) {
    case 'title':
    case 'data':
      return say('dataHeading');
    case 'learn':
      return say('learnHeading', { seeds: params.seeds });
    case 'remedy':
      return say('remedyHeading', {
        remedy: beat.remedy + 1,
        remedies: remedies.length,
        kind: remedies[beat.remedy]?.remedy.kind ?? 'dropout',
      });
    case 'compare':
      return say('compareHeading', { remedies: remedies.length });
  }
}

/** One for the task (from 0:00), the training, all remedies together, which are short, and what they came to. */
function chaptersOf(trace: OverfittingTrace, beats: readonly OverfittingBeat[]): readonly Chapter[] {
  const remedies = trace.remedies.length;
  return beats.flatMap((beat) => {
    if (beat.kind === 'data' || (beat.kind === 'remedy' && beat.remedy > 0)) return [];
    const together = beat.kind === 'remedy' && remedies > 1;
    const title = together ? say('remediesChapter', { remedies }) : headingOf(trace, beat);
    return [{ frame: beat.start, title }];
  });
}
