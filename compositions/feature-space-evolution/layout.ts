import { cut, inset, piece } from '../../src/scene/cut.ts';
import type { Rect, Stage } from '../../src/scene/stage.ts';

/** Where the parts of the scenes with the cloud stand. */
export interface Layout {
  /** The panel of the cloud, and the part of it in which points are. */
  readonly panel: Rect;
  readonly cloud: Rect;
  /** The baseline of the words under the cloud. */
  readonly note: { readonly x: number; readonly y: number; readonly width: number };
  readonly readouts: Rect;
  /** The colours of the classes. */
  readonly key: Rect;
  /** The rest of the column: chart, bars or star. */
  readonly rest: Rect;
  /** Both of the above and the key: for scenes that need none. */
  readonly below: Rect;
}

const NOTE_HEIGHT = 52;
const MARGIN = 30;

/** The cloud with a column beside it; on tall screens below it, on square ones with the numbers below both. */
export function layoutOf({ format, body }: Stage): Layout {
  const [panel, column, readouts] =
    format === 'landscape' ? wide(body) : format === 'portrait' ? tall(body) : square(body);
  const [key, rest] = pair(column, format === 'square' ? [84, 520] : [60, 530], 20, 'y');
  const inner = inset(panel, MARGIN);
  return {
    panel,
    cloud: { ...inner, height: inner.height - NOTE_HEIGHT + MARGIN / 2 },
    note: { x: panel.x + MARGIN, y: panel.y + panel.height - 20, width: panel.width - 2 * MARGIN },
    readouts,
    key,
    rest,
    below: column,
  };
}

type Parts = readonly [panel: Rect, column: Rect, readouts: Rect];

function pair(
  rect: Rect,
  shares: readonly [number, number],
  gap: number,
  along: 'x' | 'y',
): readonly [Rect, Rect] {
  const pieces = cut(rect, shares, gap, along);
  return [piece(pieces, 0), piece(pieces, 1)];
}

function wide(body: Rect): Parts {
  const [panel, side] = pair(body, [930, 750], 48, 'x');
  const [readouts, column] = pair(side, [100, 608], 20, 'y');
  return [panel, column, readouts];
}

function tall(body: Rect): Parts {
  const [panel, under] = pair(body, [730, 570], 26, 'y');
  const [readouts, column] = pair(under, [92, 454], 24, 'y');
  return [panel, column, readouts];
}

function square(body: Rect): Parts {
  const [top, readouts] = pair(body, [620, 88], 20, 'y');
  const [panel, column] = pair(top, [600, 344], 28, 'x');
  return [panel, column, readouts];
}
