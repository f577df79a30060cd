import { add, at, computed, type Tensor, type Variable } from './value.ts';

/** Rows and columns of zeros around an image. */
export interface Padding {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** No zeros at all. */
export const UNPADDED: Padding = { top: 0, bottom: 0, left: 0, right: 0 };

/** As many zeros on every side: PyTorch's `padding=1`. */
export const paddedBy = (zeros: number): Padding => ({
  top: zeros,
  bottom: zeros,
  left: zeros,
  right: zeros,
});

/** What 'same' adds to a side of length n, the odd zero at the end: ⌈n / stride⌉ windows. */
function sameOf(n: number, size: number, stride: number): readonly [before: number, after: number] {
  const zeros = Math.max((Math.ceil(n / stride) - 1) * stride + size - n, 0);
  return [Math.floor(zeros / 2), Math.ceil(zeros / 2)];
}

/**
 * Padding 'same' as Keras, Flax and TensorFlow.js have it: ⌈n / stride⌉ windows, the odd zero right and below. With a stride of 1
 * PyTorch's 'same' is equal; with another it refuses.
 */
export function samePadding(
  height: number,
  width: number,
  size: readonly [number, number],
  stride: number,
): Padding {
  const [top, bottom] = sameOf(height, size[0], stride);
  const [left, right] = sameOf(width, size[1], stride);
  return { top, bottom, left, right };
}

/** Samples, channels, height and width of images. @throws RangeError if a tensor holds none */
export function imagesOf({ shape }: Tensor, name: string): readonly [number, number, number, number] {
  const [n, c, h, w] = shape;
  if (n === undefined || c === undefined || h === undefined || w === undefined || shape.length !== 4)
    throw new RangeError(`${name}: samples × channels × height × width are needed, not ${shape.join(' × ')}`);
  return [n, c, h, w];
}

/** How many windows fit along a side. @throws RangeError if none does */
export function windowsAlong(n: number, size: number, stride: number, zeros: number): number {
  const count = Math.floor((n + zeros - size) / stride) + 1;
  if (count < 1) throw new RangeError(`a window of ${size} does not fit into ${n} and ${zeros} zeros`);
  return count;
}

/** The part of a window that lies on the image: first and last index within the window. */
const inside = (start: number, size: number, n: number): readonly [number, number] => [
  Math.max(0, -start),
  Math.min(size, n - start),
];

/**
 * A convolution as networks have it, a cross-correlation: the filter is not flipped.
 *
 * @param images samples × channels × height × width
 * @param filters filters × channels × height × width
 * @param biases one a filter
 * @param stride in both directions
 * @throws RangeError if the shapes do not fit
 */
export function convolved(
  images: Variable,
  filters: Variable,
  biases: Variable,
  stride = 1,
  padding: Padding = UNPADDED,
): Variable {
  const [samples, channels, height, width] = imagesOf(images, 'convolved');
  const [count, expected, rows, columns] = imagesOf(filters, 'convolved');
  if (channels !== expected || biases.data.length !== count)
    throw new RangeError(
      `convolved: ${channels} channels, filters ${filters.shape.join(' × ')}, ${biases.data.length} biases`,
    );
  const down = windowsAlong(height, rows, stride, padding.top + padding.bottom);
  const across = windowsAlong(width, columns, stride, padding.left + padding.right);
  /** Calls back for each output, and each pair of an image's number and a filter's below it. */
  const each = (
    open: (out: number, filter: number) => void,
    pair: (out: number, image: number, filter: number) => void,
  ): void => {
    for (let s = 0; s < samples; s += 1)
      for (let f = 0; f < count; f += 1)
        for (let i = 0; i < down; i += 1)
          for (let j = 0; j < across; j += 1) {
            const out = ((s * count + f) * down + i) * across + j;
            open(out, f);
            const [top, left] = [i * stride - padding.top, j * stride - padding.left];
            const [r0, r1] = inside(top, rows, height);
            const [c0, c1] = inside(left, columns, width);
            for (let c = 0; c < channels; c += 1)
              for (let r = r0; r < r1; r += 1) {
                const image = ((s * channels + c) * height + top + r) * width + left;
                const filter = ((f * channels + c) * rows + r) * columns;
                for (let k = c0; k < c1; k += 1) pair(out, image + k, filter + k);
              }
          }
  };
  return computed(
    [samples, count, down, across],
    [images, filters, biases],
    (data) =>
      each(
        (out, filter) => {
          data[out] = at(biases.data, filter);
        },
        (out, image, filter) => add(data, out, at(images.data, image) * at(filters.data, filter)),
      ),
    ({ gradient }) =>
      each(
        (out, filter) => add(biases.gradient, filter, at(gradient, out)),
        (out, image, filter) => {
          add(images.gradient, image, at(gradient, out) * at(filters.data, filter));
          add(filters.gradient, filter, at(gradient, out) * at(images.data, image));
        },
      ),
  );
}
