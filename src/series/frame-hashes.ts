import { createHash } from 'node:crypto';
import { frameHash } from '../render/frame-hash.ts';
import type { FrameSource } from '../render/frame-painter.ts';
import { frameMarkup } from '../render/markup.ts';
import type { FrameRange } from '../render/segments.ts';

/** SHA-256 of the markup of each frame of a range, in order. */
export const frameHashes = (
  { element }: Pick<FrameSource, 'element'>,
  range: FrameRange,
): readonly string[] =>
  Array.from({ length: range.last + 1 - range.first }, (_, i) =>
    frameHash(frameMarkup(element(range.first + i))),
  );

/** One hash for a list of frames: SHA-256 of what `lossreel frames` prints, a hash a line. */
export const framesHash = (hashes: readonly string[]): string =>
  createHash('sha256')
    .update(hashes.map((hash) => `${hash}\n`).join(''))
    .digest('hex');
