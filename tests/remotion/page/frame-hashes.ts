import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Film } from '../../../src/film/film.ts';
import { frameMarkup } from '../../../src/render/paint/markup.ts';
import { createStage, FORMAT_NAMES } from '../../../src/scene/stage.ts';
import type { Typefaces } from '../../../src/scene/type/typeface.ts';
import type { Trace } from '../../../src/sim/trace.ts';
import { DEFAULT_LOOK } from '../../../src/story/look.ts';

/** Frames of a film to hash: `count` of them, spread over the whole of it. */
export const spread = (frames: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, i) => Math.floor(((i + 0.5) * frames) / count));

/** The same hash as the command line's, with a library that also runs in pages. */
const frameHash = (markup: string): string => bytesToHex(sha256(utf8ToBytes(markup)));

/** SHA-256 of frames of a simulated film, in every format: in Node and, bundled, in a page. */
export function frameHashes(film: Film, trace: Trace, count: number, type: Typefaces): readonly string[] {
  const story = film.tell(trace, 30, DEFAULT_LOOK);
  return FORMAT_NAMES.flatMap((format) => {
    const stage = createStage(format, DEFAULT_LOOK, type);
    return spread(story.frames, count).map(
      (frame) => `${format} ${frame} ${frameHash(frameMarkup(film.Scene({ trace, story, frame, stage })))}`,
    );
  });
}
