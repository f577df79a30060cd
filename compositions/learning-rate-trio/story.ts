import type { Message } from '../../src/story/captions.ts';
import {
  type Fps,
  type FrameRange,
  progress,
  type StepClock,
  stepClock,
  stepDurations,
} from '../../src/story/clock.ts';
import { easeInOut } from '../../src/story/ease.ts';
import type { Chapter, Story } from '../../src/story/story.ts';
import { captionsEnd, layOut, type Passage, type TimedCue, timeCaptions } from '../../src/story/timeline.ts';
import { endings, explanation, hasTrap, opening, verdictValues, wellsCaption } from './messages.ts';
import type { TrioTrace } from './simulation.ts';
import { say, word } from './text.ts';

interface Timed extends FrameRange {
  readonly id: string;
}

/** One run told alone. All run beats last the same time. */
export interface RunBeat extends Timed {
  readonly kind: 'run';
  readonly run: number;
  readonly clock: StepClock;
  /** From here on the verdict stands. */
  readonly verdictFrame: number;
}

/** All runs at once. */
export interface CompareBeat extends Timed {
  readonly kind: 'compare';
  readonly clock: StepClock;
  readonly verdictFrame: number;
}

export interface LandscapeBeat extends Timed {
  readonly kind: 'landscape';
  /** The curve draws itself. */
  readonly curve: FrameRange;
  /** The minima get their names. */
  readonly minima: FrameRange;
  /** The ball appears at the start. */
  readonly ball: FrameRange;
}

/** Share of the landscape's curve that is drawn at a frame, eased. */
export const drawnShare = (beat: LandscapeBeat, frame: number): number =>
  easeInOut(progress(beat.curve, frame));

export interface CardBeat extends Timed {
  readonly kind: 'title' | 'lesson' | 'end';
}

export type TrioBeat = CardBeat | LandscapeBeat | RunBeat | CompareBeat;
export type TrioStory = Story<TrioBeat>;

/** Seconds. */
const TITLE = 2;
/** A run waits this long, so that its rate has been read before it moves. */
const INTRO = 1.5;
const CAPTION_LEAD = 0.15;
const COMPARE_INTRO = 0.8;
/** At most this long for the steps of the comparison, however many they are. */
const COMPARE_STEPS = 6;
const COMPARE_STEP = 0.08;
const LESSON = 4.6;
const END = 2.2;

/** The first steps are slow enough to read each phase, then they quicken. */
const RUN_PACE = { first: 1.15, ratio: 0.62, floor: 0.1 } as const;

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

interface RunTiming {
  readonly opening: readonly TimedCue[];
  readonly verdict: Message;
}

/**
 * Tells the trio: title, landscape, every run alone, all side by side, the lesson, the end.
 * A pure function of trace and frame rate; the schedule of the steps depends on their number only, so all runs last
 * exactly the same time, whatever becomes of them.
 */
