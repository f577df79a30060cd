import { arrange, cells, column, cut, row } from '../../src/scene/arrange.ts';
import { inset, mixRect, type Place, type Rect, squareIn } from '../../src/scene/rect.ts';
import type { Stage } from '../../src/scene/stage.ts';
import { MAP_REACH } from './training.ts';

/** What is seen of the square in which the points lie: the square, and the rectangle that cuts it off. */
export interface MapView {
  readonly square: Rect;
  readonly clip: Rect;
}

/** All of a map. */
export const wholeMap = (rect: Rect): MapView => ({ square: rect, clip: rect });

/** The view at a fraction of the way from one to another. */
export const mixView = (from: MapView, to: MapView, t: number): MapView => ({
  square: mixRect(from.square, to.square, t),
  clip: mixRect(from.clip, to.clip, t),
});

/**
 * A view in which a point is as near the middle as the edge of the map allows.
 *
 * @param side of the square, at least as long as both sides of the clip
 */
export function nearView(clip: Rect, side: number, [x, y]: Place): MapView {
  const along = (start: number, length: number, share: number): number =>
    Math.min(start, Math.max(start + length - side, start + length / 2 - share * side));
  return {
    clip,
    square: {
      x: along(clip.x, clip.width, (x / MAP_REACH + 1) / 2),
      y: along(clip.y, clip.height, (1 - y / MAP_REACH) / 2),
      width: side,
      height: side,
    },
  };
}

/** The picture of the opening, out to the edges of the frame, beside or below the title. */
export function openingLayout({ safe, captions, width, format }: Stage): {
  readonly title: Rect;
  readonly map: Rect;
} {
  const bottom = captions.y - 16;
  if (format === 'landscape') {
    const left = 740;
    return {
      title: { ...safe, width: left - safe.x - 50, height: bottom - safe.y },
      map: { x: left, y: 0, width: width - left, height: bottom },
    };
  }
  // Below the header, where the next part has its heading.
  const title = { ...safe, y: safe.y + 72, height: 160 };
  const top = title.y + title.height;
  return { title, map: { x: 0, y: top, width, height: bottom - top } };
}

const LEGEND = 92;

/** One map, the numbers and the chart: side by side on wide screens, stacked on tall ones. */
export function learnLayout(stage: Stage) {
  const at = arrange(stage, stage.body, {
    landscape: row(56, {
      left: [636, column(0, { map: 636, legend: LEGEND })],
      side: [1036, column(16, { numbers: 142, chart: 570 })],
    }),
    portrait: column(20, { left: [690, column(0, { map: 598, legend: LEGEND })], numbers: 142, chart: 454 }),
    // The legend goes next to the small map.
    square: column(12, { top: [288, row(36, { map: 288, legend: 648 })], numbers: 134, chart: 282 }),
  });
  const map = squareIn(at('map'));
  const [legend, numbers] = [at('legend'), at('numbers')];
  const beside = { x: legend.x, y: legend.y, width: numbers.x + numbers.width - legend.x };
  const key =
    stage.format === 'landscape'
      ? at('side')
      : stage.format === 'square'
        ? { ...beside, height: legend.height }
        : { ...numbers, height: 616 };
  return {
    map,
    legend: stage.format === 'landscape' ? { ...legend, x: map.x } : legend,
    numbers,
    chart: at('chart'),
    key,
  };
}

/** As many small maps as there are runs, where the one map was. */
export function gridLayout(stage: Stage, runs: number): readonly Rect[] {
  const { map } = learnLayout(stage);
  return cells(map, runs, Math.ceil(Math.sqrt(runs)), runs > 16 ? 6 : 12).map(squareIn);
}

/** Cards side by side on wide screens, stacked on others. */
export function cardsLayout({ body, format }: Stage, count: number): readonly Rect[] {
  const [along, gap, most] = { landscape: ['x', 22, 420], portrait: ['y', 16, 300], square: ['y', 14, 180] }[
    format
  ] as ['x' | 'y', number, number];
  const whole = along === 'x' ? body.width : body.height;
  const used = Math.min(whole, count * (most + gap) - gap);
  const start = (whole - used) / 2;
  const room =
    along === 'x'
      ? { ...body, x: body.x + start, width: used }
      : { ...body, y: body.y + start, height: used };
  return cut(room, Array<number>(count).fill(1), gap, along);
}

/** The places in a card: its name, its map, its numbers and its chart. */
export function cardLayout(stage: Stage, card: Rect) {
  const inside = inset(card, stage.format === 'square' ? 10 : 16);
  const { width, height } = inside;
  const map = stage.format === 'landscape' ? Math.min(width, 330) : Math.min(300, height);
  const at = arrange(stage, inside, {
    landscape: column(0, { name: 92, map: map + 12, numbers: 92, chart: height - map - 196 }),
    portrait: row(22, {
      map,
      text: [330, column(12, { name: 90, numbers: height - 102 })],
      chart: width - map - 374,
    }),
    square: row(18, { map, name: 290, numbers: 280, chart: width - map - 624 }),
  });
  const { x, y, width: room } = at('map');
  return {
    map: { x: x + (room - map) / 2, y, width: map, height: map },
    name: at('name'),
    numbers: at('numbers'),
    chart: at('chart'),
  };
}
