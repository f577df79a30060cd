import {
  askedOf,
  favouriteOf,
  foundAt,
  headName,
  leapOf,
  letterOf,
  saidShare,
  subjectsOf,
} from '../../src/story/attention/readings.ts';
import { type Fps, flowing } from '../../src/story/clock.ts';
import type { Look } from '../../src/story/look.ts';
import { type Cue, part, script } from '../../src/story/script.ts';
import type { FilmTrace } from './simulation.ts';
import { words } from './words.ts';

const { say } = words;

export type AttentionStory = ReturnType<typeof tell>;

/** Seconds of the training, and before it begins. */
const LEARN = { from: 2.6, seconds: 8 } as const;

/** Tells the film: a look and a question, how it comes about, how it is learned, what is measured of it, and the answer. */
export function tell(trace: FilmTrace, fps: Fps, look: Look) {
  const { facts, params } = trace;
  const { story } = script(words, fps, look);
  const { focus, pillar, run, accuracy, source, words: tokens } = subjectsOf(trace);
  const asked = askedOf(trace);
  const { task } = params;
  const head = headName(focus);
  const columns = facts.work.query[0]?.length ?? 1;

  const looks = run.losses.length - 1;
  const each = LEARN.seconds / Math.max(1, looks);
  const seenAt = (k: number): number => LEARN.from + k * each + 0.04;
  const [leap, found] = [leapOf(accuracy), foundAt(focus, asked.source)];
  const events = [
    ...(leap === null
      ? []
      : [
          {
            k: leap,
            said: say('captionLeap', { updates: run.updates[leap] ?? 0, accuracy: accuracy[leap] ?? 0 }),
          },
        ]),
    ...(found === null
      ? []
      : [{ k: found, said: say('captionFound', { updates: run.updates[found] ?? 0, source }) }]),
  ].sort((a, b) => a.k - b.k);
  const learned: Cue[] = [
    [0.5, say('captionBefore', { head, source, weight: saidShare(focus.course[0]?.[asked.source] ?? 0) })],
    ...events.map(({ k, said }): Cue => [seenAt(k), said]),
    [
      seenAt(looks) + 0.1,
      say('captionEnd', { accuracy: accuracy.at(-1) ?? 0, asked: facts.asked, nearest: facts.nearest }),
    ],
  ];
  const favourite = favouriteOf(pillar);

  return story([
    part('question', {
      heading: say('title'),
      chapter: say('title'),
      captions: [
        [0.2, say('captionLook', { source, weight: saidShare(focus.course.at(-1)?.[asked.source] ?? 0) })],
      ],
      minSeconds: 5.2,
      layOut: ({ range }) => ({ grown: range(0.2, 0.9), asks: range(2, 0.7) }),
    }),
    part('vectors', {
      heading: say('vectorsHeading', { task }),
      captions: [[0.6, say('captionWords', { task })], say('captionThree', { n: columns })],
      after: 0.8,
      layOut: ({ range, caption }) => ({ home: range(0, 0.9), three: caption(1, 1) }),
    }),
    part('scores', {
      chapter: say('wordsChapter'),
      heading: say('scoresHeading', { layer: focus.layer + 1, letter: letterOf(focus) }),
      captions: [
        [0.4, say('captionScore', { n: columns })],
        say('captionMask', { task }),
        say('captionTrue'),
        say('captionEmpty'),
        say('captionSoftmax'),
      ],
      after: 0.9,
      layOut: ({ range, caption }) => ({
        row: range(0.4, 1.4),
        whole: range(2.4, 1),
        mask: caption(1, 0.8),
        letters: caption(2, 0.6),
        empty: caption(3, 0.5),
        soft: caption(4, 1),
      }),
    }),
    part('learn', {
      heading: say('learnHeading'),
      chapter: say('learnChapter'),
      captions: learned,
      after: 0.6,
      layOut: ({ clock, range }) => ({
        clock: clock(LEARN.from, Array<number>(looks).fill(each), flowing),
        back: range(0, 1),
      }),
    }),
    part('heads', {
      heading: say('headsHeading', { n: facts.heads.length }),
      chapter: say('proofChapter'),
      captions: [
        [
          0.5,
          say('captionMean', {
            head,
            task,
            look: focus.looks.at(-1) ?? 0,
          }),
        ],
      ],
      after: 1.4,
      layOut: ({ range }) => ({ bars: range(0.5, 1.2) }),
    }),
    part('places', {
      heading: say('placesHeading'),
      captions: [
        [0.5, say('captionShuffled', { task, accuracy: facts.shuffled.accuracy })],
        ...(task === 'agreement' ? [say('captionOrder')] : []),
      ],
      after: 0.9,
      layOut: ({ range, caption }) => ({
        dealt: range(0.7, 1.4),
        told: task === 'agreement' ? caption(1, 0.4) : null,
      }),
    }),
    part('remove', {
      heading: say('removeHeading'),
      captions: [
        [0.7, say('captionRemoved', { head, accuracy: focus.without.accuracy })],
        pillar === focus
          ? say('captionSame')
          : say('captionPillar', {
              head: headName(pillar),
              token: tokens[favourite.token] ?? '',
              weight: saidShare(favourite.weight),
              accuracy: pillar.without.accuracy,
            }),
        say('captionProof'),
      ],
      after: 1.4,
      poster: true,
      layOut: ({ range, caption }) => ({
        gone: range(0.7, 0.9),
        others: caption(1, 1),
        proof: caption(2, 0.5),
      }),
    }),
  ]);
}
