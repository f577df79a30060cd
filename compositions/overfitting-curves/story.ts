import { arrivalOf, type Fps, holding } from '../../src/story/clock.ts';
import type { Look } from '../../src/story/look.ts';
import { part, script } from '../../src/story/script.ts';
import type { PartOf } from '../../src/story/story.ts';
import { effectCaption, learnCaptions, remedyCaption, winnerCaption } from './messages.ts';
import type { OverfittingTrace } from './simulation.ts';
import { words } from './words.ts';

export type OverfittingStory = ReturnType<typeof tell>;
export type OverfittingPart<K extends OverfittingStory['parts'][number]['kind']> = PartOf<
  OverfittingStory,
  K
>;

/** Seconds. */
const LEARN_INTRO = 0.9;
/** Total for all epochs, whatever their number. */
const LEARNING = 12;
/** For which the best epoch is held. */
const HOLD = 2.2;
const REMEDY_INTRO = 0.7;
const REMEDY_RUN = 4;
const AFTER = 0.2;

/**
 * Tells the film: title, task, the networks learning up to their best epoch and beyond, each remedy on a split
 * screen, and the results. Its timing depends on the captions, the number of epochs and the best one.
 */
export function tell(trace: OverfittingTrace, fps: Fps, look: Look) {
  const { params, facts, points } = trace;
  const { epochs, seeds } = params;
  const { say } = words;
  const { story } = script(words, fps, look);
  const remedies = trace.remedies.length;
  const wrong = points.train.filter(({ flipped }) => flipped).length;

  const each = LEARNING / epochs;
  // Nothing is held if the first or the last epoch is the best.
  const held = facts.bestEpoch > 0 && facts.bestEpoch < epochs ? facts.bestEpoch : null;
  const durations = Array.from({ length: epochs }, (_, k) => each + (k === held ? HOLD : 0));
  const bestAt = LEARN_INTRO + each * (held ?? facts.bestEpoch);
  const learnt = LEARN_INTRO + LEARNING + (held === null ? 0 : HOLD);
  const { before, best, after, end } = learnCaptions(trace);

  return story([
    part('title', { minSeconds: 2.2, chapter: say('dataHeading') }),
    part('data', {
      after: AFTER,
      heading: say('dataHeading'),
      captions: [
        say('captionTask', { train: points.train.length }),
        say('captionTruth', { wrong }),
        say('captionValidation', { validation: points.validation.length }),
      ],
      // The training points appear, then the true boundary and the wrong labels, then the validation points, which
      // disappear again; finally the map moves to its position for the next part.
      layOut: ({ range, caption, last }) => ({
        points: range(0.2, 1.8),
        truth: caption(1, 1),
        validation: caption(2, 0.5),
        leaving: last(1.1, 0.5),
        moving: last(0.8, 0.8),
      }),
    }),
    part('learn', {
      minSeconds: learnt + 1 + AFTER,
      after: AFTER,
      heading: say('learnHeading', { seeds }),
      chapter: say('learnHeading', { seeds }),
      captions: [
        ...before,
        ...(best === null ? [] : [[bestAt, best] as const]),
        ...after.map((message) => [bestAt + HOLD + 0.2, message] as const),
        [learnt + 0.2, end],
      ],
      poster: true,
      // The frames from which on the best epoch and the stop are marked.
      layOut: (time) => {
        const clock = time.clock(LEARN_INTRO, durations, holding(each));
        const stopFrame = facts.stopEpoch === null ? time.end : arrivalOf(clock, facts.stopEpoch);
        return { clock, bestFrame: arrivalOf(clock, facts.bestEpoch), stopFrame };
      },
    }),
    ...trace.remedies.map(({ remedy }, i) => {
      const own = facts.remedies[i];
      const heading = say('remedyHeading', { remedy: i + 1, remedies, name: say(remedy.kind) });
      return part('remedy', {
        id: `remedy-${i + 1}`,
        after: AFTER,
        heading,
        // They are short, so all of them are one chapter.
        chapter: i > 0 ? null : remedies > 1 ? say('remediesChapter', { remedies }) : heading,
        captions: [
          remedyCaption(remedy, params),
          ...(own ? [[REMEDY_INTRO + REMEDY_RUN + 0.1, effectCaption(own, facts)] as const] : []),
        ],
        layOut: ({ clock, caption }) => ({
          remedy: i,
          clock: clock(REMEDY_INTRO, Array<number>(epochs).fill(REMEDY_RUN / epochs), holding(REMEDY_RUN)),
          verdictFrame: caption(1, 0).start,
        }),
      });
    }),
    part('compare', {
      after: 0.8,
      heading: say('compareHeading', { remedies }),
      chapter: say('compareHeading', { remedies }),
      captions: [
        ...(remedies === 0 ? [] : [[0.6, winnerCaption(trace)] as const]),
        [0.6, say('captionLesson')],
      ],
    }),
  ]);
}
