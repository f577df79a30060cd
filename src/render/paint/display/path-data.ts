import { LRUCache } from 'lru-cache';
import { arcToCubics } from './arc.ts';

/** Verbs of a path; each takes its number of points: move 1, line 1, quadratic 2, cubic 3, close 0. */
export const VERB = { move: 0, line: 1, quadratic: 2, cubic: 4, close: 5 } as const;

/** A path in absolute coordinates: verbs, and the points they take as x, y, x, y … */
export interface PathGeometry {
  readonly verbs: readonly number[];
  readonly points: readonly number[];
}

const ARGUMENTS: Readonly<Record<string, number>> = {
  M: 2,
  L: 2,
  H: 1,
  V: 1,
  Q: 4,
  T: 2,
  C: 6,
  S: 4,
  A: 7,
  Z: 0,
};

/** Integers of up to this many digits, and these powers of ten, are exact. */
const EXACT_DIGITS = 15;
const EXACT_POWERS = Array.from({ length: EXACT_DIGITS + 1 }, (_, n) => Number(`1e${n}`));

/** Tokenizes path data. */
function reader(d: string) {
  let at = 0;
  const bad = (): never => {
    throw new Error(
      `path data is not valid at character ${at}: "${d.length > 60 ? `${d.slice(0, 60)}…` : d}"`,
    );
  };
  const skip = () => {
    for (; at < d.length; at += 1) {
      const c = d.charCodeAt(at);
      if (c !== 32 && c !== 44 && c !== 10 && c !== 9 && c !== 13) return;
    }
  };
  const digits = () => {
    const from = at;
    while (at < d.length && d.charCodeAt(at) >= 48 && d.charCodeAt(at) <= 57) at += 1;
    return at - from;
  };
  const sign = () => {
    const c = d.charCodeAt(at);
    if (c === 45 || c === 43) at += 1;
  };
  return {
    done: () => {
      skip();
      return at >= d.length;
    },
    /** The next command letter, or undefined if a number comes next. */
    letter: (): string | undefined => {
      skip();
      const c = d.charCodeAt(at) & ~32;
      if (c < 65 || c > 90) return undefined;
      const letter = d[at];
      at += 1;
      return letter;
    },
    number: (): number => {
      skip();
      const from = at;
      sign();
      let mantissa = 0;
      let count = 0;
      let decimals = 0;
      for (let dot = false; at < d.length; at += 1) {
        const c = d.charCodeAt(at);
        if (c === 46 && !dot) dot = true;
        else if (c >= 48 && c <= 57) {
          mantissa = mantissa * 10 + (c - 48);
          count += 1;
          if (dot) decimals += 1;
        } else break;
      }
      if (count === 0) bad();
      const exponent = (d.charCodeAt(at) | 32) === 101;
      // Both numbers are exact here, so their quotient is what Number() would give, without creating a string.
      const scale = EXACT_POWERS[decimals];
      if (!exponent && count <= EXACT_DIGITS && scale !== undefined) {
        return d.charCodeAt(from) === 45 ? -mantissa / scale : mantissa / scale;
      }
      if (exponent) {
        at += 1;
        sign();
        if (digits() === 0) bad();
      }
      const value = Number(d.slice(from, at));
      return Number.isFinite(value) ? value : bad();
    },
    flag: (): boolean => {
      skip();
      const c = d.charCodeAt(at);
      if (c !== 48 && c !== 49) bad();
      at += 1;
      return c === 49;
    },
    bad,
  };
}

