import { createHash } from 'node:crypto';
import type { FrameSource } from '../render/frame-painter.ts';
import { frameHash, frameMarkup } from '../render/markup.ts';
import type { FrameRange } from '../render/segments.ts';

/** SHA-256 of the markup of each frame of a range, in order. */
export function frameHashes(
  source: Pick<FrameSource, 'element'>,
  { first, last }: FrameRange,
): readonly string[] {
  return Array.from({ length: last + 1 - first }, (_, i) =>
    frameHash(frameMarkup(source.element(first + i))),
  );
}

/** SHA-256 of frame hashes, one a line: what `lossreel frames` prints. */
export const framesHash = (hashes: readonly string[]): string =>
  createHash('sha256')
    .update(hashes.map((hash) => `${hash}\n`).join(''))
    .digest('hex');
