import { sum } from 'd3-array';
import { overfits } from '../../src/sim/learning-curve.ts';
import { lerp } from '../../src/sim/maths.ts';
import { arrivalOf, type Fps, holding, progress } from '../../src/story/clock.ts';
import { easeInOut } from '../../src/story/ease.ts';
import type { Look } from '../../src/story/look.ts';
import * as said from '../../src/story/overfitting/commentary.ts';
import { nameOf, remedyCaption, verdict } from '../../src/story/overfitting/remedies.ts';
import { type Cue, part, type Script, script } from '../../src/story/script.ts';
import type { PartOf } from '../../src/story/story.ts';
import type { OverfittingTrace } from './simulation.ts';
import { words } from './words.ts';

export type OverfittingStory = ReturnType<typeof tell>;
export type OverfittingPart<K extends OverfittingStory['parts'][number]['kind']> = PartOf<
  OverfittingStory,
  K
>;

/** Seconds. The opening waits, and then goes from the best epoch to the last, by so few of them that it does not flicker. */
const OPENING = { from: 0.5, run: 2.8, seconds: 3.7, steps: 8 } as const;
/** Seconds: what the picture does before the first epoch, the epochs up to the best one, and all after it. */
const LEARN = { intro: 0.6, before: 4, after: 2.2 } as const;
/** Seconds in which the boundary bends around a wrong label, and for which the camera comes near before. */
const BEND = { seconds: 1.4, near: 1 } as const;
/** Seconds: the run goes back, and is seen once more. */
const AGAIN = { from: 0.2, back: 0.8, rest: 0.4, run: 2 } as const;
/** Seconds: a remedy takes the place of the last one, and then trains. */
const REMEDY = { from: 0.6, run: 2.4 } as const;
/** Seconds: the runs of one remedy after the other are compared with those without. */
const PAIRS = { from: 0.7, each: 0.6 } as const;
const { say } = words;

/**
 * Tells the film: a question over the bent boundary, the task and its losses, one run learning up to its best epoch and beyond,
 * why it bends, the same run with one remedy after the other, the judgement of the test points, and the lesson.
 */
export function tell(trace: OverfittingTrace, fps: Fps, look: Look) {
  const { params, facts } = trace;
  const { epochs, data } = params;
  const { shown } = facts;
  const film = script(words, fps, look);
  const remedies = trace.remedies.length;
  const question = said.asked(trace);
  const learning = learn(trace, film);
  const answers: readonly Cue[] = said.answer(trace).map((message): Cue => [AGAIN.from, message]);
  const second = film.appears(answers, 1);

  return film.story([
    part('question', {
      minSeconds: OPENING.seconds,
      chapter: say('taskHeading'),
      captions: [say('captionQuestion', { question })],
      poster: true,
      layOut: ({ clock }) => {
        const from = shown.bestEpoch < epochs ? shown.bestEpoch : 0;
        const steps = Math.min(OPENING.steps, epochs - from);
        return {
          epochs: Array.from(
            { length: steps + 1 },
            (_, k) => from + Math.round(((epochs - from) * k) / steps),
          ),
          clock: clock(OPENING.from, Array<number>(steps).fill(OPENING.run / steps), holding(1)),
        };
      },
    }),
    part('task', {
      heading: say('taskHeading'),
      captions: [said.task(trace), ...said.losses(trace)],
      // The training is undone, the map moves aside, the curve of losses is drawn, the points come to it, their mean and what
      // only checks follow.
      layOut: ({ range, caption }) => {
        const moving = caption(1, 1);
        const after = (seconds: number, length: number) => {
          const start = moving.start + Math.round(seconds * (moving.end - moving.start));
          return { start, end: start + Math.round(length * (moving.end - moving.start)) };
        };
        return {
          undoing: range(0, 1.6),
          moving,
          drawing: after(0.6, 1.2),
          coming: after(1.2, 1.9),
          numbered: caption(2, 0.5),
          checking: caption(3, 1.5),
        };
      },
    }),
    part('learn', {
      minSeconds: learning.seconds,
      after: 0.4,
      heading: say('learnHeading'),
      chapter: say('learnHeading'),
      captions: learning.captions,
      layOut: (time) => {
        const clock = time.clock(LEARN.intro, learning.durations, holding(BEND.seconds));
        const never = { start: time.end, end: time.end };
        return {
          clock,
          // From these frames on the best epoch and the bend are marked.
          bestFrame: shown.bestEpoch > 0 ? arrivalOf(clock, shown.bestEpoch) : time.end,
          bendFrame: shown.bend === null ? time.end : arrivalOf(clock, shown.bend.epoch),
          near: learning.bend === null ? never : time.range(learning.bend.from, BEND.near),
          far: learning.bend === null ? never : time.range(learning.bend.to, BEND.near),
        };
      },
    }),
    part('why', {
      heading: say('whyHeading', { question }),
      chapter: say('whyHeading', { question }),
      minSeconds: AGAIN.rest + AGAIN.back + AGAIN.run + (answers.length > 1 ? second : AGAIN.from),
      captions: answers,
      // Back and on again, first with the points that are learned, then with those that only check.
      layOut: ({ range, caption, end }) => ({
        near: range(0, 1),
        back: range(AGAIN.from, AGAIN.back),
        again: range(AGAIN.from + AGAIN.back + AGAIN.rest, AGAIN.run),
        checking: answers.length > 1 ? caption(1, 0.6) : { start: end, end },
        backAgain: answers.length > 1 ? caption(1, AGAIN.back) : { start: end, end },
        onceMore: answers.length > 1 ? range(second + AGAIN.back + 0.2, AGAIN.run) : { start: end, end },
      }),
    }),
    ...(remedies === 0
      ? []
      : [
          ...trace.remedies.map((_, i) =>
            part('remedy', {
              id: `remedy-${i + 1}`,
              heading: say('wayHeading', { name: nameOf(trace, i + 1) }),
              chapter: i === 0 ? say('remediesHeading', { remedies }) : null,
              minSeconds: REMEDY.from + REMEDY.run + 0.4,
              captions: [[0.3, remedyCaption(trace, i + 1)]],
              layOut: ({ clock, range }) => ({
                way: i + 1,
                coming: range(0, REMEDY.from),
                clock: clock(
                  REMEDY.from,
                  Array<number>(epochs).fill(REMEDY.run / epochs),
                  holding(REMEDY.run),
                ),
              }),
            }),
          ),
          part('test', {
            minSeconds: PAIRS.from + PAIRS.each * remedies + 1,
            heading: say('testHeading'),
            chapter: say('testHeading'),
            captions: [say('captionTest', { test: data.test }), ...verdict(trace)],
            layOut: ({ range, caption }) => ({
              pairs: trace.remedies.map((_, i) => range(PAIRS.from + PAIRS.each * i, PAIRS.each)),
              judging: caption(1, 0.5),
            }),
          }),
        ]),
    part('lesson', {
      after: 0.9,
      heading: say('lessonHeading'),
      captions: [[0.6, said.lesson(trace)]],
      // The run goes back to the epoch at which it should have stopped.
      layOut: ({ range, caption }) => ({
        back: overfits(shown) && shown.bestEpoch > 0 ? caption(0, 2.4) : range(0.9, 0),
      }),
    }),
  ]);
}

