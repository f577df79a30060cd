import { sum } from 'd3-array';
import { rateSweep, sweepEdges } from '../../src/sim/rate-sweep.ts';
import { type Fps, flowing, hopping, stepDurations } from '../../src/story/clock.ts';
import {
  bouncesFrom,
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
import type { ScanStretch } from '../../src/story/descent/scan.ts';
import type { Look } from '../../src/story/look.ts';
import { type Cue, part, script } from '../../src/story/script.ts';
import type { PartOf } from '../../src/story/story.ts';
import { answer, ending, question } from './question.ts';
import type { TrioTrace } from './simulation.ts';
import { words } from './words.ts';

export type TrioStory = ReturnType<typeof tell>;
export type TrioPart<K extends TrioStory['parts'][number]['kind']> = PartOf<TrioStory, K>;

/** The opening shows the first steps of all runs at once. */
const OPENING = { steps: 24, from: 0.5, pace: { first: 0.42, ratio: 0.8, floor: 0.07 } } as const;
/** Seconds of the landscape, and until its dips are named. */
const LANDSCAPE = { seconds: 6, wells: 2.2 } as const;
/** The first steps are slow enough to read each phase; later ones are faster. */
const RUN_PACE = { first: 1.05, ratio: 0.6, floor: 0.06 } as const;
/** Seconds for a step that the film is about: a leap over the hill. */
const LEAP = 2.1;
/** Seconds: a run waits until its rate can have been read before it moves. */
const INTRO = 1.3;
/** Seconds of a step while it is explained why it does not settle, and of how many steps at most. */
const EXPLAINED = { step: 0.4, steps: 36 } as const;
/** Seconds before the scan of all rates begins, and until it comes to the next rate that something is said of. */
const SWEPT = { from: 1, stretch: 1.4, last: 4 } as const;
/** Seconds in which the rates on either side of that which clears the hill are run, and of their steps. */
const PAIR = { from: 0.25, pace: { first: 0.6, ratio: 0.6, floor: 0.045 } } as const;

/**
 * Tells the trio: a question over all runs at once, the landscape, every run alone, every rate at once,
 * the answer. Runs step at one pace, slower where one leaps, and while it is explained why one does not settle.
 */
export function tell(trace: TrioTrace, fps: Fps, look: Look) {
  const { runs, params, facts } = trace;
  const { say } = words;
  const { story, readBy, appears } = script(words, fps, look);
  const hill = facts.localMaximum?.[0] ?? null;
  const pace = stepDurations(params.steps, RUN_PACE);
  const first = stepDurations(Math.min(params.steps, OPENING.steps), OPENING.pace);
  const firstBroken = runs.findIndex((run) => brokenThreshold(trace, run) !== null);

  const told = runs.map((run, i) => {
    const remarks = explanation(trace, run);
    const why = i === firstBroken ? stability(trace, run) : [];
    // From here on it goes on as it does now: the ball keeps bouncing while that is explained.
    const since = why.length > 0 ? bouncesFrom(run) : params.steps;
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
      // The explanation says all of it.
      ...(why.length > 0 ? [] : remarks.map(({ step, message }): Cue => [seen(step), message])),
      ...why.map((message): Cue => [seen(since), message]),
    ];
    const over = Math.max(seen(run.points.length - 1) + 0.3, readBy(before) + 0.2);
    // It has been seen by then that it goes on and on.
    const verdictAt = why.length > 0 ? appears(before, before.length - 1) : over;
    const verdict = say('captionVerdict', {
      rate: rateText(trace, i),
      kind: verdictMessage(trace, run).values.kind ?? '',
      verdict: verdictMessage(trace, run),
    });
    return {
      steps,
      captions: why.length > 0 ? before : [...before, [verdictAt, verdict] as const],
      minSeconds: why.length > 0 ? seen(run.points.length - 1) + 0.3 : 0,
      verdictAt,
      curvature: why.length > 0 ? before.length - why.length : null,
    };
  });
  const global = facts.globalMinimum[0] < (facts.localMinimum?.[0] ?? 0) ? 'left' : 'right';
  const single = runs.length === 1;
  const scan = scanOf(trace, readBy);

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
      minSeconds: LANDSCAPE.seconds,
      captions: [[LANDSCAPE.wells, say('captionWells', { wells: wellsOf(trace), global })]],
      // The balls return to the start and are one; the minima get their names.
      layOut: ({ range, caption }) => ({
        rewind: range(0, 0.9),
        level: range(0.9, LANDSCAPE.wells - 0.9),
        minima: caption(0, 0.8),
      }),
    }),
    ...runs.map((_, run) => {
      const { steps, captions, verdictAt, curvature, minSeconds } = told[run] ?? {
        steps: [],
        minSeconds: 0,
        captions: [],
        verdictAt: 0,
        curvature: null,
      };
      const heading = say('runHeading', { run: run + 1, runs: runs.length, rate: rateText(trace, run) });
      return part('run', {
        id: `run-${run + 1}`,
        after: 0.5,
        minSeconds,
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
          // And from then on a ball bounces on it.
          ghost: curvature === null ? end : caption(curvature + 1, 0).start,
        }),
      });
    }),
    part('sweep', {
      minSeconds: scan.seconds + 0.6,
      captions: scan.captions,
      heading: say('sweepHeading'),
      chapter: say('sweepHeading'),
      layOut: ({ range, clock, frame, end }) => ({
        near: range(scan.near ?? scan.seconds, SWEPT.stretch),
        scan: scan.stretches.map(
          ({ from, to }, i, { length }): ScanStretch => ({
            // The last one goes on while that is said.
            ...range(from, i === length - 1 ? SWEPT.last : SWEPT.stretch),
            to,
          }),
        ),
        // The rates on either side of that which clears the hill, and until when they are seen.
        pair:
          scan.clears === null
            ? null
            : {
                clock: clock(scan.clears + PAIR.from, stepDurations(params.steps, PAIR.pace)),
                start: frame(scan.clears),
                end: Math.min(end, frame(scan.stretches[1]?.from ?? Number.POSITIVE_INFINITY)),
              },
      }),
    }),
    part('end', { minSeconds: 3, captions: answer(trace), heading: ending(trace), poster: !single }),
  ]);
}

/** When the scan goes to the rates that something is said of, and what is said there; at last it goes to the highest rate. */
function scanOf(trace: TrioTrace, readBy: (captions: readonly Cue[]) => number) {
  const { asked, remarks } = sweep(trace);
  const highest = rateSweep(trace).at(-1)?.rate ?? 1;
  const captions: Cue[] = remarks.length === 0 ? [[0.3, asked]] : [];
  const stretches: { from: number; to: number }[] = [];
  const go = (to: number): number => {
    const from = Math.max(
      SWEPT.from,
      stretches.length > 0 ? readBy(captions) - (stretches.length === 1 ? 0.1 : 1) : 0,
    );
    stretches.push({ from, to });
    return from + SWEPT.stretch;
  };
  let near: number | null = null;
  for (const { rate, message } of remarks) {
    const seen = go(rate);
    if (message.key === 'captionBounces') near = seen - SWEPT.stretch;
    captions.push([seen, message]);
  }
  if (remarks.at(-1)?.rate !== highest) go(highest);
  const seconds = (stretches.at(-1)?.from ?? 0) + SWEPT.last;
  return {
    captions,
    stretches,
    seconds,
    /** When the rates are seen from near at which runs do not rest. */
    near,
    clears:
      sweepEdges(trace).clears === null || remarks.length === 0
        ? null
        : (stretches[0]?.from ?? 0) + SWEPT.stretch,
  };
}
