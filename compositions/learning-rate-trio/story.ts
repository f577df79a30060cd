import { sum } from 'd3-array';
import { type Fps, type FrameRange, progress, stepDurations } from '../../src/story/clock.ts';
import { easeInOut } from '../../src/story/ease.ts';
import type { Look } from '../../src/story/look.ts';
import { part, script } from '../../src/story/script.ts';
import type { PartOf } from '../../src/story/story.ts';
import { endings, explanation, hasTrap, opening, verdictMessage, wellsOf } from './messages.ts';
import type { TrioTrace } from './simulation.ts';
import { words } from './words.ts';

export type TrioStory = ReturnType<typeof tell>;
export type TrioPart<K extends TrioStory['parts'][number]['kind']> = PartOf<TrioStory, K>;

/** Fraction of the landscape's curve that is drawn at a frame, eased. */
export const drawnShare = (curve: FrameRange, frame: number): number => easeInOut(progress(curve, frame));

/** The first steps are slow enough to read each phase; later ones are faster. */
const RUN_PACE = { first: 1.15, ratio: 0.62, floor: 0.1 } as const;
/** Seconds: a run waits until its rate can have been read before it moves. */
const INTRO = 1.5;
const COMPARE_INTRO = 0.8;
/** Maximum duration of the comparison's steps, however many there are. */
const COMPARE_STEPS = 6;
const COMPARE_STEP = 0.08;

/**
 * Tells the trio: title, landscape, every run alone, all side by side, the lesson, the end. The clock of the steps
 * depends only on their number, so all runs last exactly the same time, whatever their outcome.
 */
export function tell(trace: TrioTrace, fps: Fps, look: Look) {
  const { runs, params, facts } = trace;
  const { say } = words;
  const { story, readBy, wholeFrames } = script(words, fps, look);
  const steps = stepDurations(params.steps, RUN_PACE);
  const together = Array<number>(params.steps).fill(
    Math.min(COMPARE_STEPS, COMPARE_STEP * params.steps) / params.steps,
  );

  const openings = runs.map((run, i) => [opening(trace, i), explanation(trace, run)]);
  const verdictAt = Math.max(INTRO + sum(steps) + 0.3, ...openings.map((said) => readBy(said) + 0.2));
  const told = runs.map((run, i) => [
    ...(openings[i] ?? []),
    [
      verdictAt,
      say('captionVerdict', {
        rate: run.learningRate,
        kind: run.verdict.kind,
        verdict: verdictMessage(trace, run),
      }),
    ] as const,
  ]);
  const wanted = Math.max(...told.map(readBy)) + 0.3;
  const runSeconds = wholeFrames(wanted);
  // What rounding takes off the runs goes to the lesson.
  const owed = runs.length * (wanted - runSeconds);
  const compareVerdict = COMPARE_INTRO + sum(together) + 0.3;
  const trap = hasTrap(trace);
  const global = facts.globalMinimum[0] < (facts.localMinimum?.[0] ?? 0) ? 'left' : 'right';
  const single = runs.length === 1;

  return story([
    part('title', { minSeconds: 2, chapter: say('landscapeHeading') }),
    part('landscape', {
      heading: say('landscapeHeading'),
      captions: [
        say('captionLandscape'),
        say('captionWells', { wells: wellsOf(trace), global }),
        say('captionStart', { runs: runs.length }),
      ],
      // The curve draws itself, the minima get their names, the ball appears at the start.
      layOut: ({ range, caption }) => ({
        curve: range(0.2, 1.4),
        minima: caption(1, 1),
        ball: caption(2, 1),
      }),
    }),
    ...runs.map(({ learningRate: rate }, run) =>
      part('run', {
        id: `run-${run + 1}`,
        minSeconds: runSeconds,
        after: 0,
        heading: say('runHeading', { run: run + 1, runs: runs.length, rate }),
        chapter: say('runHeading', { run: run + 1, runs: runs.length, rate }),
        captions: told[run] ?? [],
        poster: true,
        layOut: ({ clock, frame }) => ({ run, clock: clock(INTRO, steps), verdictFrame: frame(verdictAt) }),
      }),
    ),
    // A single run has nothing to compare with.
    ...(single
      ? []
      : [
          part('compare', {
            heading: say('compareHeading'),
            chapter: say('compareHeading'),
            captions: [
              say('captionCompare', { steps: params.steps }),
              [compareVerdict, say('captionEndings', { runs: runs.length, endings: endings(trace) })],
            ],
            after: 0.5,
            poster: true,
            layOut: ({ clock, frame }) => ({
              clock: clock(COMPARE_INTRO, together),
              verdictFrame: frame(compareVerdict),
            }),
          }),
        ]),
    part('lesson', {
      minSeconds: 4.6 + owed,
      after: 0.4 + owed,
      captions: [[0.8, say('captionLesson', { trap })]],
      chapter: single ? say('lessonHeading') : null,
    }),
    part('end', { minSeconds: 2.2 }),
  ]);
}
