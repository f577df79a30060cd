import { type Fps, holding } from '../../src/story/clock.ts';
import type { Look } from '../../src/story/look.ts';
import { part, script } from '../../src/story/script.ts';
import type { PartOf } from '../../src/story/story.ts';
import { tape } from '../../src/story/tape.ts';
import type { Message } from '../../src/story/words.ts';
import {
  againMessage,
  answerMessage,
  clipMessages,
  countMessage,
  groupOf,
  libraryOf,
  lossMessage,
  questionMessage,
  steadyIn,
  whyMessages,
} from './commentary.ts';
import type { FlowTrace } from './simulation.ts';
import { words } from './words.ts';

const { say } = words;

export type FlowStory = ReturnType<typeof tell>;
export type FlowPart<K extends FlowStory['parts'][number]['kind']> = PartOf<FlowStory, K>;

/** Seconds in which numbers move, and of steps: the first and those that repeat it. */
const MOVE = 0.9;
const FORWARD = { first: 1.5, later: 0.62, loss: 1 } as const;
const BACK = 1;
/** Seconds in which a line goes back through all layers, and in which updates are made. */
const SWEEP = 2.4;
const CLIP = { from: 0.4, seconds: 2.8 } as const;

/** Tells the film: a question, one sample forward and back, an update, many layers, why, three cures, the answer. */
export function tell(trace: FlowTrace, fps: Fps, look: Look) {
  const { params, facts } = trace;
  const { depth, hidden, limit } = params;
  const { story, readBy } = script(words, fps, look);
  const library = libraryOf(trace);
  const units = hidden.reduce((sum, n) => sum + n, 0);
  const manner = holding(MOVE);

  const forward = tape(readBy, 0.4);
  forward.add([say('captionSum')]);
  forward.step(FORWARD.first);
  for (let k = 0; k < units; k += 1) forward.step(FORWARD.later);
  forward.step(FORWARD.loss);
  forward.hold([lossMessage(trace)]);

  // What is said of a step is said while it is made.
  const back = tape(readBy, 0.4);
  const backwards = (message: Message | null): void => {
    if (message !== null) back.add([message]);
    back.step(BACK);
    back.waitUntil(back.read());
  };
  backwards(say('captionBack'));
  hidden.forEach((_, i) => {
    const above = hidden[hidden.length - i] ?? 1;
    backwards(i === 0 ? say('captionChain') : above > 1 ? say('captionJoin') : null);
  });
  backwards(say('captionWeight'));

  const update = tape(readBy, 0.3);
  update.add([say('captionUpdate', { rate: params.rate })]);
  update.waitUntil(1);
  update.step(BACK);
  update.waitUntil(update.read());
  for (let k = 0; k <= hidden.length; k += 1) update.step(0.35);
  update.step(FORWARD.loss);
  update.hold([againMessage(trace)]);

  const clips = clipMessages(trace);
  const clipped = CLIP.from + CLIP.seconds;
  const [clipIntro, ...clipResults] = clips;

  return story([
    part('question', {
      minSeconds: 3.6,
      chapter: say('smallChapter'),
      captions: [[0.5, questionMessage(trace)]],
      layOut: ({ range }) => ({ sweep: range(0.1, SWEEP) }),
    }),
    part('forward', {
      heading: say('forwardHeading', { library }),
      captions: forward.captions,
      minSeconds: forward.now(),
      layOut: ({ clock }) => ({ clock: clock(0, forward.durations, manner) }),
    }),
    part('back', {
      heading: say('backHeading'),
      captions: back.captions,
      minSeconds: back.now(),
      poster: true,
      layOut: ({ clock }) => ({ clock: clock(0, back.durations, manner) }),
    }),
    part('heat', {
      heading: say('heatHeading'),
      captions: [
        [
          0.4,
          say('captionAll', { weights: facts.small.weights[0].reduce((n, { W }) => n + W.flat().length, 0) }),
        ],
      ],
      minSeconds: 3.2,
      layOut: ({ range }) => ({ fly: range(0.1, 1.2) }),
    }),
    part('update', {
      heading: say('updateHeading'),
      captions: update.captions,
      minSeconds: update.now(),
      layOut: ({ clock }) => ({ clock: clock(0, update.durations, manner) }),
    }),
    part('deep', {
      heading: say('deepHeading', { depth, library }),
      chapter: say('deepChapter', { depth }),
      captions: [
        [0.5, say('captionDeep', { depth })],
        say('captionRule', { limit }),
        [0.8 + SWEEP, countMessage(trace)],
      ],
      layOut: ({ range, caption }) => ({
        sweep: range(0.7, SWEEP),
        rule: caption(1, 0.6),
        verdicts: caption(2, 0.5),
      }),
    }),
    part('why', {
      heading: say('whyHeading'),
      captions: whyMessages(trace).map((message, i) => (i === 0 ? ([0.7, message] as const) : message)),
      layOut: ({ range, caption }) => ({
        grow: range(0.25, 0.8),
        factors: caption(0, 0.5),
        power: caption(1, 0.5),
      }),
    }),
    part('init', {
      heading: say('initHeading'),
      chapter: say('cureChapter'),
      captions: [[1, say('captionInit', { steady: steadyIn(trace, 'initialised') })]],
      after: 0.9,
      layOut: ({ range }) => ({ shrink: range(0, 0.8), sweep: range(1.1, 1.4) }),
    }),
    part('residual', {
      heading: say('residualHeading'),
      captions: [[0.5, say('captionResidual', { steady: steadyIn(trace, 'residual') })]],
      after: 0.9,
      layOut: ({ range }) => ({ sweep: range(0.8, 1.4) }),
    }),
    ...(clipIntro === undefined
      ? []
      : [
          part('clip', {
            heading: say('clipHeading'),
            captions: [[0.3, clipIntro], ...clipResults.map((message) => [clipped + 0.1, message] as const)],
            minSeconds: clipped + 0.6,
            layOut: ({ clock, frame }) => ({
              clock: clock(
                CLIP.from,
                Array<number>(params.clipping.updates).fill(CLIP.seconds / params.clipping.updates),
              ),
              endFrame: frame(clipped),
            }),
          }),
        ]),
    part('answer', {
      heading: say('answerHeading'),
      captions: [[1.1, answerMessage(trace)]],
      after: 0.9,
      poster: groupOf(trace, 'scales').length > 0,
      layOut: ({ range, caption }) => ({ sweep: range(0.2, 1), said: caption(0, 0.5) }),
    }),
  ]);
}
