import { imagesOf, type Padding, UNPADDED, windowsAlong } from './convolution.ts';
import { add, at, computed, type Variable } from './value.ts';

/** A window that moves over images. */
export interface Pooling {
  readonly size: readonly [rows: number, columns: number];
  /** @default the window's own size, as in PyTorch, Keras and TensorFlow.js; Flax' default is 1 */
  readonly stride?: readonly [rows: number, columns: number];
  /** @default none */
  readonly padding?: Padding;
}

/** What lies in a window: the places of its numbers. */
type Windows = readonly (readonly number[])[];

/** The windows over all images, and the shape of what they make. */
function windowsOver(
  images: Variable,
  { size, stride = size, padding = UNPADDED }: Pooling,
): { readonly shape: readonly number[]; readonly windows: Windows } {
  const [samples, channels, height, width] = imagesOf(images, 'pooling');
  const down = windowsAlong(height, size[0], stride[0], padding.top + padding.bottom);
  const across = windowsAlong(width, size[1], stride[1], padding.left + padding.right);
  const windows = Array.from({ length: samples * channels * down * across }, (_, out) => {
    const plane = Math.floor(out / (down * across)) * height * width;
    const top = (Math.floor(out / across) % down) * stride[0] - padding.top;
    const left = (out % across) * stride[1] - padding.left;
    const places: number[] = [];
    for (let r = Math.max(0, top); r < Math.min(height, top + size[0]); r += 1)
      for (let c = Math.max(0, left); c < Math.min(width, left + size[1]); c += 1)
        places.push(plane + r * width + c);
    return places;
  });
  return { shape: [samples, channels, down, across], windows };
}

/**
 * The largest number of each window; zeros around do not take part, whatever the library. Of equal ones the first gets the gradient.
 *
 * @throws RangeError if no window fits
 */
export function largest(images: Variable, pooling: Pooling): Variable {
  const { shape, windows } = windowsOver(images, pooling);
  const winners = windows.map((places) =>
    places.reduce(
      (best, place) => (at(images.data, place) > at(images.data, best) ? place : best),
      places[0] ?? 0,
    ),
  );
  return computed(
    shape,
    [images],
    (data) => {
      winners.forEach((place, out) => {
        data[out] = at(images.data, place);
      });
    },
    ({ gradient }) => {
      winners.forEach((place, out) => {
        add(images.gradient, place, at(gradient, out));
      });
    },
  );
}

/**
 * The mean of each window.
 *
 * @param countPadding whether zeros around count: they do in PyTorch and Flax, not in Keras and TensorFlow.js
 * @throws RangeError if no window fits
 */
export function average(images: Variable, pooling: Pooling, countPadding: boolean): Variable {
  const { shape, windows } = windowsOver(images, pooling);
  const [rows, columns] = pooling.size;
  const divisors = windows.map(({ length }) => (countPadding ? rows * columns : length));
  return computed(
    shape,
    [images],
    (data) => {
      windows.forEach((places, out) => {
        data[out] = places.reduce((sum, place) => sum + at(images.data, place), 0) / (divisors[out] ?? 1);
      });
    },
    ({ gradient }) => {
      windows.forEach((places, out) => {
        for (const place of places) add(images.gradient, place, at(gradient, out) / (divisors[out] ?? 1));
      });
    },
  );
}
