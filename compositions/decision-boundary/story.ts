import { sum } from 'd3-array';
import type { BoundaryRun, BoundaryTrace } from '../../src/sim/trainings/width-ladder.ts';
import {
  additionMessage,
  additions,
  answerMessage,
  closes,
  closingStep,
  failuresOf,
  falls,
  gapOf,
  isProvable,
  isRinged,
  luckMessage,
  momentOf,
  stationMessages,
  stationsOf,
} from '../../src/story/boundary/commentary.ts';
import { networkAfter, runOf } from '../../src/story/boundary/networks.ts';
import { type Fps, type FrameRange, flowing } from '../../src/story/clock.ts';
import type { Look } from '../../src/story/look.ts';
import { quiz } from '../../src/story/quiz.ts';
import { type Cue, part, script } from '../../src/story/script.ts';
import type { PartOf } from '../../src/story/story.ts';
import { words } from './words.ts';

const { say } = words;

export type BoundaryStory = ReturnType<typeof tell>;
export type BoundaryPart<K extends BoundaryStory['parts'][number]['kind']> = PartOf<BoundaryStory, K>;

/** Pushes on their way to being added up, and the unit that is spoken of. */
interface Turn extends FrameRange {
  readonly added: readonly number[];
  readonly unit: number | null;
}

/** Seconds of the trainings, and before they begin. */
const OPENING = { from: 1.1, seconds: 3 } as const;
const FEWER = { from: 0.5, seconds: 2.8, pause: 0.9 } as const;
/** Of the last one: before the moment, the steps around it, and the rest. */
const LEARN = { from: 0.5, before: 2.4, around: { steps: 9, seconds: 3.6 }, rest: 2.6 } as const;
/** Seconds of the probe's way from point to point and until its next, of a turn, and in which the boundaries of all starts come. */
const [MOVE, STAY, TURN, DRAWN] = [0.9, 1.7, 1.5, 4.6] as const;

/** The first fifth of a training is shown slower: there a boundary moves the fastest. */
function slowAtFirst(steps: number, seconds: number): readonly number[] {
  const weights = Array.from({ length: steps }, (_, k) => (k < steps / 5 ? 4 : 1));
  const all = sum(weights);
  return weights.map((one) => (one * seconds) / all);
}
const updatesOf = ({ points }: BoundaryRun): number => points.length - 1;

/** Durations of steps: quick, then slow around a moment, then quick. @param before seconds up to there */
function slowAround(steps: number, moment: number, before: number): readonly number[] {
  const { around, rest } = LEARN;
  const [from, to] = [moment - around.steps, moment + around.steps];
  const slow = Array.from({ length: steps }, (_, k) => k >= from && k < to);
  const [early, middle] = [Math.max(0, Math.min(from, steps)), slow.filter(Boolean).length];
  return slow.map((is, k) =>
    is ? around.seconds / middle : k < from ? before / early : rest / (steps - early - middle),
  );
}

