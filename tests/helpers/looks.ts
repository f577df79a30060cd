import type { Story } from '../../src/story/story.ts';

/** Frames from one look to the next where nothing begins or ends: of no common period, so that nothing periodic hides between. */
const STRIDES = [3, 4, 4];

/**
 * Frames to look at where looking at all of them would take too long: around each beginning and end of a part or a caption, where
 * things come and go, one by one; in between every third or fourth.
 */
export function looksOf({
  frames,
  parts,
  captions,
}: Pick<Story, 'frames' | 'parts' | 'captions'>): readonly number[] {
  const looks = new Set<number>([0, frames - 1]);
  for (let frame = 0, i = 0; frame < frames; frame += STRIDES[i % STRIDES.length] ?? 1, i += 1)
    looks.add(frame);
  for (const { start, end } of [...parts, ...captions])
    for (const edge of [start, end]) for (const frame of [edge - 1, edge, edge + 1]) looks.add(frame);
  return [...looks].filter((frame) => frame >= 0 && frame < frames).sort((a, b) => a - b);
}
