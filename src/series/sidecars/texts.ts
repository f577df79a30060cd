import { chapterList, chaptersOf } from './chapters.ts';
import type { HashedSidecar } from './provenance.ts';
import { type SubtitleSpan, subRip, webVtt } from './subtitles.ts';
import { type Told, transcript } from './transcript.ts';

/** Everything beside an MP4 that is text and follows from the story: captions, chapters, transcript, by ending. */
export function sidecarTexts(
  told: Told,
  span: SubtitleSpan,
): Readonly<Record<Exclude<HashedSidecar, '.poster.png'>, string>> {
  const { story, word } = told;
  const { fps, language, first, last } = span;
  const piece = { chapters: chaptersOf(story.chapters, span), frames: last + 1 - first, fps };
  return {
    '.srt': subRip(story.captions, word, span),
    '.vtt': webVtt(story.captions, word, span),
    '.chapters.txt': chapterList(piece, word, language),
    '.transcript.md': transcript(told, span),
  };
}
