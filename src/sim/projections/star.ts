import type { Samples } from './pca.ts';

/** √5, and the cosines and sines of 36° and 72° that follow from it. */
const ROOT = Math.sqrt(5);
const [COS36, SIN36] = [(1 + ROOT) / 4, Math.sqrt(10 - 2 * ROOT) / 4];
const [COS72, SIN72] = [(ROOT - 1) / 4, Math.sqrt(10 + 2 * ROOT) / 4];

/** The directions of the ten axes: axis k at the angle 2πk/10 from the right, counter-clockwise, y upwards. */
export const STAR_DIRECTIONS: readonly (readonly [x: number, y: number])[] = [
  [1, 0],
  [COS36, SIN36],
  [COS72, SIN72],
  [-COS72, SIN72],
  [-COS36, SIN36],
  [-1, 0],
  [-COS36, -SIN36],
  [-COS72, -SIN72],
  [COS72, -SIN72],
  [COS36, -SIN36],
];

/**
 * Star coordinates of ten numbers (Kandogan 2000), each scaling its own axis:
 *
 *     (x, y) = Σ v_k (cos 2πk/10, sin 2πk/10)
 *
 * v → `values`. Axes have length 1, nothing is normalised, y is upwards. Probabilities (which add up to 1) stay inside
 * the ten-sided star.
 */
export function starCoordinates(values: ArrayLike<number>): readonly [x: number, y: number] {
  let [x, y] = [0, 0];
  STAR_DIRECTIONS.forEach(([dx, dy], k) => {
    const value = values[k] ?? 0;
    x += value * dx;
    y += value * dy;
  });
  return [x, y];
}

/**
 * The fraction of the samples' variance that their star coordinates show. The rows (cos 2πk/10) and (sin 2πk/10) are
 * orthogonal and of length √5, so the picture is an orthogonal projection, scaled by √5.
 */
export function starVarianceShare(samples: Samples): number {
  const variance = (values: readonly number[]): number => {
    const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
    return values.reduce((sum, x) => sum + (x - mean) * (x - mean), 0);
  };
  const places = samples.map(starCoordinates);
  const shown = (variance(places.map(([x]) => x)) + variance(places.map(([, y]) => y))) / 5;
  const whole = STAR_DIRECTIONS.reduce(
    (sum, _, k) => sum + variance(samples.map((sample) => sample[k] ?? 0)),
    0,
  );
  return whole > 0 ? shown / whole : 0;
}
