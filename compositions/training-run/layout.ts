import { cells } from '../../src/scene/arrange.ts';
import type { Rect } from '../../src/scene/rect.ts';
import type { Stage } from '../../src/scene/stage.ts';

/** Where things are: the chart in the opening, while the run passes, and over the whole run; what stands beside or below it. */
export interface Places {
  readonly title: Rect;
  readonly opening: Rect;
  readonly running: Rect;
  readonly closing: Rect;
  readonly small: readonly Rect[];
  /** The ranking, or the best value so far. */
  readonly board: Rect;
  /** The numbers at the end, and how many of them stand side by side. */
  readonly card: Rect;
  readonly perRow: number;
}

/** The size of the claim; the height of the line below it. */
export const HEADLINE = { landscape: 84, portrait: 80, square: 66 } as const;
const SOURCE = 54;
const GAP = 32;
/** The height of a row of small charts, and of numbers below a ranking. */
const SMALL = 300;
const NUMBERS = 180;

/** Divides a rectangle: side by side on wide stages, else one below the other. @param first length of the first, or its share */
function divided({ format }: Stage, rect: Rect, first: number): readonly [Rect, Rect] {
  const { x, y, width, height } = rect;
  const all = (format === 'landscape' ? width : height) - GAP;
  const length = Math.round(first <= 1 ? first * all : first);
  return format === 'landscape'
    ? [
        { ...rect, width: length },
        { ...rect, x: x + length + GAP, width: all - length },
      ]
    : [
        { ...rect, height: length },
        { ...rect, y: y + length + GAP, height: all - length },
      ];
}

/** The places for a number of small charts, or rows of a ranking. @param lines of the claim @param numbers at the end */
export function layoutOf(stage: Stage, lines: number, charts: number, rows: number, numbers: number): Places {
  const { body, safe, format } = stage;
  const wide = format === 'landscape';
  const title = { ...safe, height: 1.14 * HEADLINE[format] * lines + SOURCE };
  const top = safe.y + title.height + 8;
  const common = { title, opening: { ...safe, y: top, height: body.y + body.height - top } };
  if (rows > 0) {
    const height = 52 + 43 * rows;
    const beneath = format === 'portrait' ? NUMBERS + GAP : 0;
    const [chart, side] = divided(stage, body, wide ? 0.64 : body.height - height - beneath - GAP);
    const board = { ...side, height };
    const card = { ...side, y: side.y + height + GAP, height: Math.max(0, side.height - height - GAP) };
    return { ...common, running: chart, closing: chart, small: [], board, card, perRow: wide ? 1 : 2 };
  }
  // A square has room for the large chart alone.
  const small = format === 'square' ? 0 : charts;
  const rowsBelow = Math.ceil(small / 2);
  const [running, side] =
    small === 0 ? [body, body] : divided(stage, body, wide ? 0.66 : body.height - SMALL * rowsBelow - GAP);
  const below = (NUMBERS + GAP) * Math.ceil(numbers / 2);
  const [closing, card] = divided(
    stage,
    body,
    wide ? 0.6 : Math.max(0.4 * body.height, body.height - below - GAP),
  );
  return {
    ...common,
    running,
    closing,
    // A single one has the lowest value so far above it.
    small:
      small === 0
        ? []
        : cells(side, wide ? Math.max(2, small) : small, wide || small === 1 ? 1 : 2, 16).slice(-small),
    board: small === 1 && wide ? (cells(side, 2, 1, 16)[0] ?? side) : side,
    card,
    perRow: wide ? 1 : 2,
  };
}
