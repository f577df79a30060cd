import { sum } from 'd3-array';
import { overfits } from '../../src/sim/learning-curve.ts';
import { arrivalOf, type Fps, holding } from '../../src/story/clock.ts';
import type { Look } from '../../src/story/look.ts';
import { type Cue, part, type Script, script } from '../../src/story/script.ts';
import type { PartOf } from '../../src/story/story.ts';
import {
  answer,
  asked,
  lesson,
  outcome,
  remedyCaption,
  rising,
  runsCaption,
  shownSeries,
  verdict,
} from './messages.ts';
import type { OverfittingTrace } from './simulation.ts';
import { words } from './words.ts';

export type OverfittingStory = ReturnType<typeof tell>;
export type OverfittingPart<K extends OverfittingStory['parts'][number]['kind']> = PartOf<
  OverfittingStory,
  K
>;

/** Seconds. The opening waits, and then goes from the best epoch to the last, by so few of them that it does not flicker. */
const OPENING = { from: 0.5, run: 2.8, seconds: 3.8, steps: 8 } as const;
/** Seconds: what the picture does before the first epoch, the epochs up to the best one, and all after it. */
const LEARN = { intro: 0.7, before: 4, after: 2.2 } as const;
/** Seconds in which the boundary bends around a wrong label, and for which the camera comes near before. */
const BEND = { seconds: 1.6, near: 1 } as const;
/** Seconds: a remedy takes the place of the one before it, and then trains. */
const REMEDY = { from: 0.8, grow: 0.5, run: 2.2 } as const;
/** Seconds: the bars of the comparison begin to grow, and one after the other does. */
const BARS = { from: 1, each: 0.55 } as const;
/** Seconds: the run goes back to just before it bends, and then bends again. */
const AGAIN = { from: 0.5, back: 0.7, run: 2.6 } as const;
/** Seconds in which the runs are drawn. */
const RUNS = 2.4;
const { say } = words;

/**
 * Tells the film: a question over the bent boundary, the task, one run learning up to its best epoch and beyond, all
 * runs, the same run with each remedy, the judgement of the test points, the answer, and the lesson.
 */
