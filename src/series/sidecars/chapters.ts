import type { Language, Wording } from '../../story/captions.ts';
import type { Fps } from '../../story/clock.ts';
import type { Chapter } from '../../story/story.ts';

/** `1:05`, with hours where there are any. */
function clockTime(seconds: number): string {
  const whole = Math.floor(seconds);
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (value: number): string => String(value).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/** Chapters as video platforms read them in a description: one line each, the first at 0:00. */
export const chapterList = (
  chapters: readonly Chapter[],
  word: Wording,
  language: Language,
  fps: Fps,
): string =>
  chapters.map(({ frame, title }) => `${clockTime(frame / fps)} ${word(title, language)}\n`).join('');

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
