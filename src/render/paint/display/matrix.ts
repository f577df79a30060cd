/** An affine map (x, y) → (a·x + c·y + e, b·x + d·y + f), in SVG's order. */
export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

export const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

/** The map that applies `inner` first, then `outer`. */
export function multiply(outer: Matrix, inner: Matrix): Matrix {
  if (outer === IDENTITY) return inner;
  if (inner === IDENTITY) return outer;
  const [a, b, c, d, e, f] = outer;
  const [p, q, r, s, t, u] = inner;
  return [a * p + c * q, b * p + d * q, a * r + c * s, b * r + d * s, a * t + c * u + e, b * t + d * u + f];
}

/**
 * Sine and cosine of an angle in degrees by basic arithmetic only, so that they are the same on every engine;
 * exact at multiples of 90°.
 */
export function rotation(degrees: number): readonly [sine: number, cosine: number] {
  const quarter = Math.round(degrees / 90);
  const x = ((degrees - quarter * 90) * Math.PI) / 180;
  let sine = 0;
  let cosine = 0;
  // Taylor terms x^n / n!; |x| ≤ π/4 makes the 18th smaller than one unit in the last place.
  for (let n = 0, term = 1; n <= 18; n += 1, term *= x / n) {
    const signed = n % 4 < 2 ? term : -term;
    if (n % 2 === 0) cosine += signed;
    else sine += signed;
  }
  switch (((quarter % 4) + 4) % 4) {
    case 0:
      return [sine, cosine];
    case 1:
      return [cosine, -sine];
    case 2:
      return [-sine, -cosine];
    default:
      return [-cosine, sine];
  }
}

const FUNCTION = /\s*([a-zA-Z]+)\s*\(([^()]*)\)\s*,?/y;

function fromFunction(name: string, args: readonly number[], whole: string): Matrix {
  const [p = 0, q = 0, r = 0, s = 0, t = 0, u = 0] = args;
  const form = `${name}/${args.length}`;
  if (args.every((value) => Number.isFinite(value))) {
    switch (form) {
      case 'translate/1':
      case 'translate/2':
        return [1, 0, 0, 1, p, q];
      case 'scale/1':
        return [p, 0, 0, p, 0, 0];
      case 'scale/2':
        return [p, 0, 0, q, 0, 0];
      case 'matrix/6':
        return [p, q, r, s, t, u];
      case 'rotate/1':
      case 'rotate/3': {
        const [sine, cosine] = rotation(p);
        const turn: Matrix = [cosine, sine, -sine, cosine, 0, 0];
        return args.length === 1 ? turn : multiply(multiply([1, 0, 0, 1, q, r], turn), [1, 0, 0, 1, -q, -r]);
      }
    }
  }
  throw new Error(
    `transform "${whole}" is not a list of translate, scale, rotate and matrix with finite numbers`,
  );
}

/** Parses a list of translate, scale, rotate and matrix. @throws Error quoting the text */
export function parseTransform(text: string): Matrix {
  let result = IDENTITY;
  FUNCTION.lastIndex = 0;
  let read = 0;
  while (read < text.length) {
    const match = FUNCTION.exec(text);
    if (match === null) break;
    read = FUNCTION.lastIndex;
    const args = (match[2] ?? '')
      .trim()
      .split(/[\s,]+/)
      .filter((part) => part !== '')
      .map(Number);
    result = multiply(result, fromFunction(match[1] ?? '', args, text));
  }
  if (text.slice(read).trim() !== '') fromFunction('', [], text);
  return result;
}
