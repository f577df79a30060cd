import { CAPTION, type Caption, captionLines, type Language, type Wording } from '../../story/captions.ts';
import type { Fps } from '../../story/clock.ts';

/** A caption file's span of time: the whole film, or the rendered piece of it. */
export interface SubtitleSpan {
  readonly fps: Fps;
  readonly language: Language;
  /** Frames rendered, last one included; times count from the first of them. */
  readonly first: number;
  readonly last: number;
}

interface Cue {
  readonly from: number;
  readonly to: number;
  readonly lines: readonly string[];
}

/** The captions that stand within a span, cut to it, in milliseconds from its start. */
function cuesOf(
  captions: readonly Caption[],
  word: Wording,
  { fps, language, first, last }: SubtitleSpan,
): readonly Cue[] {
  const milliseconds = (frame: number): number => Math.round(((frame - first) * 1000) / fps);
  return captions
    .filter(({ start, end }) => start <= last && end > first)
    .map(({ start, end, message }) => ({
      from: milliseconds(Math.max(start, first)),
      to: milliseconds(Math.min(end, last + 1)),
      lines: captionLines(word(message, language), CAPTION.lineLength.wide),
    }));
}

/** `00:01:02,345`, with the separator before the milliseconds that the format wants. */
function timestamp(milliseconds: number, separator: ',' | '.'): string {
  const pad = (value: number, width: number): string => String(value).padStart(width, '0');
  const seconds = Math.floor(milliseconds / 1000);
  const clock = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map((part) =>
    pad(part, 2),
  );
  return `${clock.join(':')}${separator}${pad(milliseconds % 1000, 3)}`;
}

/** The captions as SubRip (.srt). */
export const subRip = (captions: readonly Caption[], word: Wording, span: SubtitleSpan): string =>
  cuesOf(captions, word, span)
    .map(
      ({ from, to, lines }, i) =>
        `${i + 1}\n${timestamp(from, ',')} --> ${timestamp(to, ',')}\n${lines.join('\n')}\n`,
    )
    .join('\n');

/** The captions as WebVTT (.vtt). */
export const webVtt = (captions: readonly Caption[], word: Wording, span: SubtitleSpan): string =>
  [
    'WEBVTT\n',
    ...cuesOf(captions, word, span).map(
      ({ from, to, lines }) =>
        `${timestamp(from, '.')} --> ${timestamp(to, '.')}\n${lines.map(escapeVtt).join('\n')}\n`,
    ),
  ].join('\n');

/** WebVTT reads & and < as markup. */
const escapeVtt = (line: string): string => line.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
