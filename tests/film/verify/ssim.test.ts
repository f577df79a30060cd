import { ssim } from 'ssim.js';
import { describe, expect, it } from 'vitest';
import { type Plane, similarityOf } from '../../../src/film/verify/ssim.ts';
import { random } from '../../../src/sim/random.ts';

const [WIDTH, HEIGHT] = [192, 128];

/** A plane of soft shapes and edges. */
const plane = (pixel: (x: number, y: number) => number, width = WIDTH, height = HEIGHT): Plane => ({
  width,
  height,
  data: Uint8Array.from({ length: width * height }, (_, i) => pixel(i % width, Math.floor(i / width))),
});
const scene = (x: number, y: number): number =>
  (x - 60) ** 2 + (y - 64) ** 2 < 900 ? 200 : x > 110 && y > 30 && y < 90 ? 90 + ((x * y) % 40) : 20 + x / 8;
const noisy = (amount: number): Plane => {
  const next = random('1', `noise ${amount}`);
  return plane((x, y) => Math.max(0, Math.min(255, scene(x, y) + (next() - 0.5) * amount)));
};

/** The same by ssim.js, whose uniform 8 × 8 windows start at every pixel. */
const reference = (a: Plane, b: Plane): number => {
  const rgba = ({ width, height, data }: Plane) => ({
    width,
    height,
    data: Uint8ClampedArray.from({ length: width * height * 4 }, (_, i) =>
      i % 4 === 3 ? 255 : (data[Math.floor(i / 4)] ?? 0),
    ),
  });
  return ssim(rgba(a), rgba(b), { ssim: 'weber', windowSize: 8, downsample: false }).mssim;
};

describe('structural similarity', () => {
  const original = plane(scene);

  it('of a picture to itself is 1, everywhere', () => {
    expect(similarityOf(original, original)).toEqual({ mean: 1, worstBlock: 1, at: [0, 0] });
  });

  it.each([2, 6, 20, 80, 200])('agrees with ssim.js at noise of %d', (amount) => {
    const other = noisy(amount);
    expect(Math.abs(similarityOf(original, other).mean - reference(original, other))).toBeLessThan(0.01);
  });

  it('agrees with ssim.js for shifted, darker and other pictures', () => {
    const others = [
      plane((x, y) => scene(x + 3, y)),
      plane((x, y) => scene(x, y) * 0.6),
      plane((x, y) => 255 - scene(x, y)),
    ];
    for (const other of others)
      expect(Math.abs(similarityOf(original, other).mean - reference(original, other))).toBeLessThan(0.02);
  });

  it('names the block with a small defect, which the mean hardly shows', () => {
    const wide = plane(scene, 1920, 1080);
    const spot = plane(
      (x, y) => (x >= 1290 && x < 1302 && y >= 650 && y < 662 ? 255 : scene(x, y)),
      1920,
      1080,
    );
    const { mean, worstBlock, at } = similarityOf(wide, spot);
    expect(mean).toBeGreaterThan(0.999);
    expect(worstBlock).toBeLessThan(0.95);
    expect(at).toEqual([1280, 640]);
  });

  it('refuses pictures of different or tiny sizes', () => {
    expect(() => similarityOf(original, plane(scene, 190, 128))).toThrow('192×128 and 190×128');
    expect(() => similarityOf(plane(scene, 4, 4), plane(scene, 4, 4))).toThrow('too small');
  });
});
