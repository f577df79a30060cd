import { describe, expect, it } from 'vitest';
import { drawDigits } from '../../src/sim/data/digits.ts';
import { readIdx } from '../../src/sim/data/idx.ts';
import { imageAt, type LabelledImages, pickImages, splitImages } from '../../src/sim/data/images.ts';

const STYLE = { size: 14, variety: 1, noise: 0.15 };

/** The digit whose mean image is nearest. */
function nearestMean(images: LabelledImages, means: readonly (readonly number[])[], index: number): number {
  const pixels = imageAt(images, index);
  const distance = (mean: readonly number[]): number =>
    mean.reduce((sum, value, i) => sum + (value - (pixels[i] ?? 0)) * (value - (pixels[i] ?? 0)), 0);
  const distances = means.map(distance);
  return distances.indexOf(Math.min(...distances));
}

describe('drawn digits', () => {
  const images = drawDigits(400, STYLE, '1', 'test');

  it('are the same for the same seed and label, and others for others', () => {
    expect(drawDigits(400, STYLE, '1', 'test')).toEqual(images);
    expect(drawDigits(400, STYLE, '2', 'test').pixels).not.toEqual(images.pixels);
    expect(drawDigits(400, STYLE, '1', 'other').pixels).not.toEqual(images.pixels);
  });

  it('begin a larger set with the smaller one', () => {
    const more = drawDigits(500, STYLE, '1', 'test');
    expect(more.pixels.subarray(0, images.pixels.length)).toEqual(images.pixels);
  });

  it('contain equally many of each digit, no two alike', () => {
    expect(Array.from(images.labels.subarray(0, 12))).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1]);
    const texts = Array.from({ length: images.count }, (_, i) => imageAt(images, i).join());
    expect(new Set(texts).size).toBe(images.count);
  });

  it('look like their digit more often than like another', () => {
    const means = Array.from({ length: 10 }, (_, digit) => {
      const own = Array.from({ length: 40 }, (_, i) => imageAt(images, 10 * i + digit));
      return Array.from({ length: 196 }, (_, p) => own.reduce((sum, image) => sum + (image[p] ?? 0), 0) / 40);
    });
    const unseen = drawDigits(400, STYLE, '1', 'unseen');
    const right = Array.from(unseen.labels).filter(
      (label, i) => nearestMean(unseen, means, i) === label,
    ).length;
    expect(right).toBeGreaterThan(200);
    expect(right).toBeLessThan(396);
  });

  it('are identical for each variant of a digit if nothing varies', () => {
    const plain = drawDigits(40, { size: 14, variety: 0, noise: 0 }, '1', 'test');
    expect(new Set([0, 10, 20, 30].map((i) => imageAt(plain, i).join())).size).toBe(1);
  });

  it('have ink in the middle and background at the edges', () => {
    let [rim, all] = [0, 0];
    images.pixels.forEach((ink, i) => {
      const [x, y] = [i % 14, Math.floor((i % 196) / 14)];
      all += ink;
      if (x === 0 || x === 13 || y === 0 || y === 13) rim += ink;
    });
    expect(rim / all).toBeLessThan(0.1);
  });
});

/** A file in the IDX format. */
function idx(magic: number, sizes: readonly number[], body: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(4 + 4 * sizes.length + body.length);
  const view = new DataView(bytes.buffer);
  for (const [i, word] of [magic, ...sizes].entries()) view.setUint32(4 * i, word);
  bytes.set(body, 4 + 4 * sizes.length);
  return bytes;
}

const pixels = Array.from({ length: 2 * 3 * 4 }, (_, i) => i);
const IMAGES = idx(0x803, [2, 3, 4], pixels);
const LABELS = idx(0x801, [2], [7, 0]);
const read = (images: Uint8Array, labels: Uint8Array): LabelledImages =>
  readIdx({ name: 'images', bytes: images }, { name: 'labels', bytes: labels }, 10);

