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
  groupOf,
  libraryOf,
  lossMessage,
  questionMessage,
  residualMessage,
  scaleMessages,
  steadyIn,
  whyMessages,
} from './commentary.ts';
import { unitName } from './pages.ts';
import type { FlowTrace } from './simulation.ts';
import { words } from './words.ts';

const { say } = words;

export type FlowStory = ReturnType<typeof tell>;
export type FlowPart<K extends FlowStory['parts'][number]['kind']> = PartOf<FlowStory, K>;

/** Seconds in which numbers move, and of steps: the first and those that repeat it. */
const MOVE = 0.9;
const FORWARD = { first: 1.5, later: 0.55, loss: 1 } as const;
const BACK = 1;
/** Seconds in which a line goes back through all layers, and in which updates are made. */
const SWEEP = 2.4;
const CLIP = { from: 0.5, seconds: 2.6 } as const;
/** Seconds in which lines become those of the next scale. */
const MORPH = 1.2;

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
    const unit = unitName(trace, hidden.length - i, facts.small.path[hidden.length - i] ?? 0);
    backwards(i === 0 ? say('captionChain') : above > 1 ? say('captionJoin', { n: above, unit }) : null);
  });
  backwards(say('captionWeight'));

  const update = tape(readBy, 0.3);
  update.add([say('captionUpdate', { rate: params.rate })]);
  update.waitUntil(1.6);
  update.step(BACK);
  update.waitUntil(update.read());
  for (let k = 0; k <= hidden.length; k += 1) update.step(0.35);
  update.step(FORWARD.loss);
  update.hold([againMessage(trace)]);

  const [clipIntro, clipped] = clipMessages(trace);
  const scales = scaleMessages(trace);

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
    part('update', {
      heading: say('updateHeading'),
      captions: update.captions,
      minSeconds: update.now(),
      layOut: ({ clock, range }) => ({
        clock: clock(0, update.durations, manner),
        fly: range(0.1, 1.2),
      }),
    }),
    part('deep', {
      heading: say('deepHeading', { depth, library }),
      chapter: say('deepChapter', { depth }),
      captions: [[0.4, say('captionRule', { limit })], ...scales],
      layOut: ({ range, caption }) => ({
        sweep: range(0.5, SWEEP),
        rule: caption(0, 0.6),
        morphs: scales.slice(1).map((_, i) => caption(i + 2, MORPH)),
      }),
    }),
    part('why', {
      heading: say('whyHeading'),
      captions: whyMessages(trace).map((message, i) => (i === 0 ? ([0.5, message] as const) : message)),
      layOut: ({ range, caption }) => ({
        back: range(0, 0.9),
        tangent: range(0.4, 4.6),
        factors: caption(1, 2.4),
      }),
    }),
    part('init', {
      heading: say('initHeading'),
      chapter: say('cureChapter'),
      captions: [[0.4, say('captionInit', { steady: steadyIn(trace, 'initialised') })]],
      layOut: ({ range }) => ({ sweep: range(0.8, 1.4) }),
    }),
    part('residual', {
      heading: say('residualHeading'),
      captions: [[0.3, say('captionShortcut')], residualMessage(trace)],
      layOut: ({ caption, range }) => ({ back: range(0, 0.8), sweep: caption(1, 1.4) }),
    }),
    ...(clipIntro === undefined
      ? []
      : [
          part('clip', {
            heading: say('clipHeading', { scale: Math.max(...params.scales) }),
            captions: [[0.3, clipIntro], ...(clipped ? [[CLIP.from + CLIP.seconds, clipped] as const] : [])],
            layOut: ({ clock }) => ({
              clock: clock(
                CLIP.from,
                Array<number>(params.clipping.updates).fill(CLIP.seconds / params.clipping.updates),
              ),
            }),
          }),
        ]),
    part('answer', {
      heading: say('answerHeading'),
      captions: [[0.8, answerMessage(trace)]],
      after: 0.5,
      poster: groupOf(trace, 'scales').length > 0,
      layOut: ({ range, caption }) => ({ sweep: range(0.2, 1.6), said: caption(0, 0.5) }),
    }),
  ]);
}