/**
 * The epoch that the run is at when it is seen once more. It is whole: between two epochs a loss would be drawn that
 * contradicts the label believed.
 */
export function seenAgain(
  { back, again, backAgain, onceMore }: OverfittingPart<'why'>,
  trace: OverfittingTrace,
  frame: number,
): number {
  const { epochs } = trace.params;
  const from = said.rewound(trace);
  const ways = [
    [back, from],
    [again, epochs],
    [backAgain, from],
    [onceMore, epochs],
  ] as const;
  return Math.round(
    ways.reduce<number>((epoch, [range, to]) => lerp(epoch, to, easeInOut(progress(range, frame))), epochs),
  );
}

/** The timing of the run that is shown: held at its best epoch, slow where the boundary bends. */
function learn(trace: OverfittingTrace, { readBy }: Script) {
  const { params, facts } = trace;
  const { epochs } = params;
  const { bestEpoch, bend } = facts.shown;
  const held = bestEpoch > 0 && bestEpoch < epochs;
  const each = (k: number): number =>
    !held
      ? (LEARN.before + LEARN.after) / epochs
      : k < bestEpoch
        ? LEARN.before / bestEpoch
        : LEARN.after / (epochs - bestEpoch);
  const durations = Array.from({ length: epochs }, (_, k) => each(k));
  /** Seconds at which a number of epochs have been done. */
  const at = (epoch: number): number => LEARN.intro + sum(durations.slice(0, epoch));
  /** Waits after an epoch until some captions have been read. */
  const wait = (epoch: number, captions: readonly Cue[]): void => {
    durations[epoch] = (durations[epoch] ?? 0) + Math.max(0, readBy(captions) + 0.15 - at(epoch));
  };

  const captions: Cue[] = [[0.2, said.say('captionEpoch', { train: params.data.train })]];
  const remark = said.rising(trace);
  if (remark !== null) captions.push([at(remark.epoch) + 0.1, remark.message]);
  const best = said.best(trace);
  if (held && best !== null) captions.push([at(bestEpoch) + 0.1, best]);
  if (held) wait(bestEpoch, captions);
  let camera: { readonly from: number; readonly to: number } | null = null;
  if (bend !== null) {
    // The epoch that bends the boundary moves slowly, after the wait if it follows the best one.
    durations[bend.epoch - 1] = Math.max(durations[bend.epoch - 1] ?? 0, each(bend.epoch - 1)) + BEND.seconds;
    const arrival = at(bend.epoch);
    captions.push([arrival + 0.1, said.say('captionBend', { epoch: bend.epoch })]);
    if (bend.epoch < epochs) wait(bend.epoch, captions);
    camera = {
      from: Math.max(LEARN.intro, arrival - BEND.seconds - BEND.near),
      to: Math.max(readBy(captions) + 0.05, arrival + 1),
    };
  }
  const end = at(epochs);
  captions.push([Math.max(end, (camera?.to ?? 0) + BEND.near) + 0.1, said.outcome(trace)]);
  return { durations, captions, bend: camera, seconds: end + 1 };
}
