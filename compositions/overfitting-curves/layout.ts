import { arrange, column, cut, row } from '../../src/scene/arrange.ts';
import type { Rect } from '../../src/scene/rect.ts';
import type { Stage } from '../../src/scene/stage.ts';

/** A map, the text above it and that below. */
export interface MapPlace {
  readonly label: Rect;
  readonly map: Rect;
  readonly legend: Rect;
}

const LABEL = 52;
const LEGEND = 56;

/** The largest square in a rectangle that leaves space for text above and below. */
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

/** The task alone: its map and legend. */
export function dataLayout(stage: Stage): { readonly map: Rect; readonly key: Rect } {
  const at = arrange(stage, stage.body, {
    landscape: row(56, { map: 672, key: 1000 }),
    portrait: column(30, { map: 728, key: 400, free: 138 }),
    square: row(32, { map: 540, key: 400 }),
  });
  const { map } = mapIn(at('map'), 0, stage.format === 'square' ? 0 : LEGEND);
  return { map, key: at('key') };
}

/** One map, its numbers and the chart: side by side on wide screens, stacked on tall ones. */
export function learnLayout(stage: Stage) {
  const at = arrange(stage, stage.body, {
    landscape: row(56, { map: 672, side: [1000, column(20, { readouts: 100, chart: 608 })] }),
    portrait: column(30, { map: 728, readouts: 93, chart: 445 }),
    // The text goes next to the small map, below the numbers.
    square: column(16, {
      top: [384, row(40, { map: 340, side: [560, column(0, { readouts: 284, legend: 100 })] })],
      chart: 324,
    }),
  });
  const square = stage.format === 'square';
  const { map, legend } = mapIn(at('map'), 0, square ? 0 : LEGEND);
  return { map, legend: square ? at('legend') : legend, readouts: at('readouts'), chart: at('chart') };
}

/** Two maps and the chart that compares their results. */
export function remedyLayout(stage: Stage): { readonly maps: readonly MapPlace[]; readonly chart: Rect } {
  const at = arrange(stage, stage.body, {
    landscape: row(48, { maps: 1076, chart: 604 }),
    portrait: column(40, { maps: 580, chart: 660 }),
    square: column(14, { maps: 414, chart: 300 }),
  });
  const maps = cut(at('maps'), [1, 1], 36, 'x').map((half) => mapIn(half, LABEL, LEGEND));
  const [first] = maps;
  if (stage.format !== 'landscape' || first === undefined) return { maps, chart: at('chart') };
  // The chart is as high as the maps with their text.
  const { label, legend } = first;
  return { maps, chart: { ...at('chart'), y: label.y, height: legend.y + legend.height - label.y } };
}
