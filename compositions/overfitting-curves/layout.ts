import { cut, piece } from '../../src/scene/cut.ts';
import { type Rect, SIZE, type Stage } from '../../src/scene/stage.ts';

/** A map, the word above it and the one below. */
export interface MapPlace {
  readonly label: Rect;
  readonly map: Rect;
  readonly legend: Rect;
}

export interface LearnLayout {
  readonly map: MapPlace;
  readonly readouts: Rect;
  readonly chart: Rect;
}

export interface RemedyLayout {
  readonly maps: readonly [MapPlace, MapPlace];
  readonly chart: Rect;
}

const LABEL = 52;
const LEGEND = 56;

/** The largest square in a rectangle that leaves room for words above and below, centred across. */
function mapIn(rect: Rect, above: number, below: number): MapPlace {
  const side = Math.min(rect.width, rect.height - above - below);
  const x = rect.x + (rect.width - side) / 2;
  const y = rect.y + (rect.height - above - below - side) / 2;
  return {
    label: { x, y, width: side, height: above },
    map: { x, y: y + above, width: side, height: side },
    legend: { x, y: y + above + side, width: side, height: below },
  };
}

export interface DataLayout {
  readonly map: Rect;
  /** Where the points and lines are named. */
  readonly key: Rect;
}

/** The task alone: its map and what is to be seen on it. */
export function dataLayout(stage: Stage): DataLayout {
  const { format, body } = stage;
  if (format === 'square') {
    const columns = cut(body, [540, 400], 32, 'x');
    return { map: mapIn(piece(columns, 0), 0, 0).map, key: piece(columns, 1) };
  }
  const { map, readouts, chart } = learnLayout(stage);
  const height = chart.y + chart.height - readouts.y;
  return { map: map.map, key: { ...readouts, height: format === 'portrait' ? 400 : height } };
}

/** One map, its numbers and the chart: side by side on wide screens, stacked on tall ones. */
export function learnLayout({ format, body }: Stage): LearnLayout {
  if (format === 'landscape') {
    const columns = cut(body, [672, 1000], 56, 'x');
    const parts = cut(piece(columns, 1), [100, 608], 20, 'y');
    return { map: mapIn(piece(columns, 0), 0, LEGEND), readouts: piece(parts, 0), chart: piece(parts, 1) };
  }
  if (format === 'portrait') {
    const parts = cut(body, [720, 92, 440], 30, 'y');
    return { map: mapIn(piece(parts, 0), 0, LEGEND), readouts: piece(parts, 1), chart: piece(parts, 2) };
  }
  const rows = cut(body, [384, 324], 16, 'y');
  const columns = cut(piece(rows, 0), [340, 560], 40, 'x');
  const side = piece(columns, 1);
  const map = mapIn(piece(columns, 0), 0, 0);
  return {
    map: {
      ...map,
      // Words stand beside the small map, under the numbers.
      legend: { x: side.x, y: side.y + side.height - 2 * SIZE.small - 46, width: side.width, height: 100 },
    },
    readouts: { ...side, y: side.y + 10, height: 200 },
    chart: piece(rows, 1),
  };
}

/** Two maps and the chart of what they come to. */
export function remedyLayout({ format, body }: Stage): RemedyLayout {
  const pair = (rect: Rect, gap: number): readonly [MapPlace, MapPlace] => {
    const halves = cut(rect, [1, 1], gap, 'x');
    return [mapIn(piece(halves, 0), LABEL, LEGEND), mapIn(piece(halves, 1), LABEL, LEGEND)];
  };
  if (format === 'landscape') {
    const columns = cut(body, [1076, 604], 48, 'x');
    const maps = pair(piece(columns, 0), 36);
    const [{ label, legend }] = maps;
    // The chart is as high as the maps with their words.
    const chart = { ...piece(columns, 1), y: label.y, height: legend.y + legend.height - label.y };
    return { maps, chart };
  }
  if (format === 'portrait') {
    const parts = cut(body, [580, 660], 40, 'y');
    return { maps: pair(piece(parts, 0), 36), chart: piece(parts, 1) };
  }
  const parts = cut(body, [414, 300], 14, 'y');
  return { maps: pair(piece(parts, 0), 36), chart: piece(parts, 1) };
}