describe('IDX files', () => {
  it('give images row by row with their labels', () => {
    const found = read(IMAGES, LABELS);
    expect(found).toMatchObject({ count: 2, height: 3, width: 4 });
    expect(Array.from(imageAt(found, 1))).toEqual(pixels.slice(12));
    expect(Array.from(found.labels)).toEqual([7, 0]);
  });

  it('may lie anywhere in memory', () => {
    const shifted = new Uint8Array(IMAGES.length + 3);
    shifted.set(IMAGES, 3);
    expect(read(shifted.subarray(3), LABELS)).toEqual(read(IMAGES, LABELS));
  });

  it.each([
    ['an empty file', new Uint8Array(), LABELS, 'images: truncated: 0 bytes'],
    ['three bytes', new Uint8Array(3), LABELS, 'images: truncated: 3 bytes'],
    [
      'another magic number',
      idx(0x1234, [2, 3, 4], pixels),
      LABELS,
      '0x00001234, IDX images have 0x00000803',
    ],
    ['labels for images', LABELS, LABELS, 'this is a file of labels'],
    ['images for labels', IMAGES, IMAGES, 'this is a file of images'],
    [
      'half a header',
      IMAGES.subarray(0, 11),
      LABELS,
      'images: truncated: the file ends after 11 of the 16 header bytes',
    ],
    ['a byte too few', IMAGES.subarray(0, -1), LABELS, 'images: truncated: 2 images of 3×4 need 24 bytes'],
    ['a byte too many', idx(0x803, [2, 3, 4], [...pixels, 0]), LABELS, 'images: too long'],
    ['a label missing', IMAGES, LABELS.subarray(0, -1), 'labels: truncated: 2 labels need 2 bytes'],
    ['no images', idx(0x803, [0, 3, 4], []), idx(0x801, [0], []), 'images: contains no images'],
    ['images without pixels', idx(0x803, [2, 0, 4], []), LABELS, '0×4 pixels'],
    ['counts that differ', IMAGES, idx(0x801, [3], [1, 2, 3]), 'labels: 3 labels for 2 images in images'],
    ['an eleventh class', IMAGES, idx(0x801, [2], [1, 10]), 'labels: label 1 is 10, not one of 0–9'],
    ['sizes that overflow', idx(0x803, [0xffffffff, 0xffffffff, 0xffffffff], []), LABELS, 'truncated'],
  ])('are refused in one line: %s', (_, images, labels, message) => {
    expect(() => read(images, labels)).toThrow(message);
    expect(() => read(images, labels)).toThrow(/^[^\n]+$/);
  });
});

describe('images picked by index', () => {
  it('come in the order requested', () => {
    const picked = pickImages(read(IMAGES, LABELS), [1, 0, 1]);
    expect(Array.from(picked.labels)).toEqual([0, 7, 0]);
    expect(Array.from(imageAt(picked, 0))).toEqual(pixels.slice(12));
    expect(() => imageAt(picked, 3)).toThrow(RangeError);
  });
});

describe('images to train on and to test on', () => {
  const images = drawDigits(40, STYLE, '1', 'split');
  const texts = (some: LabelledImages): readonly string[] =>
    Array.from({ length: some.count }, (_, i) => imageAt(some, i).join());

  it('are disjoint, and picked by the seed', () => {
    const { train, test } = splitImages(images, { train: 20, test: 10 }, '1');
    expect([train.count, test.count]).toEqual([20, 10]);
    expect(new Set([...texts(train), ...texts(test)]).size).toBe(30);
    expect(texts(splitImages(images, { train: 20, test: 10 }, '2').train)).not.toEqual(texts(train));
  });

  it('are all there are, in the ratio requested, if there are fewer', () => {
    const { train, test } = splitImages(images, { train: 300, test: 100 }, '1');
    expect([train.count, test.count]).toEqual([30, 10]);
    expect(new Set([...texts(train), ...texts(test)])).toEqual(new Set(texts(images)));
  });
});