export function tell(trace: OverfittingTrace, fps: Fps, look: Look) {
  const { params, facts, points } = trace;
  const { epochs, seeds, data } = params;
  const { shown } = facts;
  const film = script(words, fps, look);
  const remedies = trace.remedies.length;
  const question = asked(trace);
  const wrong = points.train.filter(({ flipped }) => flipped).length;
  const learning = learn(trace, film);
  const checked = points.validation.filter(({ flipped }) => flipped).length;
  // The map without a remedy is in its place before the first remedy comes beside it.
  const remedyCaptions = trace.remedies.map((_, i): Cue => [REMEDY.from, remedyCaption(trace, i + 1)]);

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
      captions: [
        say('captionTask', { train: points.train.length, wrong }),
        say('captionValidation', { validation: points.validation.length, wrong: checked }),
        say('captionLoss', { wrong }),
      ],
      // The picture moves aside and empties, the truth is drawn, the validation points come and go, a loss is drawn.
      layOut: ({ range, caption }) => ({
        moving: range(0, 1.1),
        truth: range(1, 0.9),
        validation: caption(1, 0.5),
        leaving: caption(2, 0.5),
        pricing: caption(2, 2.6),
      }),
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
    part('runs', {
      minSeconds: 1 + RUNS,
      heading: say('runsHeading', { seeds }),
      captions: [runsCaption(trace)],
      // Their maps first; then their losses.
      layOut: ({ range }) => ({
        moving: range(0, 0.9),
        switching: range(0.9, 0.4),
        drawing: range(0.9, RUNS),
      }),
    }),
    ...(remedies === 0
      ? []
      : [
          part('remedies', {
            heading: say('remediesHeading', { remedies }),
            chapter: say('remediesHeading', { remedies }),
            minSeconds: Math.max(
              ...remedyCaptions.map(
                (_, i) => film.appears(remedyCaptions, i) + REMEDY.grow + REMEDY.run + 0.6,
              ),
            ),
            captions: remedyCaptions,
            layOut: ({ clock, caption, range }) => ({
              moving: range(0, 0.9),
              growing: remedyCaptions.map((_, i) => caption(i, REMEDY.grow)),
              clocks: remedyCaptions.map((_, i) =>
                clock(
                  film.appears(remedyCaptions, i) + REMEDY.grow,
                  Array<number>(epochs).fill(REMEDY.run / epochs),
                  holding(REMEDY.run),
                ),
              ),
            }),
          }),
        ]),
    part('test', {
      minSeconds: BARS.from + BARS.each * (remedies + 1) + 1,
      heading: say('testHeading', { remedies }),
      chapter: say('testHeading', { remedies }),
      captions: [[0.3, say('captionTest', { test: data.test })], ...verdict(trace)],
      // One bar after the other grows; then those stand out that the captions are about.
      layOut: ({ range, caption }) => ({
        bars: Array.from({ length: remedies + 1 }, (_, i) => range(BARS.from + BARS.each * i, BARS.each)),
        judging: caption(1, 0.5),
      }),
    }),
    part('answer', {
      heading: say('answerHeading', { question }),
      chapter: say('answerHeading', { question }),
      minSeconds: AGAIN.from + AGAIN.back + AGAIN.run,
      captions: [
        ...answer(trace).map(
          (message, i): Cue => [
            shown.bend === null ? 0.6 : AGAIN.from + AGAIN.back + (i === 0 ? 0 : AGAIN.run + 0.3),
            message,
          ],
        ),
      ],
      // Just before it bends, and again to the end; then what lies near the label with a remedy is circled.
      layOut: ({ range, caption }) => ({
        back: range(AGAIN.from, AGAIN.back),
        again: range(AGAIN.from + AGAIN.back + 0.3, AGAIN.run),
        circling: caption(1, 0.8),
      }),
    }),
    part('lesson', {
      after: 1.2,
      heading: say('lessonHeading'),
      captions: [[0.6, lesson(trace)]],
      // The run goes back to the epoch at which it should have stopped.
      layOut: ({ range, caption }) => ({
        moving: range(0, 0.9),
        back: overfits(shown) && shown.bestEpoch > 0 ? caption(0, 2.6) : range(0.9, 0),
      }),
    }),
  ]);
}

/** The timing of the run that is shown: held at its best epoch, slow where the boundary bends. */
function learn(trace: OverfittingTrace, { readBy }: Script) {
  const { params, facts } = trace;
  const { epochs } = params;
  const { shown } = facts;
  const { bestEpoch, bend } = shown;
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

  const captions: Cue[] = [[0.2, say('captionEpoch', { train: params.data.train })]];
  const remark = rising(trace);
  if (remark !== null) captions.push([at(remark.epoch) + 0.1, remark.message]);
  if (held && overfits(shown)) {
    const best = say('captionBest', { epoch: bestEpoch, loss: shown.bestValidationLoss });
    captions.push([at(bestEpoch) + 0.1, best]);
    wait(bestEpoch, captions);
  } else if (held) wait(bestEpoch, captions);
  const fits = (epoch: number): number => shownSeries(trace).trainLoss[epoch] ?? 0;
  let camera: { readonly from: number; readonly to: number } | null = null;
  if (bend !== null) {
    // The epoch that bends the boundary moves slowly, after the wait if it follows the best one.
    durations[bend.epoch - 1] = Math.max(durations[bend.epoch - 1] ?? 0, each(bend.epoch - 1)) + BEND.seconds;
    const arrival = at(bend.epoch);
    captions.push([
      arrival + 0.1,
      say('captionBend', { best: bestEpoch, epoch: bend.epoch, bent: fits(bend.epoch) < fits(bestEpoch) }),
    ]);
    if (bend.epoch < epochs) wait(bend.epoch, captions);
    camera = {
      from: Math.max(LEARN.intro, arrival - BEND.seconds - BEND.near),
      to: Math.max(readBy(captions) + 0.05, arrival + 1),
    };
  }
  const end = at(epochs);
  captions.push([Math.max(end, (camera?.to ?? 0) + BEND.near) + 0.1, outcome(trace)]);
  return { durations, captions, bend: camera, seconds: end + 1 };
}
