import { sum } from 'd3-array';
import { type Fps, flowing, hopping, stepDurations } from '../../src/story/clock.ts';
import {
  brokenThreshold,
  explanation,
  lastLeap,
  opening,
  rateText,
  stability,
  sweep,
  verdictMessage,
  wellsOf,
} from '../../src/story/descent/commentary.ts';
import type { Look } from '../../src/story/look.ts';
import { type Cue, part, script } from '../../src/story/script.ts';
import type { PartOf } from '../../src/story/story.ts';
import { answer, ending, endings, question } from './question.ts';
import type { TrioTrace } from './simulation.ts';
import { words } from './words.ts';

export type TrioStory = ReturnType<typeof tell>;
export type TrioPart<K extends TrioStory['parts'][number]['kind']> = PartOf<TrioStory, K>;

/** The opening shows the first steps of all runs at once. */
const OPENING = { steps: 24, from: 0.5, pace: { first: 0.42, ratio: 0.8, floor: 0.07 } } as const;
/** The first steps are slow enough to read each phase; later ones are faster. */
const RUN_PACE = { first: 1.05, ratio: 0.62, floor: 0.08 } as const;
/** Seconds for a step that the film is about: a leap over the hill. */
const LEAP = 2.1;
/** Seconds: a run waits until its rate can have been read before it moves. */
const INTRO = 1.3;
const COMPARE_INTRO = 1;
/** Seconds of a step while it is explained why it does not settle, and of how many steps at most. */
const EXPLAINED = { step: 0.42, steps: 36 } as const;
/** Seconds before the sweep of all rates begins, and of it. */
const SWEPT = { from: 0.9, seconds: 3.6 } as const;
/** Maximum duration of the comparison's steps, however many there are. */
const COMPARE_STEPS = 6;
const COMPARE_STEP = 0.058;

/**
 * Tells the trio: a question over all runs at once, the landscape, every run alone, all side by side, every rate at once,
 * the answer. Runs step at one pace, slower where one leaps, and while it is explained why one does not settle.
 */
export function tell(trace: TrioTrace, fps: Fps, look: Look) {
  const { runs, params, facts } = trace;
  const { say } = words;
  const { story, readBy } = script(words, fps, look);
  const hill = facts.localMaximum?.[0] ?? null;
  const pace = stepDurations(params.steps, RUN_PACE);
  const together = Array<number>(params.steps).fill(
    Math.min(COMPARE_STEPS, COMPARE_STEP * params.steps) / params.steps,
  );
  const first = stepDurations(Math.min(params.steps, OPENING.steps), OPENING.pace);
  const firstBroken = runs.findIndex((run) => brokenThreshold(trace, run) !== null);

  const told = runs.map((run, i) => {
    const remarks = explanation(trace, run);
    const why = i === firstBroken ? stability(trace, run) : [];
    // From here on it goes on as it does now: the ball keeps bouncing while that is explained.
    const since = why.length > 0 ? (remarks.at(-1)?.step ?? params.steps) : params.steps;
    const slow = (k: number): boolean => k >= since && k < since + EXPLAINED.steps;
    const leap = lastLeap(run, hill);
    const steps = pace.map((seconds, k) =>
      Math.max(seconds, k + 1 === leap ? LEAP : slow(k) ? EXPLAINED.step : 0),
    );
    /** Seconds of the part at which a number of steps has just been done, and can be seen to be. */
    const seen = (done: number): number => {
      const [before, last = 0] = [steps.slice(0, Math.max(0, done - 1)), steps[done - 1]];
      return INTRO + sum(before) + hopping.phases(last).land * last + 0.07;
    };
    const before: readonly Cue[] = [
      opening(trace, i),
      ...remarks.map(({ step, message }): Cue => [seen(step), message]),
      ...why.map((message): Cue => [seen(since), message]),
    ];
    const verdictAt = Math.max(seen(run.points.length - 1) + 0.3, readBy(before) + 0.2);
    const verdict = say('captionVerdict', {
      rate: rateText(trace, i),
      kind: verdictMessage(trace, run).values.kind ?? '',
      verdict: verdictMessage(trace, run),
    });
    return {
      steps,
      captions: [...before, [verdictAt, verdict] as const],
      verdictAt,
      curvature: why.length > 0 ? before.length - why.length : null,
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
      const { steps, captions, verdictAt, curvature } = told[run] ?? {
        steps: [],
        captions: [],
        verdictAt: 0,
        curvature: null,
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
          parabola: curvature === null ? { start: end, end } : caption(curvature, 0.8),
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
    part('sweep', {
      minSeconds: SWEPT.from + SWEPT.seconds + 0.6,
      captions: sweep(trace).map(
        (said, i): Cue => (i === 0 ? [0.3, said] : [SWEPT.from + SWEPT.seconds, said]),
      ),
      heading: say('sweepHeading'),
      chapter: single ? say('sweepHeading') : null,
      layOut: ({ range, caption }) => ({ scan: range(SWEPT.from, SWEPT.seconds), lit: caption(1, 0.5) }),
    }),
    part('end', { minSeconds: 3, captions: answer(trace), heading: ending(trace), poster: !single }),
  ]);
}