export function tellTrio(trace: TrioTrace, fps: Fps): TrioStory {
  const { runs, params } = trace;
  const durations = stepDurations(params.steps, RUN_PACE);
  const compareSteps = Math.min(COMPARE_STEPS, COMPARE_STEP * params.steps);
  const compareDurations = Array<number>(params.steps).fill(compareSteps / params.steps);

  const landscape = timeCaptions(
    [
      { at: CAPTION_LEAD, message: say('captionLandscape') },
      { at: 0, message: wellsCaption(trace) },
      { at: 0, message: say('captionStart', { runs: runs.length }) },
    ],
    word,
  );
  const timings = runs.map(
    (run, i): RunTiming => ({
      opening: timeCaptions(
        [
          { at: CAPTION_LEAD, message: opening(trace, i) },
          { at: 0, message: explanation(trace, run) },
        ],
        word,
      ),
      verdict: say('captionVerdict', { rate: run.learningRate, ...verdictValues(trace, run) }),
    }),
  );
  const verdictAt = Math.max(
    INTRO + sum(durations) + 0.3,
    ...timings.map((timing) => captionsEnd(timing.opening) + 0.2),
  );
  const runCaptions = timings.map(({ opening: said, verdict }) => [
    ...said,
    ...timeCaptions([{ at: verdictAt, message: verdict }], word),
  ]);
  // A whole number of frames, so that all runs last exactly the same time; the lesson makes up for the rounding.
  const wanted = Math.max(...runCaptions.map(captionsEnd)) + 0.3;
  const runSeconds = Math.round(wanted * fps) / fps;
  const owed = runs.length * (wanted - runSeconds);
  const compareVerdict = COMPARE_INTRO + sum(compareDurations) + 0.3;
  const compare = timeCaptions(
    [
      { at: CAPTION_LEAD, message: say('captionCompare', { steps: params.steps }) },
      { at: compareVerdict, message: say('captionEndings', { runs: runs.length, endings: endings(trace) }) },
    ],
    word,
  );
  const lesson = timeCaptions([{ at: 0.8, message: say('captionLesson', { trap: hasTrap(trace) }) }], word);

  const passages: readonly Passage[] = [
    { id: 'title', seconds: TITLE, captions: [] },
    { id: 'landscape', seconds: captionsEnd(landscape) + 0.3, captions: landscape },
    ...runCaptions.map((captions, i) => ({ id: `run-${i + 1}`, seconds: runSeconds, captions })),
    // A single run has nothing to be compared with.
    ...(runs.length > 1 ? [{ id: 'compare', seconds: captionsEnd(compare) + 0.5, captions: compare }] : []),
    { id: 'lesson', seconds: Math.max(LESSON, captionsEnd(lesson) + 0.4) + owed, captions: lesson },
    { id: 'end', seconds: END, captions: [] },
  ];
  const placed = layOut(passages, fps);
  const after = (start: number, seconds: number): number => start + Math.round(seconds * fps);
  const second = (start: number, from: number): FrameRange => ({
    start: after(start, from),
    end: after(start, from + 1),
  });

  const beats = placed.map(({ id, start, end }, i): TrioBeat => {
    const range = { id, start, end };
    const run = i - 2;
    if (id === 'title' || id === 'lesson' || id === 'end') return { ...range, kind: id };
    if (id === 'landscape') {
      return {
        ...range,
        kind: 'landscape',
        curve: { start: after(start, 0.2), end: after(start, 1.6) },
        minima: second(start, landscape[1]?.from ?? 0),
        ball: second(start, landscape[2]?.from ?? 0),
      };
    }
    if (id === 'compare') {
      return {
        ...range,
        kind: 'compare',
        clock: stepClock(after(start, COMPARE_INTRO), compareDurations, fps),
        verdictFrame: after(start, compareVerdict),
      };
    }
    return {
      ...range,
      kind: 'run',
      run,
      clock: stepClock(after(start, INTRO), durations, fps),
      verdictFrame: after(start, verdictAt),
    };
  });

  const frames = placed.at(-1)?.end ?? 0;
  const lastVerdict = beats.findLast((beat) => beat.kind === 'compare' || beat.kind === 'run');
  return {
    fps,
    frames,
    beats,
    captions: placed.flatMap(({ captions }) => captions),
    chapters: chaptersOf(trace, beats),
    posterFrame: Math.min(frames - 1, (lastVerdict?.end ?? frames) - 1),
  };
}

/** One chapter for the landscape (from 0:00), each run, and the comparison with the lesson. */
function chaptersOf(trace: TrioTrace, beats: readonly TrioBeat[]): readonly Chapter[] {
  return beats.flatMap((beat): Chapter[] => {
    switch (beat.kind) {
      case 'title':
        return [{ frame: beat.start, title: say('landscapeHeading') }];
      case 'run': {
        const rate = trace.runs[beat.run]?.learningRate ?? Number.NaN;
        return [
          {
            frame: beat.start,
            title: say('runHeading', { run: beat.run + 1, runs: trace.runs.length, rate }),
          },
        ];
      }
      case 'compare':
        return [{ frame: beat.start, title: say('compareHeading') }];
      case 'lesson':
        // With a single run there is no comparison to open the last chapter.
        return trace.runs.length > 1 ? [] : [{ frame: beat.start, title: say('lessonHeading') }];
      default:
        return [];
    }
  });
}
