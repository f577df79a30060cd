import type { Rect } from './rect.ts';
import type { Format, Stage } from './stage.ts';

/** Named places side by side or stacked, each a share of the whole, or a share that is subdivided further. */
export interface Layout<N extends string = string> {
  readonly along: 'x' | 'y';
  readonly gap: number;
  readonly parts: readonly { readonly name: N; readonly share: number; readonly inside: Layout<N> | null }[];
}

type Parts<K extends string, N extends string> = Readonly<Record<K, number | readonly [number, Layout<N>]>>;

const layout =
  (along: 'x' | 'y') =>
  <K extends string, N extends string = never>(gap: number, parts: Parts<K, N>): Layout<K | N> => ({
    along,
    gap,
    parts: Object.entries<number | readonly [number, Layout<N>]>(parts).map(([name, part]) => ({
      name: name as K,
      share: typeof part === 'number' ? part : part[0],
      inside: typeof part === 'number' ? null : part[1],
    })),
  });

/** Places side by side. */
export const row = layout('x');
/** Places stacked top to bottom. */
export const column = layout('y');

/** Splits a rectangle's width (x) or height (y) into `shares`, with a gap between them. */
export function cut(rect: Rect, shares: readonly number[], gap: number, along: 'x' | 'y'): readonly Rect[] {
  const total = (along === 'y' ? rect.height : rect.width) - gap * (shares.length - 1);
  const whole = shares.reduce((sum, share) => sum + share, 0);
  let at = along === 'y' ? rect.y : rect.x;
  return shares.map((share) => {
    const size = (total * share) / whole;
    const piece = along === 'y' ? { ...rect, y: at, height: size } : { ...rect, x: at, width: size };
    at += size + gap;
    return piece;
  });
}

function place<N extends string>({ along, gap, parts }: Layout<N>, rect: Rect, into: Map<N, Rect>): void {
  const pieces = cut(
    rect,
    parts.map(({ share }) => share),
    gap,
    along,
  );
  parts.forEach(({ name, inside }, i) => {
    const piece = pieces[i] ?? rect;
    into.set(name, piece);
    if (inside !== null) place(inside, piece, into);
  });
}

/**
 * Lays out places within a rectangle, with a separate layout for each format.
 *
 * @returns a function from name to place. @throws RangeError if the format has no place of that name
 */
export function arrange<N extends string>(
  { format }: Stage,
  rect: Rect,
  layouts: Readonly<Record<Format, Layout<N>>>,
): (name: N) => Rect {
  const places = new Map<N, Rect>();
  place(layouts[format], rect, places);
  return (name) => {
    const found = places.get(name);
    if (found === undefined) throw new RangeError(`the ${format} layout has no place "${name}"`);
    return found;
  };
}

/** `count` cells of equal size, `perRow` in a row; a shorter last row is centred. */
export function cells(rect: Rect, count: number, perRow: number, gap: number): readonly Rect[] {
  const rows = Math.ceil(count / perRow);
  const even = (n: number): readonly number[] => Array<number>(n).fill(1);
  return cut(rect, even(rows), gap, 'y').flatMap((line, r) => {
    const inRow = Math.min(perRow, count - r * perRow);
    const shift = ((perRow - inRow) * (line.width + gap)) / perRow / 2;
    return cut(line, even(perRow), gap, 'x')
      .slice(0, inRow)
      .map((cell) => ({ ...cell, x: cell.x + shift }));
  });
}
