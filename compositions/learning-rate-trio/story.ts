import { sum } from 'd3-array';
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
import { type ScanStretch, shownRates } from '../../src/story/descent/scan.ts';
import type { Look } from '../../src/story/look.ts';
import { type Cue, part, type Script, script } from '../../src/story/script.ts';
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
/** Seconds of a step of a run that bounces while it is explained why, and of how many steps at most. */
const BOUNCING = { step: 0.1, steps: 36 } as const;
/** Seconds from a caption about the parabola to the first step on it, and of such steps; and of the run's own beside them. */
const SHOWN = { after: 0.35, steps: [0.9, 0.8, 0.7], own: Array.from({ length: 8 }, () => 0.4) } as const;
/** Seconds before the film's runs drop onto the chart, of each, and of the scan where nothing is said. */
const SWEPT = { from: 0.9, drop: 0.9, silent: 3 } as const;
/** How a run goes on at the film's end: seconds before, and of a step. */
const LIVE = { from: 0.6, steps: Array.from({ length: 9 }, () => 0.4) } as const;

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
    const why = i === firstBroken ? stability(trace, i) : [];
    // From here on it goes on as it does now: the ball keeps bouncing while that is explained.
    const since = why.length > 0 ? bouncesFrom(run) : params.steps;
    const bounces = (k: number): boolean => k >= since && k < since + BOUNCING.steps;
    const leap = lastLeap(run, hill);
    const steps = pace.map((seconds, k) =>
      Math.max(seconds, k + 1 === leap ? LEAP : bounces(k) ? BOUNCING.step : 0),
    );
    /** Seconds of the part at which a number of steps has just been done, and can be seen to be. */
    const seen = (done: number): number => {
      const [before, last = 0] = [steps.slice(0, Math.max(0, done - 1)), steps[done - 1]];
      return INTRO + sum(before) + hopping.phases(last).land * last + 0.07;
    };
    const end = seen(run.points.length - 1) + 0.3;
    const [curvature, ...others] = why;
    const before: readonly Cue[] = [
      opening(trace, i),
      // The explanation says all of it.
      ...(curvature === undefined
        ? remarks.map(({ step, message }): Cue => [seen(step), message])
        : [[seen(since), curvature] as const]),
      // What is shown next to it begins when it is over.
      ...others.map((message): Cue => [end, message]),
    ];
    const over = Math.max(end, readBy(before) + 0.2);
    const about = before.length - why.length;
    const shows = (k: number, durations: readonly number[]) =>
      k < why.length ? { from: appears(before, about + k) + SHOWN.after, durations } : null;
    const verdict = say('captionVerdict', {
      rate: rateText(trace, i),
      kind: verdictMessage(trace, run).values.kind ?? '',
      verdict: verdictMessage(trace, run),
    });
    return {
      steps,
      captions: why.length > 0 ? before : [...before, [over, verdict] as const],
      minSeconds: why.length > 0 ? end : 0,
      // It has been seen by then that it goes on and on.
      verdictAt: why.length > 0 ? appears(before, about + 1) : over,
      curvature: why.length > 0 ? about : null,
      demos: [shows(1, SHOWN.steps), shows(2, SHOWN.steps), shows(3, SHOWN.own)],
    };
  });
  const global = facts.globalMinimum[0] < (facts.localMinimum?.[0] ?? 0) ? 'left' : 'right';
  const single = runs.length === 1;
  const scan = scanOf(trace, { readBy, appears });

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
    ...told.map(({ steps, captions, verdictAt, curvature, minSeconds, demos }, run) => {
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
          // Steps on it: at the limit, and at this rate; and those of the run itself beside them.
          demos: demos.map((demo) => (demo === null ? null : clock(demo.from, demo.durations))),
        }),
      });
    }),
    part('sweep', {
      minSeconds: scan.seconds,
      captions: scan.captions,
      heading: say('sweepHeading'),
      chapter: say('sweepHeading'),
      layOut: ({ range }) => ({
        drops: runs.map((_, i) => range(SWEPT.from + i * SWEPT.drop, SWEPT.drop)),
        scan: scan.stretches.map(({ from, seconds, to }): ScanStretch => ({ ...range(from, seconds), to })),
      }),
    }),
    part('end', {
      minSeconds: 3,
      captions: answer(trace),
      heading: ending(trace),
      poster: !single,
      layOut: ({ clock }) => ({ clock: clock(LIVE.from, LIVE.steps) }),
    }),
  ]);
}

/** The scan goes to each rate that something is said of, while that is said; at last it goes to the highest rate. */
function scanOf(trace: TrioTrace, { readBy, appears }: Pick<Script, 'readBy' | 'appears'>) {
  const { asked, remarks } = sweep(trace);
  const [, highest] = shownRates(trace);
  const first = Math.max(readBy([[0.3, asked]]), SWEPT.from + trace.runs.length * SWEPT.drop) + 0.1;
  const captions: readonly Cue[] = [[0.3, asked], ...remarks.map(({ message }): Cue => [first, message])];
  const said = remarks.map(({ rate }, i) => {
    const from = i === 0 ? first : appears(captions, i + 1);
    return { from, seconds: readBy(captions.slice(0, i + 2)) - from - 0.3, to: rate };
  });
  const over = said.length === 0 ? first : readBy(captions);
  const silent = said.at(-1)?.to === highest ? [] : [{ from: over, seconds: SWEPT.silent, to: highest }];
  return {
    captions,
    stretches: [...said, ...silent],
    seconds: over + (silent.length > 0 ? SWEPT.silent : 0),
  };
}
