import { chapterList, chaptersOf } from './chapters.ts';
import type { HashedSidecar } from './provenance.ts';
import { type Piece, subRip, webVtt } from './subtitles.ts';
import { type Told, transcript } from './transcript.ts';

/** The text sidecars that follow from the story: captions, chapters, transcript, by extension. */
export function sidecarTexts(
  told: Told,
  piece: Piece,
): Readonly<Record<Exclude<HashedSidecar, '.poster.png'>, string>> {
  const { story, words } = told;
  const { fps, language, start, end } = piece;
  const marks = { chapters: chaptersOf(story.chapters, piece), frames: end - start, fps };
  return {
    '.srt': subRip(told, piece),
    '.vtt': webVtt(told, piece),
    '.chapters.txt': chapterList(marks, words, language),
    '.transcript.md': transcript(told, piece),
  };
}
