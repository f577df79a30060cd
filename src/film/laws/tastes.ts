import { CHAPTERS, chapterList } from '../sidecars/chapters.ts';
import type { Finding } from './finding.ts';
import type { Subject } from './subject.ts';

/** Usual range of a film's length, in seconds. */
const LENGTH = [30, 75] as const;

/** Not laws, but worth a thought: length, chapters, a sound for each step. */
export function tastes({ film, trace, story, look }: Subject): readonly Finding[] {
  const seconds = story.frames / story.fps;
  const warn = (what: string, todo: string): Finding => ({ law: 'taste', what, todo });
  const chapters = chapterList(story, film.words, 'en').trim().split('\n').length;
  const short = story.chapters.filter(({ frame }, i) => {
    const end = story.chapters[i + 1]?.frame ?? story.frames;
    return (end - frame) / story.fps < CHAPTERS.minSeconds;
  });
  const ticks = film.score(trace, story, look).events.some(({ kind }) => kind === 'tick');
  return [
    ...(seconds >= LENGTH[0] && seconds <= LENGTH[1]
      ? []
      : [warn(`lasts ${seconds.toFixed(1)} s`, `aim for ${LENGTH.join(' to ')} s`)]),
    ...(chapters >= CHAPTERS.minCount
      ? []
      : [
          warn(
            `has ${chapters === 1 ? '1 chapter' : `${chapters} chapters`}`,
            `platforms list ${CHAPTERS.minCount} or more, each of ${CHAPTERS.minSeconds} s: give parts a chapter`,
          ),
        ]),
    ...(chapters >= CHAPTERS.minCount ? short : []).map(({ title }) =>
      warn(
        `the chapter "${film.words.word(title, 'en')}" is shorter than ${CHAPTERS.minSeconds} s`,
        'lists join it to the one before: start it with an earlier part, or drop it',
      ),
    ),
    ...(ticks ? [] : [warn('has no tick', 'ticks let viewers count the steps')]),
    ...(film.claims === undefined && story.captions.length > 0
      ? [
          warn(
            'claims nothing of its captions',
            "give it claims: what makes each caption true, or 'definition'",
          ),
        ]
      : []),
  ];
}
