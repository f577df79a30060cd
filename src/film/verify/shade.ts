import type { Plane } from './ssim.ts';

/** Where two planes differ most in shade, cell by cell. */
export interface ShadeDifference {
  /** Difference of the means of a cell, 0 to 255. */
  readonly most: number;
  /** The cell's corner, in pixels of the plane. */
  readonly at: readonly [x: number, y: number];
}

/** Pixels along a side of a cell: an encoder may lose what is in it, but not its mean. */
const CELL = 8;

/**
 * The greatest difference between the means of two planes over cells of 8 × 8 pixels, max |Σ a − Σ b| / 64. Structural
 * similarity asks whether there are the same shapes; this asks whether they have the same brightness, or colour.
 */
export function shadeDifference(a: Plane, b: Plane): ShadeDifference {
  const { width, height } = a;
  let [most, at]: [number, readonly [number, number]] = [0, [0, 0]];
  for (let y = 0; y < height; y += CELL) {
    const bottom = Math.min(y + CELL, height);
    for (let x = 0; x < width; x += CELL) {
      const right = Math.min(x + CELL, width);
      let sum = 0;
      for (let row = y; row < bottom; row += 1)
        for (let i = row * width + x, end = row * width + right; i < end; i += 1)
          sum += (a.data[i] as number) - (b.data[i] as number);
      const mean = Math.abs(sum) / ((bottom - y) * (right - x));
      if (mean > most) [most, at] = [mean, [x, y]];
    }
  }
  return { most, at };
}