/** Tells the film: a question, a cut, too few of them, the training, how pushes add up, and how few do. */
export function tell(trace: BoundaryTrace, fps: Fps, look: Look) {
  const { params, facts } = trace;
  const laid = script(words, fps, look);
  const { story, readBy } = laid;
  const main = runOf(trace, 'main');
  const ringed = isRinged(trace);
  const [width = 1] = params.hidden;
  const [count, layers, units] = [facts.data.length, params.hidden.length, sum(params.hidden)];
  const { one, fewer } = failuresOf(trace);
  const before = Math.max(one === undefined ? 0 : 1, fewer?.hidden[0] ?? 0);

  const steps = updatesOf(main);
  const moment = momentOf(trace);
  const closing = closes(trace) ? closingStep(trace) : null;
  const more: Cue = [0.3, say('captionMore', { added: width - before, side: gapOf(trace)?.side ?? null })];
  const { around } = LEARN;
  // What is to be watched is said before it happens.
  const seconds = slowAround(
    steps,
    moment,
    Math.max(LEARN.before, readBy([more]) - LEARN.from - around.seconds / 4),
  );
  const reached = (step: number): number => LEARN.from + sum(seconds.slice(0, step)) + 0.04;
  const happens = moment > 0 && moment < steps;
  const learned: Cue[] = [
    more,
    ...(happens && closing !== null
      ? [[reached(closing), say('captionCloses', { step: closing })] as const]
      : []),
    ...(happens && closing === null && falls(main, moment)
      ? [[reached(moment), say('captionFalls', { step: moment })] as const]
      : []),
  ];
  const area = main.outcome.agreement;
  learned.push([reached(steps) + 0.1, say('captionEnd', { steps, errors: main.outcome.errors, area })]);
  const share = main.outcome.roundness;
  if (closing !== null) learned.push(say('captionRound', { share, near: share >= 0.8 }));

  const stations = stationsOf(trace);
  const [point, beyond] = stationMessages(trace);
  const pushed: Cue[] = [
    ...(point === undefined ? [] : [[0.8, point] as const]),
    ...(beyond === undefined ? [] : [beyond]),
  ];
  // All points beyond cuts are seen before more is said.
  const crossed = stations.length > 1 ? readBy(pushed.slice(0, 1)) + 0.1 + STAY * (stations.length - 1) : 0;
  const added = additions(trace);
  const answer = answerMessage(trace);

  const failing = (run: BoundaryRun) => {
    const walks = isProvable(trace, run);
    const asking = quiz(laid, {
      question: say('captionAsk', { ringed, units: run.hidden[0] ?? 0 }),
      asked: 0.3,
      seen: FEWER.from + FEWER.seconds,
      pause: FEWER.pause,
      answer: say('captionWrong', {
        errors: run.outcome.errors,
        n: count,
        closed: ringed && run.outcome.closed,
        walks,
      }),
    });
    const proof = walks ? [say('captionWalk'), say('captionTwice')] : [];
    return part('fewer', {
      heading: say('fewerHeading', { n: run.hidden[0] ?? 0 }),
      captions: [...asking.captions, ...proof],
      after: 0.5,
      layOut: ({ clock, range, caption }) => ({
        clock: clock(FEWER.from, slowAtFirst(updatesOf(run), FEWER.seconds), flowing),
        run: run.id,
        beat: range(asking.beat.from, asking.beat.seconds),
        answered: caption(1, 0.5),
        walking: walks ? { plot: caption(2, 0.7), walk: caption(2, 5.6), loop: caption(3, 0.9) } : null,
      }),
    });
  };

  return story([
    part('question', {
      minSeconds: OPENING.from + OPENING.seconds + 0.6,
      heading: say('title'),
      chapter: say('oneChapter'),
      captions: [[0.5, say('captionQuestion', { ringed })]],
      after: 0.5,
      layOut: ({ clock, range }) => ({
        clock: clock(
          OPENING.from,
          slowAtFirst(Math.max(...[one, fewer].map((run) => run?.points.length ?? 1)) - 1, OPENING.seconds),
          flowing,
        ),
        appears: range(0.7, 0.5),
      }),
    }),
    ...(one === undefined
      ? []
      : [
          part('one', {
            heading: say('oneHeading'),
            captions: [
              [0.7, say('captionUnit')],
              say('captionPush', { activation: params.activation }),
              say('captionOne', { errors: one.outcome.errors, n: count }),
            ],
            layOut: ({ caption, range }) => ({
              run: one.id,
              home: range(0, 0.8),
              cut: caption(0, 0.8),
              judged: caption(2, 0.6),
            }),
          }),
        ]),
    ...(fewer === undefined ? [] : [failing(fewer)]),
    part('learn', {
      heading: layers === 1 ? say('fewerHeading', { n: units }) : say('deepHeading', { n: units, layers }),
      chapter: say('learnChapter'),
      captions: learned,
      after: 0.5,
      poster: true,
      layOut: ({ clock, range }) => {
        const from = happens && closing !== null ? reached(closing) : 0;
        return {
          clock: clock(LEARN.from, seconds, flowing),
          run: main.id,
          joins: from === 0 ? null : range(from, 1.6),
          truth: range(reached(steps), 0.6),
        };
      },
    }),
    part('sum', {
      heading: say('sumHeading'),
      chapter: say('sumChapter'),
      captions: [
        ...pushed,
        ...added.map((one, i): Cue => [i === 0 ? crossed : 0, additionMessage(trace, one)]),
      ],
      after: 0.6,
      layOut: ({
        caption,
        range,
      }): {
        readonly moves: readonly FrameRange[];
        readonly bands: FrameRange;
        readonly turns: readonly Turn[];
      } => {
        const first = pushed.length;
        const whole = caption(first, TURN);
        const bare = caption(first, 0.5);
        const [none = []] = added.map((one) => one.added.map(() => 0));
        return {
          moves: stations.map((_, i) =>
            i === 0 ? caption(0, MOVE) : range(crossed - STAY * (stations.length - i), MOVE),
          ),
          bands: bare,
          turns: [
            { ...bare, added: none, unit: null },
            ...added.map((one, i) => ({
              ...(i === 0 ? { start: bare.end, end: whole.end } : caption(first + i, TURN)),
              added: one.added,
              unit: one.added.filter((share) => share === 1).length - 1,
            })),
          ],
        };
      },
    }),
    part('ladder', {
      heading: say('ladderHeading'),
      captions: [[1.4, luckMessage(trace)], answer],
      after: 0.8,
      poster: true,
      layOut: ({ range, caption }) => ({
        appears: range(0, 0.7),
        drawn: range(0.7, DRAWN),
        told: range(4.2, 0.5),
        answer: caption(1, 0.6),
      }),
    }),
  ]);
}

/** The network that a run of the film has come to. */
export const endOf = (trace: BoundaryTrace, run: string) => networkAfter(trace, runOf(trace, run));
