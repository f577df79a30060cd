/** A place in the unit square of a digit, y downwards. */
export type StrokePoint = readonly [x: number, y: number];

/**
 * A stroke: its start, then pieces. A piece of one point is a straight line, one of three a cubic Bézier curve
 * (two control points, then its end).
 */
export interface Stroke {
  readonly start: StrokePoint;
  readonly pieces: readonly (readonly StrokePoint[])[];
}

/** Control points of a quarter circle lie this fraction of the radius along its tangents. */
const ROUND = 0.5523;

/** A closed oval, starting at its right end. */
function oval(x: number, y: number, rx: number, ry: number): Stroke {
  const [kx, ky] = [rx * ROUND, ry * ROUND];
  return {
    start: [x + rx, y],
    pieces: [
      [
        [x + rx, y + ky],
        [x + kx, y + ry],
        [x, y + ry],
      ],
      [
        [x - kx, y + ry],
        [x - rx, y + ky],
        [x - rx, y],
      ],
      [
        [x - rx, y - ky],
        [x - kx, y - ry],
        [x, y - ry],
      ],
      [
        [x + kx, y - ry],
        [x + rx, y - ky],
        [x + rx, y],
      ],
    ],
  };
}

/** Reads `x y` (line) and `x y x y x y` (curve) pieces written in hundredths. */
function stroke(start: string, ...pieces: readonly string[]): Stroke {
  const points = (text: string): readonly StrokePoint[] => {
    const numbers = text.split(' ').map((number) => Number(number) / 100);
    return Array.from({ length: numbers.length / 2 }, (_, i) => [
      numbers[2 * i] ?? 0,
      numbers[2 * i + 1] ?? 0,
    ]);
  };
  return { start: points(start)[0] ?? [0, 0], pieces: pieces.map(points) };
}

/** The variants of each digit; some have two, as in handwriting. */
export const DIGITS: readonly (readonly (readonly Stroke[])[])[] = [
  [[oval(0.5, 0.5, 0.25, 0.38)]],
  [[stroke('50 12', '50 88')], [stroke('34 28', '52 12', '52 88')]],
  [[stroke('26 30', '26 4 78 4 75 36', '72 56 34 68 24 88', '78 88')]],
  [
    [
      stroke('27 18', '48 4 78 14 72 34', '68 46 52 48 42 48'),
      stroke('42 48', '62 47 81 56 77 72', '71 95 40 95 24 82'),
    ],
  ],
  [
    [stroke('62 88', '62 12', '22 64', '82 64')],
    [stroke('30 12', '26 52', '78 52'), stroke('70 14', '66 88')],
  ],
  [[stroke('74 12', '34 12', '30 46', '50 36 80 42 78 66', '75 95 40 95 24 82')]],
  [[stroke('68 13', '42 20 27 45 26 67'), oval(0.5, 0.67, 0.24, 0.21)]],
  [[stroke('22 13', '78 13', '44 88')], [stroke('22 13', '78 13', '44 88'), stroke('38 50', '72 50')]],
  [[oval(0.5, 0.31, 0.2, 0.19), oval(0.5, 0.69, 0.25, 0.2)]],
  [[oval(0.5, 0.33, 0.24, 0.21), stroke('74 33', '75 58 66 76 50 88')]],
];
