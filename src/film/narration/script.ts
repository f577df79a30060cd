import { type Fps, secondsAt } from '../../story/clock.ts';
import type { Language } from '../../story/look.ts';
import type { Story } from '../../story/story.ts';
import type { FilmWords } from '../../story/words.ts';

/** Something to be said, in seconds from the film's start. */
interface Line {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** What is to be said in a part of the film. */
export interface NarrationPart extends Line {
  /** Its id, by which a recording of it is named. */
  readonly id: string;
  readonly lines: readonly Line[];
}

/** All that is to be said in a film, part by part, a part without words included. */
export interface NarrationScript {
  readonly film: string;
  readonly title: string;
  readonly language: Language;
  readonly seconds: number;
  readonly parts: readonly NarrationPart[];
}

/** Seconds to the millisecond. */
const rounded = (frame: number, fps: Fps): number => Math.round(secondsAt(frame, fps) * 1000) / 1000;

/** The script of a film's narration: what its captions say, and when. */
export function narrationScript(
  { film, story, words }: { readonly film: string; readonly story: Story; readonly words: FilmWords },
  language: Language,
): NarrationScript {
  const { fps } = story;
  const parts = story.parts.map(({ id, start, end }): NarrationPart => {
    const lines = story.captions
      .filter((caption) => caption.start >= start && caption.start < end)
      .map((caption) => ({
        start: rounded(caption.start, fps),
        end: rounded(caption.end, fps),
        text: words.word(caption.message, language),
      }));
    const text = lines.map((line) => line.text).join(' ');
    return { id, start: rounded(start, fps), end: rounded(end, fps), text, lines };
  });
  const title = words.word({ key: 'title', values: {} }, language);
  return { film, title, language, seconds: rounded(story.frames, fps), parts };
}

/** The script to read from: each part with its id and times, then its lines. */
export const scriptText = ({ title, parts }: NarrationScript): string =>
  [
    title,
    ...parts.map(({ id, start, end, lines }) =>
      [`\n${id}  ${start.toFixed(1)}–${end.toFixed(1)} s`, ...lines.map((line) => `  ${line.text}`)].join(
        '\n',
      ),
    ),
  ].join('\n');

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => `&#${character.codePointAt(0) ?? 0};`);

/** Silence, which SSML gives in whole milliseconds. */
const pause = (seconds: number): string =>
  seconds > 0 ? `    <break time="${Math.round(seconds * 1000)}ms"/>\n` : '';

/**
 * The script as SSML (W3C, Speech Synthesis Markup Language 1.1), for a synthesizer: a paragraph a part, begun by a mark
 * of its id, with the silences between its lines.
 */
export function scriptSsml({ title, language, parts }: NarrationScript): string {
  const paragraphs = parts.map(({ id, start, lines }) => {
    const said = lines.map(
      (line, i) => `${pause(line.start - (lines[i - 1]?.end ?? start))}    <s>${escaped(line.text)}</s>\n`,
    );
    return `  <p>\n    <mark name="${escaped(id)}"/>\n${said.join('')}  </p>\n`;
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n',
    `<speak version="1.1" xmlns="http://www.w3.org/2001/10/synthesis" xml:lang="${language}">\n`,
    `  <metadata><title xmlns="http://purl.org/dc/elements/1.1/">${escaped(title)}</title></metadata>\n`,
    ...paragraphs,
    '</speak>\n',
  ].join('');
}
