import { clamp } from '../maths.ts';
import { type RandomStream, random, type Seed } from '../random.ts';
import { DIGITS, type Stroke, type StrokePoint } from './digit-strokes.ts';
import type { LabelledImages } from './images.ts';

/** How digits are drawn. */
export interface DigitStyle {
  /** Width and height of an image in pixels. */
  readonly size: number;
  /** How much images of a class differ: 0 not at all, 1 like hasty handwriting. */
  readonly variety: number;
  /** Largest change of a pixel by noise, as a fraction of full ink. */
  readonly noise: number;
}

/** Number of classes. */
export const DIGIT_CLASSES = DIGITS.length;

/** Line segments per curve. */
const PIECES = 6;

/** Bell-shaped around 0, within ±1: the mean of three uniform numbers. */
const bell = (next: RandomStream): number => ((next() + next() + next()) * 2) / 3 - 1;

/** A handwriting-like distortion of the plan: rotated, slanted, stretched, shifted, and each point jittered. */
function hand(next: RandomStream, variety: number): (point: StrokePoint) => StrokePoint {
  // An angle given by its tangent: cosine and sine then need only a square root.
  const tangent = 0.42 * variety * bell(next);
  const cosine = 1 / Math.sqrt(1 + tangent * tangent);
  const sine = tangent * cosine;
  const slant = 0.34 * variety * bell(next);
  const [wide, tall] = [0.92 + 0.24 * variety * bell(next), 1 + 0.2 * variety * bell(next)];
  const [right, down] = [0.13 * variety * bell(next), 0.11 * variety * bell(next)];
  const shake = 0.1 * variety;
  return ([x, y]) => {
    const u = (x - 0.5 + shake * bell(next)) * wide - slant * (y - 0.5);
    const v = (y - 0.5 + shake * bell(next)) * tall;
    return [0.5 + right + cosine * u - sine * v, 0.5 + down + sine * u + cosine * v];
  };
}

/** A stroke as a chain of points. Bézier curves: b(t) = s³p₀ + 3s²t p₁ + 3st² p₂ + t³p₃ with s = 1 − t. */
function chain(
  { start, pieces }: Stroke,
  place: (point: StrokePoint) => StrokePoint,
): readonly StrokePoint[] {
  let from = place(start);
  const points = [from];
  for (const piece of pieces) {
    const [c1, c2, c3] = piece.map(place);
    if (c1 !== undefined && (c2 === undefined || c3 === undefined)) {
      points.push(c1);
      from = c1;
    } else if (c1 !== undefined && c2 !== undefined && c3 !== undefined) {
      for (let i = 1; i <= PIECES; i += 1) {
        const t = i / PIECES;
        const s = 1 - t;
        const [k0, k1, k2, k3] = [s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t];
        points.push([
          k0 * from[0] + k1 * c1[0] + k2 * c2[0] + k3 * c3[0],
          k0 * from[1] + k1 * c1[1] + k2 * c2[1] + k3 * c3[1],
        ]);
      }
      from = c3;
    }
  }
  return points;
}

/** Inks the pixels near a line segment; `half` is half the pen's width. All lengths in pixels. */
function inkLine(
  ink: Float64Array,
  size: number,
  [x0, y0]: StrokePoint,
  [x1, y1]: StrokePoint,
  half: number,
): void {
  const reach = half + 1;
  const [dx, dy] = [x1 - x0, y1 - y0];
  const length = dx * dx + dy * dy;
  const low = (a: number, b: number) => Math.max(0, Math.floor(Math.min(a, b) - reach));
  const high = (a: number, b: number) => Math.min(size - 1, Math.ceil(Math.max(a, b) + reach));
  const [left, right] = [low(x0, x1), high(x0, x1)];
  for (let row = low(y0, y1); row <= high(y0, y1); row += 1) {
    for (let column = left; column <= right; column += 1) {
      const [px, py] = [column + 0.5 - x0, row + 0.5 - y0];
      const along = length === 0 ? 0 : clamp((px * dx + py * dy) / length, 0, 1);
      const [ex, ey] = [px - along * dx, py - along * dy];
      const depth = clamp(half + 0.5 - Math.sqrt(ex * ex + ey * ey), 0, 1);
      const at = row * size + column;
      if (depth > (ink[at] ?? 1)) ink[at] = depth;
    }
  }
}

/** One image of a digit: its strokes as this stream of random numbers draws them. */
function drawDigit(digit: number, next: RandomStream, { size, variety, noise }: DigitStyle): Uint8Array {
  const ways = DIGITS[digit];
  if (ways === undefined) throw new RangeError(`digit ${digit} is not one of 0–${DIGIT_CLASSES - 1}`);
  const strokes = ways[Math.floor(next() * ways.length)] ?? [];
  const place = hand(next, variety);
  const half = (size * (0.085 + 0.05 * variety * bell(next))) / 2;
  const ink = new Float64Array(size * size);
  for (const stroke of strokes) {
    const points = chain(stroke, place).map(([x, y]): StrokePoint => [x * size, y * size]);
    points.slice(1).forEach((to, i) => {
      inkLine(ink, size, points[i] ?? to, to, half);
    });
  }
  return Uint8Array.from(ink, (depth) => Math.round(255 * clamp(depth + noise * bell(next), 0, 1)));
}

/**
 * Drawn images of digits: strokes with seeded jitter, rotation, slant, size, thickness and noise. Image i shows digit
 * i modulo 10 and depends only on (seed, label, i), so a larger set begins with the smaller one.
 *
 * @param label identifies the set: a different label gives different images
 */
export function drawDigits(count: number, style: DigitStyle, seed: Seed, label: string): LabelledImages {
  const area = style.size * style.size;
  const pixels = new Uint8Array(count * area);
  const labels = Uint8Array.from({ length: count }, (_, i) => i % DIGIT_CLASSES);
  labels.forEach((digit, i) => {
    pixels.set(drawDigit(digit, random(seed, label, i), style), i * area);
  });
  return { width: style.size, height: style.size, count, pixels, labels };
}
