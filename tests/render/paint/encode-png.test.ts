import { describe, expect, it } from 'vitest';
import { encodePng } from '../../../src/render/paint/encode-png.ts';
import { decoded } from '../pixels.ts';

const [WIDTH, HEIGHT] = [37, 23];
/** Pixels that differ from all of their neighbours, the alpha of each as `alphaOf` has it. */
const pixels = (alphaOf: (pixel: number) => number): Uint8Array =>
  Uint8Array.from({ length: 4 * WIDTH * HEIGHT }, (_, i) => {
    const alpha = alphaOf(i >> 2);
    return i % 4 === 3 ? alpha : Math.floor(((i * i * 31 + i) % 256) * (alpha / 255));
  });
/** The colour type in the head of a PNG file. */
const colourType = (png: Uint8Array): number | undefined => png[25];

describe('a picture as PNG', () => {
  it('is read as the pixels that it was written from, in three bytes each', async () => {
    const painted = pixels(() => 255);
    const png = encodePng(painted, WIDTH, HEIGHT);
    const { width, height, data } = await decoded(png);
    expect([width, height, colourType(png)]).toEqual([WIDTH, HEIGHT, 2]);
    expect(Buffer.from(data).equals(painted)).toBe(true);
  });

  it('keeps what is translucent, and its colours as they were before they were multiplied by alpha', async () => {
    const painted = pixels((pixel) => [0, 85, 170, 255][pixel % 4] ?? 0);
    const png = encodePng(painted, WIDTH, HEIGHT);
    expect(colourType(png)).toBe(6);
    const { data } = await decoded(png);
    const wrong = [...data].filter((value, i) => {
      const alpha = painted[i | 3] ?? 0;
      const wanted = i % 4 === 3 || alpha === 0 ? (painted[i] ?? 0) : ((painted[i] ?? 0) * 255) / alpha;
      return Math.abs(value - wanted) > 0.5;
    });
    expect(wrong).toEqual([]);
  });
});
