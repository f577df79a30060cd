import type { Fps, FrameRange } from '../../story/clock.ts';
import type { Language } from '../../story/look.ts';
import type { Chapter } from '../../story/story.ts';
import type { FilmWords } from '../../story/words.ts';
import { clockTime } from './clock-time.ts';

/** What video platforms require of a chapter list; they ignore any list that violates it. */
export const CHAPTERS = { minCount: 3, minSeconds: 10 } as const;
/** Seconds by which a chapter may be listed late rather than dropped. */
const LATEST = 2;

interface Mark {
  /** Whole seconds, as listed. */
  readonly seconds: number;
  readonly title: Chapter['title'];
  /** Length of the chapter in the story, in frames. */
  readonly length: number;
}

/** The list with more chapters is better; with equally many, the one that keeps the longer chapters. */
function better(a: readonly Mark[], b: readonly Mark[]): readonly Mark[] {
  const kept = (marks: readonly Mark[]): number => marks.reduce((sum, { length }) => sum + length, 0);
  return b.length > a.length || (b.length === a.length && kept(b) > kept(a)) ? b : a;
}

/** As many chapters as possible that are {@link CHAPTERS.minSeconds} seconds apart, and from the end. */
function spaced(marks: readonly Mark[], end: number): readonly Mark[] {
  // lists[i] is the best list that ends in mark i.
  const lists: (readonly Mark[])[] = [];
  for (const [i, mark] of marks.entries()) {
    const extended = lists.flatMap((list) => {
      const earliest = (list.at(-1)?.seconds ?? 0) + CHAPTERS.minSeconds;
      const seconds = Math.max(mark.seconds, earliest);
      return list.length > 0 && seconds <= mark.seconds + LATEST ? [[...list, { ...mark, seconds }]] : [];
    });
    lists.push(i === 0 ? [mark] : extended.reduce<readonly Mark[]>(better, []));
  }
  return lists
    .filter((list) => (list.at(-1)?.seconds ?? end) + CHAPTERS.minSeconds <= end)
    .reduce<readonly Mark[]>(better, []);
}

/**
 * Chapters as video platforms read them in a description: one line each, the first at 0:00, at least three, each at
 * least ten seconds long. A chapter that is too short is merged into the previous one, or starts up to two seconds late.
 * A film too short for three such chapters lists all it has.
 *
 * @param frames of the film, or of an excerpt
 */
export function chapterList(
  {
    chapters,
    frames,
    fps,
  }: { readonly chapters: readonly Chapter[]; readonly frames: number; readonly fps: Fps },
  words: FilmWords,
  language: Language,
): string {
  const marks = chapters.map(({ frame, title }, i) => ({
    seconds: Math.floor(frame / fps),
    title,
    length: (chapters[i + 1]?.frame ?? frames) - frame,
  }));
  const proper = spaced(marks, Math.floor(frames / fps));
  return (proper.length < CHAPTERS.minCount ? marks : proper)
    .map(({ seconds, title }) => `${clockTime(seconds)} ${words.word(title, language)}\n`)
    .join('');
}

/**
 * The chapters of an excerpt, counted from its first frame. The chapter in progress there is listed at 0, so that an
 * excerpt has a first chapter like the whole film.
 */
export const chaptersOf = (chapters: readonly Chapter[], { start, end }: FrameRange): readonly Chapter[] =>
  chapters
    .filter(({ frame }, i) => frame < end && (chapters[i + 1]?.frame ?? Number.POSITIVE_INFINITY) > start)
    .map((chapter) => ({ ...chapter, frame: Math.max(0, chapter.frame - start) }));
