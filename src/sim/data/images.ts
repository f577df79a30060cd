import { shuffle } from '../network/order.ts';
import type { DataSet } from '../network/train.ts';
import { random, type Seed } from '../random.ts';

/** Greyscale images of equal size with their labels: a training or test set. */
export interface LabelledImages {
  readonly width: number;
  readonly height: number;
  readonly count: number;
  /** `count` images one after the other, row by row; 0 is background, 255 ink. */
  readonly pixels: Uint8Array;
  /** The class of each image, from 0. */
  readonly labels: Uint8Array;
}

/** The image at an index. @throws RangeError if there is none */
export function imageAt({ width, height, count, pixels }: LabelledImages, index: number): Uint8Array {
  if (!(index >= 0 && index < count)) throw new RangeError(`image ${index} of ${count}`);
  return pixels.subarray(index * width * height, (index + 1) * width * height);
}

/** The images at some indices, in their order, as a set of their own. */
export function pickImages(images: LabelledImages, indices: readonly number[]): LabelledImages {
  const size = images.width * images.height;
  const pixels = new Uint8Array(indices.length * size);
  indices.forEach((index, i) => {
    pixels.set(imageAt(images, index), i * size);
  });
  return {
    ...images,
    count: indices.length,
    pixels,
    labels: Uint8Array.from(indices, (index) => images.labels[index] ?? 0),
  };
}

/**
 * Splits images into a training and a test set, picked by the seed: as many of each as requested, or all of them in the
 * same ratio if there are fewer.
 */
export function splitImages(
  images: LabelledImages,
  asked: { readonly train: number; readonly test: number },
  seed: Seed,
): { readonly train: LabelledImages; readonly test: LabelledImages } {
  const { count } = images;
  const all = asked.train + asked.test;
  const test = count >= all ? asked.test : Math.max(1, Math.round((count * asked.test) / all));
  const train = count >= all ? asked.train : count - test;
  const order = new Uint32Array(count);
  shuffle(order, random(seed, 'which images'));
  const picked = (from: number, to: number): LabelledImages =>
    pickImages(images, Array.from(order.subarray(from, to)));
  return { train: picked(0, train), test: picked(train, train + test) };
}

/** Images as samples for a network: ink from 0 to 1. */
export const imageSet = ({ count, pixels, labels }: LabelledImages): DataSet => ({
  count,
  inputs: Float64Array.from(pixels, (byte) => byte / 255),
  targets: Float64Array.from(labels),
});

/** A small greyscale picture, row by row, 0 to 255. JSON-safe. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly pixels: readonly number[];
}

/** The image at an index as a picture of its own. @throws RangeError if there is none */
export const pictureAt = (images: LabelledImages, index: number): Picture => ({
  width: images.width,
  height: images.height,
  pixels: Array.from(imageAt(images, index)),
});
