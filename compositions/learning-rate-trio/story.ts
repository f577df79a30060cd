import { sum } from 'd3-array';
import { saddle } from '../../src/sim/objectives/saddle.ts';
import type { Place2 } from '../../src/sim/objectives/surface.ts';
import { sgd } from '../../src/sim/optimizers/gradient-descent.ts';
import { simulate as descend } from '../../src/sim/trace.ts';
import { type Fps, flowing, hopping, stepDurations } from '../../src/story/clock.ts';
import {
  brokenThreshold,
  explanation,
  lastLeap,
  opening,
  rateText,
  verdictMessage,
  wellsOf,
} from '../../src/story/descent/commentary.ts';
import type { Look } from '../../src/story/look.ts';
import { type Cue, part, script } from '../../src/story/script.ts';
import type { PartOf } from '../../src/story/story.ts';
import { ending, endings, question } from './question.ts';
import type { TrioTrace } from './simulation.ts';
import { words } from './words.ts';

export type TrioStory = ReturnType<typeof tell>;
export type TrioPart<K extends TrioStory['parts'][number]['kind']> = PartOf<TrioStory, K>;

/** The opening shows the first steps of all runs at once. */
const OPENING = { steps: 24, from: 0.5, pace: { first: 0.42, ratio: 0.8, floor: 0.07 } } as const;
/** The first steps are slow enough to read each phase; later ones are faster. */
const RUN_PACE = { first: 1.15, ratio: 0.62, floor: 0.1 } as const;
/** Seconds for a step that the film is about: a leap over the hill. */
const LEAP = 2.4;
/** Seconds: a run waits until its rate can have been read before it moves. */
const INTRO = 1.5;
const COMPARE_INTRO = 1.1;
/** The descent over a saddle, with which the film ends: it begins almost on the ridge, where a line would end in a dip. */
export const SADDLE_START: Place2 = [1.7, 0.02];
export const SADDLE_PATH = descend(saddle, sgd({ learningRate: 0.12 }), SADDLE_START, 30).points;
/** Seconds of it. */
const SADDLE = { from: 1.4, seconds: 4.4 } as const;
/** Maximum duration of the comparison's steps, however many there are. */
const COMPARE_STEPS = 6;
const COMPARE_STEP = 0.08;

/**
 * Tells the trio: a question over all runs at once, the landscape, every run alone, all side by side, the lesson, the
 * end. All runs step by the same clock, slower where one of them leaps, so that they can be compared.
 */
export function tell(trace: TrioTrace, fps: Fps, look: Look) {
  const { runs, params, facts } = trace;
  const { say } = words;
  const { story, readBy } = script(words, fps, look);
  const hill = facts.localMaximum?.[0] ?? null;
  const leaps = runs.map((run) => lastLeap(run, hill));
  const steps = stepDurations(params.steps, RUN_PACE).map((seconds, k) =>
    leaps.includes(k + 1) ? Math.max(LEAP, seconds) : seconds,
  );
  /** Seconds of a run's part at which a number of steps has just been done, and can be seen to be. */
  const seen = (done: number): number => {
    const [before, last = 0] = [steps.slice(0, Math.max(0, done - 1)), steps[done - 1]];
    return INTRO + sum(before) + hopping.phases(last).land * last + 0.07;
  };
  const together = Array<number>(params.steps).fill(
    Math.min(COMPARE_STEPS, COMPARE_STEP * params.steps) / params.steps,
  );
  const first = stepDurations(Math.min(params.steps, OPENING.steps), OPENING.pace);
  const firstBroken = runs.findIndex((run) => brokenThreshold(trace, run) !== null);

  const told = runs.map((run, i) => {
    const threshold = i === firstBroken ? brokenThreshold(trace, run) : null;
    const remarks = explanation(trace, run).map(({ step, message }): Cue => [seen(step), message]);
    const before: readonly Cue[] = [
      opening(trace, i),
      ...remarks,
      ...(threshold === null
        ? []
        : ([
            [seen(params.steps), say('captionCurvature')],
            [seen(params.steps), say('captionThreshold', { threshold })],
          ] as const)),
    ];
    const verdictAt = Math.max(
      seen(run.points.length - 1) + 0.3,
      // A run that flew off early has nothing left to show of the clock that it shares.
      run.points.length > params.steps ? INTRO + sum(steps) + 0.3 : 0,
      readBy(before) + 0.2,
    );
    const verdict = say('captionVerdict', {
      rate: rateText(trace, i),
      kind: run.verdict.kind,
      verdict: verdictMessage(trace, run),
    });
    return {
      captions: [...before, [verdictAt, verdict] as const],
      verdictAt,
      curvature: before.length - 2,
      threshold,
    };
  });
  const compareVerdict = COMPARE_INTRO + sum(together) + 0.3;
  const global = facts.globalMinimum[0] < (facts.localMinimum?.[0] ?? 0) ? 'left' : 'right';
  const single = runs.length === 1;

  return story([
    part('question', {
      minSeconds: OPENING.from + sum(first) + 0.3,
      after: 0.5,
      chapter: say('landscapeHeading'),
      captions: [question(trace)],
      layOut: ({ clock }) => ({ clock: clock(OPENING.from, first, flowing) }),
    }),
    part('landscape', {
      heading: say('landscapeHeading'),
      captions: [say('captionLandscape'), say('captionWells', { wells: wellsOf(trace), global })],
      // The balls return to the start and are one; the minima get their names.
      layOut: ({ range, caption }) => ({ rewind: range(0, 0.9), minima: caption(1, 0.8) }),
    }),
    ...runs.map((_, run) => {
      const { captions, verdictAt, curvature, threshold } = told[run] ?? {
        captions: [],
        verdictAt: 0,
        curvature: 0,
        threshold: null,
      };
      const heading = say('runHeading', { run: run + 1, runs: runs.length, rate: rateText(trace, run) });
      return part('run', {
        id: `run-${run + 1}`,
        after: 0.5,
        heading,
        chapter: heading,
        captions,
        poster: true,
        layOut: ({ clock, frame, caption, end }) => ({
          run,
          clock: clock(INTRO, steps),
          verdictFrame: frame(verdictAt),
          // From then on the parabola that fits the dip is drawn.
          parabola: threshold === null ? { start: end, end } : caption(curvature, 0.8),
        }),
      });
    }),
    // A single run has nothing to compare with.
    ...(single
      ? []
      : [
          part('compare', {
            heading: say('compareHeading'),
            chapter: say('compareHeading'),
            captions: [
              [0.3, say('captionCompare', { steps: params.steps })],
              [compareVerdict, say('captionEndings', endings(trace))],
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
      minSeconds: SADDLE.from + SADDLE.seconds + 0.6,
      captions: [[0.8, say('captionLesson')]],
      heading: say('lessonHeading'),
      chapter: single ? say('lessonHeading') : null,
      layOut: ({ clock }) => ({
        clock: clock(
          SADDLE.from,
          SADDLE_PATH.slice(1).map((_, __, { length }) => SADDLE.seconds / length),
          flowing,
        ),
      }),
    }),
    part('end', { minSeconds: 2.8, heading: ending(trace) }),
  ]);
}
