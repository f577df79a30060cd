import { sum } from 'd3-array';
import { type Fps, flowing, hopping, stepDurations } from '../../src/story/clock.ts';
import type { Look } from '../../src/story/look.ts';
import { gradedValue } from '../../src/story/numbers.ts';
import { quiz } from '../../src/story/quiz.ts';
import {
  answerOf,
  askedFrom,
  askMessage,
  batchMessage,
  FLOOR_FROM,
  followsValley,
  OPENING_STEPS,
  predictMessage,
  questionOf,
  rawMessage,
  roundMessage,
  runOf,
  seenOf,
  slopesOf,
  swingMessage,
} from '../../src/story/regression/commentary.ts';
import { type Cue, part, script } from '../../src/story/script.ts';
import type { PartOf } from '../../src/story/story.ts';
import type { RegressionTrace } from './simulation.ts';
import { words } from './words.ts';

const { say } = words;

export type RegressionStory = ReturnType<typeof tell>;
export type RegressionPart<K extends RegressionStory['parts'][number]['kind']> = PartOf<RegressionStory, K>;

/** How the run goes that the film opens with. */
const OPENING = { from: 0.4, pace: { first: 0.4, ratio: 0.78, floor: 0.04 } } as const;
/** The first steps are slow enough to be followed in three pictures. */
const LEARN = { from: 0.45, pace: { first: 0.9, ratio: 0.83, floor: 0.01 } } as const;
/** Runs of the lab; one of few steps is slower. */
const LAB = {
  from: 0.2,
  pace: { first: 0.26, ratio: 0.8, floor: 0.019 },
  few: { steps: 10, first: 0.3, ratio: 0.97, floor: 0.2 },
  pause: 0.6,
} as const;
/** Seconds of the comparisons, and of the line that swings round at the end. */
const COMPARED = { from: 0.8, seconds: 2.1 } as const;
const SWING = { from: 1.2, seconds: 2 } as const;

