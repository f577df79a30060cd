/** Grey images of one size with their classes: what a network is trained or tested on. */
export interface LabelledImages {
  readonly width: number;
  readonly height: number;
  readonly count: number;
  /** `count` images one behind the other, row by row; 0 is ground, 255 ink. */
  readonly pixels: Uint8Array;
  /** The class of each image, from 0. */
  readonly labels: Uint8Array;
}

/** The image at an index. @throws RangeError when there is none */
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
