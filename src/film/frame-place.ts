import { frameAt, secondsAt } from '../story/clock.ts';
import type { Language } from '../story/look.ts';
import type { Story } from '../story/story.ts';
import type { FilmWords } from '../story/words.ts';
import { UsageError } from './errors.ts';
import { insteadOf } from './nearest.ts';
import { clockTime } from './sidecars/clock-time.ts';

/** A film in which a frame is looked for. */
interface Searched {
  readonly story: Story;
  readonly words: FilmWords;
  readonly language: Language;
}

const KINDS = "'10s', '1:05', 'chapter:2', 'chapter:TITLE' or 'poster'";

/** Seconds written as `10s`, `1:05`, `1:05.5` or `1:02:03`; `undefined` for anything else. */
function secondsOf(given: string): number | undefined {
  const plain = /^(\d+(?:\.\d+)?) ?s$/i.exec(given);
  if (plain !== null) return Number(plain[1]);
  const parts = /^(?:(\d+):)?(\d{1,2}):(\d{2}(?:\.\d+)?)$/.exec(given);
  if (parts === null) return undefined;
  const [, hours = '0', minutes = '', seconds = ''] = parts;
  return Number(seconds) < 60 ? 3600 * Number(hours) + 60 * Number(minutes) + Number(seconds) : undefined;
}

/** The first frame of a chapter, by its number from 1 or its title. */
function chapterFrame(given: string, { story, words, language }: Searched): number {
  const chapters = story.chapters.map(({ frame, title }) => ({ frame, title: words.word(title, language) }));
  const plain = (title: string): string => title.trim().toLowerCase();
  const found =
    chapters.find(({ title }) => plain(title) === plain(given)) ??
    (/^\d+$/.test(given) ? chapters[Number(given) - 1] : undefined);
  if (found !== undefined) return found.frame;
  const titles = chapters.map(({ title }) => title);
  const all = titles.map((title, i) => `${i + 1} '${title}'`).join(', ');
  const hint =
    /^\d+$/.test(given) || chapters.length === 0 ? `there are ${all || 'none'}` : insteadOf(given, titles);
  throw new UsageError(`--at: the film has no chapter '${given}': ${hint}`);
}

/**
 * The frame at a place in a film.
 *
 * @param given a time (`10s`, `1:05`), `chapter:2`, a chapter's title as `chapter:…`, or `poster`
 * @throws UsageError naming the range if the film has no such place
 */
export function frameOfPlace(given: string, film: Searched): number {
  const { frames, fps, posterFrame } = film.story;
  if (given === 'poster') return posterFrame;
  const chapter = /^chapter:(.+)$/i.exec(given)?.[1];
  if (chapter !== undefined) return chapterFrame(chapter, film);
  const seconds = secondsOf(given);
  if (seconds === undefined) {
    const frame = /^\d+$/.test(given) ? `; a frame is --frame ${given}` : '';
    throw new UsageError(`--at: '${given}' is not ${KINDS}${frame}`);
  }
  const frame = frameAt(seconds, fps);
  if (frame < frames) return frame;
  const last = secondsAt(frames - 1, fps).toFixed(2);
  throw new UsageError(
    `--at: ${given} is after the film, which ends at ${last}s (${clockTime(secondsAt(frames, fps))})`,
  );
}
