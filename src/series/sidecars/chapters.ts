import type { Language, Wording } from '../../story/captions.ts';
import type { Fps } from '../../story/clock.ts';
import type { Chapter } from '../../story/story.ts';
import { clockTime } from './clock-time.ts';

/** What video platforms ask of a list of chapters; they ignore one that breaks it. Seconds. */
export const CHAPTERS = { least: 3, shortest: 10 } as const;
/** Seconds by which a chapter may be listed late, rather than not at all. */
const LATEST = 2;

interface Mark {
  /** Whole seconds, as the list tells them. */
  readonly seconds: number;
  readonly title: Chapter['title'];
  /** Frames that the chapter lasts in the story. */
  readonly length: number;
}

/** The list of more chapters is better; of two as long, the one that keeps the longer ones. */
function better(a: readonly Mark[], b: readonly Mark[]): readonly Mark[] {
  const kept = (marks: readonly Mark[]): number => marks.reduce((sum, { length }) => sum + length, 0);
  return b.length > a.length || (b.length === a.length && kept(b) > kept(a)) ? b : a;
}

/** As many of the chapters as can stand {@link CHAPTERS.shortest} seconds apart, and from the end. */
function spaced(marks: readonly Mark[], end: number): readonly Mark[] {
  // lists[i] is the best list that ends in mark i.
  const lists: (readonly Mark[])[] = [];
  for (const [i, mark] of marks.entries()) {
    const extended = lists.flatMap((list) => {
      const earliest = (list.at(-1)?.seconds ?? 0) + CHAPTERS.shortest;
      const seconds = Math.max(mark.seconds, earliest);
      return list.length > 0 && seconds <= mark.seconds + LATEST ? [[...list, { ...mark, seconds }]] : [];
    });
    lists.push(i === 0 ? [mark] : extended.reduce<readonly Mark[]>(better, []));
  }
  return lists
    .filter((list) => (list.at(-1)?.seconds ?? end) + CHAPTERS.shortest <= end)
    .reduce<readonly Mark[]>(better, []);
}

/**
 * Chapters as video platforms read them in a description: one line each, the first at 0:00, at least three, each at
 * least ten seconds long. What is too short goes into the chapter before it, or begins up to two seconds late.
 * A film too short for three such chapters lists all it has.
 *
 * @param frames of the film, or of the piece of it
 */
export function chapterList(
  {
    chapters,
    frames,
    fps,
  }: { readonly chapters: readonly Chapter[]; readonly frames: number; readonly fps: Fps },
  word: Wording,
  language: Language,
): string {
  const marks = chapters.map(({ frame, title }, i) => ({
    seconds: Math.floor(frame / fps),
    title,
    length: (chapters[i + 1]?.frame ?? frames) - frame,
  }));
  const proper = spaced(marks, Math.floor(frames / fps));
  return (proper.length < CHAPTERS.least ? marks : proper)
    .map(({ seconds, title }) => `${clockTime(seconds)} ${word(title, language)}\n`)
    .join('');
}

/**
 * The chapters of a piece of the film, counted from its first frame. The chapter that is under way there stands at 0,
 * so that a piece has a first chapter like the whole film.
 *
 * @param last the piece's last frame, included
 */
export const chaptersOf = (
  chapters: readonly Chapter[],
  { first, last }: { readonly first: number; readonly last: number },
): readonly Chapter[] =>
  chapters
    .filter(({ frame }, i) => frame <= last && (chapters[i + 1]?.frame ?? Number.POSITIVE_INFINITY) > first)
    .map((chapter) => ({ ...chapter, frame: Math.max(0, chapter.frame - first) }));
