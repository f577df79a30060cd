import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type DrawnFrames, encodeSegment } from '../../../src/render/encode/encode-segment.ts';
import { DRAFT } from '../../../src/render/encode/encoder.ts';
import { displayList } from '../../../src/render/paint/display-list.ts';
import { frameHash } from '../../../src/render/paint/frame-hash.ts';
import { createFramePainter } from '../../../src/render/paint/frame-painter.ts';
import { frameMarkup } from '../../../src/render/paint/markup.ts';
import { smallFilm } from '../picture.tsx';

test('a segment has the same bytes whether its frames have been drawn before, in part, or not at all', async () => {
  const film = smallFilm();
  const segment = { index: 0, start: 10, end: 40 };
  const frames = Array.from({ length: segment.end - segment.start }, (_, i) => segment.start + i);
  const hashes = frames.map((frame) => frameHash(frameMarkup(film.element(frame))));
  // Some are equal to the one before, and are not painted again.
  expect(new Set(hashes).size).toBeLessThan(hashes.length);
  const keeping = (count: number): DrawnFrames => ({
    hashes,
    lists: new Map(frames.slice(0, count).map((frame) => [frame, displayList(film.element(frame))])),
  });
  const folder = await mkdtemp(join(tmpdir(), 'lossreel-segment-'));
  const painter = await createFramePainter(film, 1);
  try {
    const files: Buffer[] = [];
    for (const drawn of [undefined, keeping(frames.length), keeping(12), keeping(0)]) {
      const file = join(folder, `${files.length}.mp4`);
      const video = { fps: film.fps, settings: DRAFT };
      await encodeSegment({ segment, file }, drawn, painter.stream(), video, () => {});
      files.push(await readFile(file));
    }
    for (const file of files) expect(file.equals(files[0] ?? Buffer.alloc(0))).toBe(true);
  } finally {
    painter.dispose();
    await rm(folder, { recursive: true, force: true });
  }
});
