import { describe, expect, it } from 'vitest';
import { pngUrl, stacked } from '../../src/scene/png.ts';
import { ramp } from '../../src/scene/ramp.ts';
import { decoded } from '../render/pixels.ts';

const bytesOf = (url: string): Uint8Array => Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
const grey = ramp(['#000000', '#ffffff']);
const shares = (bytes: readonly number[]): readonly number[] => bytes.map((byte) => byte / 255);

describe('a picture as PNG', () => {
  it('has its shades where they belong, even at an odd width', async () => {
    const raster = { width: 3, height: 2, values: shares([0, 255, 17, 34, 0, 255]) };
    const { width, height, data } = await decoded(bytesOf(pngUrl(raster, grey)));
    expect([width, height]).toEqual([3, 2]);
    expect(Array.from(data).filter((_, i) => i % 4 === 0)).toEqual([0, 255, 17, 34, 0, 255]);
  });

  it('runs from one colour to the other', async () => {
    const { data } = await decoded(
      bytesOf(pngUrl({ width: 2, height: 1, values: [0, 1] }, ramp(['#102030', '#a0b0c0']))),
    );
    expect(Array.from(data)).toEqual([0x10, 0x20, 0x30, 255, 0xa0, 0xb0, 0xc0, 255]);
  });

  it('grows by whole pixels, beyond one block of bytes', async () => {
    const pixels = Array.from({ length: 2400 }, (_, i) => (i % 7) * 34);
    const raster = { width: 60, height: 40, values: shares(pixels) };
    const { width, height, data } = await decoded(bytesOf(pngUrl(raster, grey, 9)));
    expect([width, height]).toEqual([540, 360]);
    for (const [x, y] of [
      [0, 0],
      [539, 359],
      [8, 9],
      [271, 188],
    ] as const) {
      const shade = pixels[Math.floor(y / 9) * 60 + Math.floor(x / 9)];
      expect(data[4 * (y * 540 + x)]).toBe(shade);
    }
  });

  it('stacks rasters with empty rows between them', () => {
    const one = { width: 2, height: 1, values: [1, 0.5] };
    expect(stacked([one, one], 1)).toEqual({ width: 2, height: 3, values: [1, 0.5, 0, 0, 1, 0.5] });
    expect(stacked([one], 4)).toEqual(one);
    expect(stacked([], 1).height).toBe(0);
  });
});
