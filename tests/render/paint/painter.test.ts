import { createHash } from 'node:crypto';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { loadCanvasKit } from '../../../src/render/paint/canvaskit.ts';
import { displayList } from '../../../src/render/paint/display-list.ts';
import { nodeTypefaces } from '../../../src/render/paint/fonts.ts';
import { frameHash } from '../../../src/render/paint/frame-hash.ts';
import { createFramePainter } from '../../../src/render/paint/frame-painter.ts';
import { frameMarkup } from '../../../src/render/paint/markup.ts';
import { createPainter } from '../../../src/render/paint/painter.ts';
import { openPixels, still } from '../../../src/render/still.ts';
import { createStage } from '../../../src/scene/stage.ts';
import { THEME_NAMES } from '../../../src/scene/theme.ts';
import { DEFAULT_LOOK } from '../../../src/story/look.ts';
import { kitSheet } from '../../scene/kit-sheet.tsx';
import { chromiumPicture } from '../chromium.ts';
import { allKinds, smallFilm } from '../picture.tsx';
import { decoded, similarity } from '../pixels.ts';

const one = { width: 640, height: 480, fps: 30, frames: 1, element: () => allKinds };
const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe('the painter', () => {
  test('draws every portable kind as Chromium does', async () => {
    const ours = await decoded(await still(one, 0));
    const theirs = await decoded(await chromiumPicture(renderToStaticMarkup(allKinds), 640, 480));
    expect([theirs.width, theirs.height]).toEqual([640, 480]);
    expect(similarity(ours, theirs)).toBeGreaterThan(0.99);
  });

  test.each(THEME_NAMES)('draws formulas and code as Chromium does, %s', async (theme) => {
    const stage = createStage('landscape', { ...DEFAULT_LOOK, theme }, nodeTypefaces());
    const sheet = kitSheet(stage);
    const half = renderToStaticMarkup(sheet).replace(
      'width="1920" height="1080"',
      'width="960" height="540"',
    );
    const ours = await decoded(await still({ ...stage, fps: 30, frames: 1, element: () => sheet }, 0, 0.5));
    const theirs = await decoded(await chromiumPicture(half, 960, 540));
    expect([ours.width, theirs.width]).toEqual([960, 960]);
    expect(similarity(ours, theirs)).toBeGreaterThan(0.99);
  });

  test('draws at other scales in even sizes', async () => {
    const half = await decoded(await still(one, 0, 0.5));
    expect([half.width, half.height]).toEqual([320, 240]);
    const odd = await decoded(await still(one, 0, 0.333));
    expect([odd.width % 2, odd.height % 2]).toEqual([0, 0]);
  });

  test('fills a plain background exactly as painting it would', async () => {
    const ck = await loadCanvasKit();
    const painter = createPainter(ck, { width: 64, height: 32, scale: 1 });
    const list = displayList(smallFilm().element(0));
    const ground = { ...list, width: 64, height: 32, ops: list.ops.slice(0, 1) };
    painter.paint(ground);
    const filled = sha(painter.pixels());
    // The same rectangle after an empty group is not recognised as background, so it is painted.
    painter.paint({
      ...ground,
      ops: [{ kind: 'group', opacity: 1, clip: undefined, children: [] }, ...ground.ops],
    });
    expect(sha(painter.pixels())).toBe(filled);
    painter.dispose();
  });

  test('encodes a plain background as PNG after another picture', async () => {
    const ck = await loadCanvasKit();
    const painter = createPainter(ck, { width: 64, height: 32, scale: 1 });
    const list = displayList(smallFilm().element(0));
    const ground = { ...list, ops: list.ops.slice(0, 1) };
    painter.paint(ground);
    const alone = sha(painter.png());
    painter.paint(list);
    painter.png();
    painter.paint(ground);
    expect(sha(painter.png())).toBe(alone);
    painter.dispose();
  });
});

describe('a frame', () => {
  const film = smallFilm();
  const frames = Array.from({ length: film.frames }, (_, i) => i);

  test('has the same pixels painted fresh, in order and after any other frame', async () => {
    const fresh = new Map<number, string>();
    for (const frame of frames.filter((i) => i % 13 === 0 || (i > 17 && i < 32))) {
      const painter = await createFramePainter(film, 1);
      fresh.set(frame, sha(painter.stream().paint(frame)));
      painter.dispose();
    }
    const painter = await createFramePainter(film, 1);
    // Two streams that share the surface, one in order, one shuffled.
    const [ordered, shuffled] = [painter.stream(), painter.stream()];
    const inOrder: string[] = [];
    const inDisorder: string[] = [];
    for (const frame of frames) {
      inOrder[frame] = sha(ordered.paint(frame));
      const other = (frame * 37 + 11) % film.frames;
      inDisorder[other] = sha(shuffled.paint(other));
    }
    painter.dispose();
    expect(inDisorder).toEqual(inOrder);
    for (const [frame, hash] of fresh) expect(inOrder[frame]).toBe(hash);
    expect(new Set(inOrder).size).toBeGreaterThan(75);
  });

  test('that equals the previous one is returned again without painting', async () => {
    const painter = await createFramePainter(film, 1);
    const stream = painter.stream();
    const picture = stream.paint(21);
    expect(stream.paint(22)).toBe(picture);
    expect(stream.paint(31)).not.toBe(picture);
    painter.dispose();
  });

  test('has one pixel hash per picture', async () => {
    const pixels = await openPixels(film, 0.5);
    const hashes = [3, 20, 25, 3].map(pixels.hash);
    pixels.close();
    expect(hashes[0]).toBe(hashes[3]);
    expect(hashes[1]).toBe(hashes[2]);
    expect(hashes[0]).not.toBe(hashes[1]);
  });

  test('has markup whose hash is SHA-256', () => {
    const markup = frameMarkup(film.element(0));
    expect(markup).toMatch(/^<svg .*<\/svg>$/);
    expect(frameHash(markup)).toBe(createHash('sha256').update(markup).digest('hex'));
  });
});
