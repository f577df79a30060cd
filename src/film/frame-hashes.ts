import { createHash } from 'node:crypto';
import { frameHash } from '../render/paint/frame-hash.ts';
import type { FrameSource } from '../render/paint/frame-painter.ts';
import { frameMarkup } from '../render/paint/markup.ts';
import type { FrameRange } from '../story/clock.ts';

/** SHA-256 of the markup of each frame of a range, in order. */
export const frameHashes = (
  { element }: Pick<FrameSource, 'element'>,
  { start, end }: FrameRange,
): readonly string[] =>
  Array.from({ length: end - start }, (_, i) => frameHash(frameMarkup(element(start + i))));

/** One hash for a list of frames: SHA-256 of what `lossreel frames` prints, one hash per line. */
export const framesHash = (hashes: readonly string[]): string =>
  createHash('sha256')
    .update(hashes.map((hash) => `${hash}\n`).join(''))
    .digest('hex');
