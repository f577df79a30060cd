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