/** Tells the film: a question, the bowl and its bottom, the run in three pictures, a failure lab, scaling, batches, the prediction. */
export function tell(trace: RegressionTrace, fps: Fps, look: Look) {
  const { facts, params } = trace;
  const { story, readBy } = script(words, fps, look);
  const [main, raw] = [runOf(trace, 'main'), runOf(trace, 'raw')];
  const lab = trace.runs.filter(({ group }) => group === 'lab');
  const seenBy = (from: number, steps: readonly number[], done: number): number =>
    from +
    sum(steps.slice(0, done - 1)) +
    hopping.phases(steps[done - 1] ?? 0).land * (steps[done - 1] ?? 0) +
    0.07;

  const opening = stepDurations(Math.min(OPENING_STEPS, raw.losses.length - 1), OPENING.pace);
  const { question, at: asked } = questionOf(trace);

  const steps = stepDurations(params.steps, LEARN.pace);
  const [first = 0, second = 0, last = 0] = [main.losses[0], main.losses[1], main.losses.at(-1)];
  const gradient = slopesOf(main);
  const third = Math.min(FLOOR_FROM, gradient.length - 1);
  const shrinks = third > 1 && gradient.slice(1).every((g) => g < (gradient[0] ?? 0));
  const valley = followsValley(trace, main);
  const learned: Cue[] = [
    [
      seenBy(LEARN.from, steps, 1),
      valley
        ? say('captionAcross')
        : say('captionFirst', { falls: second < first, changed: second !== first }),
    ],
    ...(valley || shrinks
      ? [[seenBy(LEARN.from, steps, third), say(valley ? 'captionFloor' : 'captionShrinks')] as const]
      : []),
  ];
  const done = Math.max(seenBy(LEARN.from, steps, steps.length) + 0.2, readBy(learned) + 0.2);
  const equal = gradedValue(last) === gradedValue(facts.leastLoss);
  learned.push([
    done,
    say('captionEnd', { steps: main.losses.length - 1, loss: last, least: facts.leastLoss, equal }),
  ]);

  const evenly = (count: number, seconds: number): readonly number[] =>
    Array<number>(count).fill(seconds / count);
  const paced = stepDurations(params.steps, { first: 0.7, ratio: 0.75, floor: 0.02 });
  const scaled = paced.map((seconds) => (seconds * Math.min(sum(paced), COMPARED.seconds)) / sum(paced));
  const compared = COMPARED.from + sum(scaled) + 0.2;
  const sampled = COMPARED.from + COMPARED.seconds + 0.2;
  const ticks = seenOf(trace).length - 1;
  const swung = SWING.from + SWING.seconds + 0.2;

  return story([
    part('question', {
      minSeconds: OPENING.from + sum(opening) + 0.4,
      chapter: say('questionHeading'),
      captions: [
        [
          seenBy(OPENING.from, opening, Math.min(Math.max(asked, 4), opening.length)),
          say('captionQuestion', { question }),
        ],
      ],
      after: 0.3,
      layOut: ({ clock }) => ({ clock: clock(OPENING.from, opening) }),
    }),
    part('bowl', {
      heading: say('bowlHeading'),
      captions: [[0.6, say('captionCost')], say('captionMap'), say('captionBowl'), say('captionTarget')],
      layOut: ({ range, caption }) => {
        const [map, chord, flat] = [caption(1, 0.7), caption(2, 0.5), caption(3, 1)];
        return {
          home: range(0, 0.8),
          map,
          wander: { start: caption(1, 0.6).end, end: caption(1, 3.4).end },
          rise: { start: caption(1, 1.6).end, end: caption(1, 2.8).end },
          chord,
          flat,
        };
      },
    }),
    part('learn', {
      heading: say('learnHeading', {
        x: say('feature', { scaling: params.scaling, unit: params.unit, houses: facts.houses }),
      }),
      chapter: say('learnChapter'),
      captions: learned,
      poster: true,
      layOut: ({ clock, frame }) => ({ clock: clock(LEARN.from, steps), endFrame: frame(done) }),
    }),
    ...lab.map((run, i) => {
      const count = run.losses.length - 1;
      const durations = stepDurations(count, count > LAB.few.steps ? LAB.pace : LAB.few);
      const asking = quiz(
        { readBy },
        {
          question: askMessage(trace, run),
          asked: seenBy(LAB.from, durations, askedFrom(trace, run)),
          seen: LAB.from + sum(durations),
          pause: LAB.pause,
          answer: answerOf(trace, run),
        },
      );
      return part('quiz', {
        id: run.id,
        heading: say('quizHeading', { n: i + 1, of: lab.length }),
        chapter: i === 0 ? say('quizChapter') : null,
        captions: asking.captions,
        layOut: ({ clock, range, frame }) => ({
          run: run.id,
          clock: clock(LAB.from, durations),
          beat: range(asking.beat.from, asking.beat.seconds),
          answerFrame: frame(asking.answerAt),
        }),
      });
    }),
    part('scalings', {
      heading: say('scalingsHeading'),
      chapter: say('curesChapter'),
      captions: [
        [0.4, rawMessage(trace)],
        [compared, roundMessage(trace)],
      ],
      layOut: ({ clock, frame }) => ({
        clock: clock(COMPARED.from, scaled, flowing),
        endFrame: frame(compared),
      }),
    }),
    part('batches', {
      heading: say('batchesHeading'),
      captions: [
        [
          0.4,
          say('captionBatches', {
            samples: facts.samples.x.length * params.batch.epochs,
            rate: params.batch.rate,
          }),
        ],
        [sampled, batchMessage(trace)],
      ],
      layOut: ({ clock, frame }) => ({
        clock: clock(COMPARED.from, evenly(ticks, COMPARED.seconds), flowing),
        endFrame: frame(sampled),
      }),
    }),
    part('predict', {
      heading: say('predictHeading'),
      captions: [
        [0.4, swingMessage(trace)],
        [swung, predictMessage(trace)],
      ],
      after: 0.5,
      poster: true,
      layOut: ({ caption, clock }) => ({
        clock: clock(SWING.from, evenly(main.losses.length - 1, SWING.seconds), flowing),
        rise: caption(1, 0.9),
        near: caption(1, 1.2),
      }),
    }),
  ]);
}
