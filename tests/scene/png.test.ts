import { describe, expect, it } from 'vitest';
import { pngUrl } from '../../src/scene/png.ts';
import { decoded } from '../render/pixels.ts';

const bytesOf = (url: string): Uint8Array => Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
const look = { ground: '#000000', ink: '#ffffff' };

describe('a picture as PNG', () => {
  it('has its shades where they belong, an odd width too', async () => {
    const grey = { width: 3, height: 2, pixels: [0, 255, 17, 34, 0, 255] };
    const { width, height, data } = await decoded(bytesOf(pngUrl(grey, look)));
    expect([width, height]).toEqual([3, 2]);
    expect(Array.from(data).filter((_, i) => i % 4 === 0)).toEqual([0, 255, 17, 34, 0, 255]);
  });

  it('runs from one colour to the other', async () => {
    const { data } = await decoded(
      bytesOf(pngUrl({ width: 2, height: 1, pixels: [0, 255] }, { ground: '#102030', ink: '#a0b0c0' })),
    );
    expect(Array.from(data)).toEqual([0x10, 0x20, 0x30, 255, 0xa0, 0xb0, 0xc0, 255]);
  });

  it('grows by whole pixels, beyond one block of bytes', async () => {
    const grey = { width: 60, height: 40, pixels: Array.from({ length: 2400 }, (_, i) => (i % 7) * 34) };
    const { width, height, data } = await decoded(bytesOf(pngUrl(grey, { ...look, enlarge: 9 })));
    expect([width, height]).toEqual([540, 360]);
    for (const [x, y] of [
      [0, 0],
      [539, 359],
      [8, 9],
      [271, 188],
    ] as const) {
      const shade = grey.pixels[Math.floor(y / 9) * 60 + Math.floor(x / 9)];
      expect(data[4 * (y * 540 + x)]).toBe(shade);
    }
  });
});
