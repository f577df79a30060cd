import { arrange, column, row } from '../../src/scene/arrange.ts';
import { type Rect, squareIn } from '../../src/scene/rect.ts';
import type { Stage } from '../../src/scene/stage.ts';

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
const NUMBERS = 142;

/** One map, the numbers and the chart: side by side on wide screens, stacked on others. */
export function learnLayout(stage: Stage) {
  const at = arrange(stage, stage.body, {
    landscape: row(56, {
      left: [636, column(0, { map: 636, legend: LEGEND })],
      side: [1036, column(16, { numbers: NUMBERS, chart: 570 })],
    }),
    portrait: column(20, {
      left: [742, column(0, { map: 650, legend: LEGEND })],
      numbers: NUMBERS,
      chart: 402,
    }),
    // Legend and numbers go next to the map.
    square: column(12, {
      top: [436, row(30, { map: 436, side: [506, column(0, { legend: 138, numbers: 298 })] })],
      chart: 280,
    }),
  });
  const [map, legend] = [squareIn(at('map')), at('legend')];
  return {
    map,
    legend: stage.format === 'landscape' ? { ...legend, x: map.x } : legend,
    numbers: at('numbers'),
    chart: at('chart'),
  };
}
