import { CAPTION, captionLines } from '../../story/captions.ts';
import type { Fps, FrameRange } from '../../story/clock.ts';
import type { Language } from '../../story/look.ts';
import type { Narrated } from '../../story/narration.ts';
import type { Story } from '../../story/story.ts';
import type { FilmWords } from '../../story/words.ts';
import { type SpokenCaption, spokenCaptions } from './spoken.ts';

/** The frames that a text sidecar covers; its times count from the first of them. */
export interface Piece extends FrameRange {
  readonly fps: Fps;
  readonly language: Language;
}

interface Cue {
  readonly from: number;
  readonly to: number;
  readonly lines: readonly string[];
}

/** What subtitles are written from. */
export interface Captioned {
  readonly story: Pick<Story, 'parts' | 'captions'>;
  readonly words: FilmWords;
  /** Where a voice speaks: where it is known what it says, that takes the place of the part's captions. */
  readonly narrated?: readonly Narrated[];
}

/** The captions within an excerpt, clipped to it, in milliseconds from its start. */
function cuesOf(
  { story: { parts, captions }, words, narrated = [] }: Captioned,
  { fps, language, start: first, end: beyond }: Piece,
): readonly Cue[] {
  const milliseconds = (frame: number): number => Math.round(((frame - first) * 1000) / fps);
  const shown = parts.flatMap((part): readonly SpokenCaption[] => {
    const voice = narrated.find((one) => one.part === part.id);
    const spoken = voice && spokenCaptions(voice, part.end, fps);
    if (spoken) return spoken;
    return captions
      .filter(({ start }) => start >= part.start && start < part.end)
      .map(({ start, end, message }) => ({
        start,
        end,
        lines: captionLines(words.word(message, language), CAPTION.lineLength.wide),
      }));
  });
  return shown
    .filter(({ start, end }) => start < beyond && end > first)
    .map(({ start, end, lines }) => ({
      from: milliseconds(Math.max(start, first)),
      to: milliseconds(Math.min(end, beyond)),
      lines,
    }));
}

/** `00:01:02,345`, with the format's separator before the milliseconds. */
function timestamp(milliseconds: number, separator: ',' | '.'): string {
  const pad = (value: number, width: number): string => String(value).padStart(width, '0');
  const seconds = Math.floor(milliseconds / 1000);
  const clock = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map((part) =>
    pad(part, 2),
  );
  return `${clock.join(':')}${separator}${pad(milliseconds % 1000, 3)}`;
}

/** The captions as SubRip (.srt). */
export const subRip = (captioned: Captioned, piece: Piece): string =>
  cuesOf(captioned, piece)
    .map(
      ({ from, to, lines }, i) =>
        `${i + 1}\n${timestamp(from, ',')} --> ${timestamp(to, ',')}\n${lines.join('\n')}\n`,
    )
    .join('\n');

/** The captions as WebVTT (.vtt). */
export const webVtt = (captioned: Captioned, piece: Piece): string =>
  [
    'WEBVTT\n',
    ...cuesOf(captioned, piece).map(
      ({ from, to, lines }) =>
        `${timestamp(from, '.')} --> ${timestamp(to, '.')}\n${lines.map(escapeVtt).join('\n')}\n`,
    ),
  ].join('\n');

/** In WebVTT, & and < are markup. */
const escapeVtt = (line: string): string => line.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