function parse(d: string): PathGeometry {
  const verbs: number[] = [];
  const points: number[] = [];
  const read = reader(d);
  let [x, y, startX, startY] = [0, 0, 0, 0];
  // The control point that S and T reflect, and the kind of command that set it.
  let [controlX, controlY, left] = [0, 0, ''];
  let command = '';
  const curve = (verb: number, kind: string, ...coordinates: readonly number[]) => {
    verbs.push(verb);
    points.push(...coordinates);
    controlX = coordinates[coordinates.length - 4] ?? x;
    controlY = coordinates[coordinates.length - 3] ?? y;
    left = kind;
  };
  while (!read.done()) {
    const letter = read.letter();
    if (letter !== undefined) command = letter;
    else if (command === '' || command === 'Z' || command === 'z') read.bad();
    const kind = command.toUpperCase();
    if (ARGUMENTS[kind] === undefined || (verbs.length === 0 && kind !== 'M')) read.bad();
    const relative = command !== kind;
    const [ox, oy] = relative ? [x, y] : [0, 0];
    if (kind !== 'M' && verbs[verbs.length - 1] === VERB.close && kind !== 'Z') {
      verbs.push(VERB.move);
      points.push(startX, startY);
    }
    switch (kind) {
      case 'M':
      case 'L':
        x = ox + read.number();
        y = oy + read.number();
        verbs.push(kind === 'M' ? VERB.move : VERB.line);
        points.push(x, y);
        left = '';
        if (kind === 'M') {
          [startX, startY] = [x, y];
          // Additional pairs after a move are lines.
          command = relative ? 'l' : 'L';
        }
        break;
      case 'H':
      case 'V':
        if (kind === 'H') x = ox + read.number();
        else y = oy + read.number();
        verbs.push(VERB.line);
        points.push(x, y);
        left = '';
        break;
      case 'Q':
      case 'T': {
        const [cx, cy] =
          kind === 'Q'
            ? [ox + read.number(), oy + read.number()]
            : left === 'Q'
              ? [2 * x - controlX, 2 * y - controlY]
              : [x, y];
        x = ox + read.number();
        y = oy + read.number();
        curve(VERB.quadratic, 'Q', cx, cy, x, y);
        break;
      }
      case 'C':
      case 'S': {
        const [c1x, c1y] =
          kind === 'C'
            ? [ox + read.number(), oy + read.number()]
            : left === 'C'
              ? [2 * x - controlX, 2 * y - controlY]
              : [x, y];
        const [c2x, c2y] = [ox + read.number(), oy + read.number()];
        x = ox + read.number();
        y = oy + read.number();
        curve(VERB.cubic, 'C', c1x, c1y, c2x, c2y, x, y);
        break;
      }
      case 'A': {
        const [rx, ry, turn] = [read.number(), read.number(), read.number()];
        const [large, sweep] = [read.flag(), read.flag()];
        const [toX, toY] = [ox + read.number(), oy + read.number()];
        const cubics = arcToCubics(x, y, rx, ry, turn, large, sweep, toX, toY);
        if (cubics === undefined) {
          verbs.push(VERB.line);
          points.push(toX, toY);
        } else {
          for (let i = 0; i < cubics.length; i += 6) verbs.push(VERB.cubic);
          points.push(...cubics);
        }
        [x, y, left] = [toX, toY, ''];
        break;
      }
      default:
        if (verbs[verbs.length - 1] !== VERB.close) verbs.push(VERB.close);
        [x, y, left] = [startX, startY, ''];
    }
  }
  return { verbs, points };
}

const known = new LRUCache<string, PathGeometry>({ max: 1000, memoMethod: parse });
/** Path data from this length on is large and specific to one frame: only a few frames' worth is memoized. */
const LONG = 4000;
const knownLong = new LRUCache<string, PathGeometry>({ max: 64, memoMethod: parse });

/** Path data as absolute verbs and points; arcs become cubics. Memoized by its text. @throws Error naming the position */
export const pathGeometry = (d: string): PathGeometry => (d.length < LONG ? known : knownLong).memo(d);

const byShape = new WeakMap<object, PathGeometry>();

/** The same of a shape, which is asked for it more than once: looking long path data up by its text takes its time. */
export function geometryOf(shape: { readonly d: string }): PathGeometry {
  let geometry = byShape.get(shape);
  if (geometry === undefined) {
    geometry = pathGeometry(shape.d);
    byShape.set(shape, geometry);
  }
  return geometry;
}
