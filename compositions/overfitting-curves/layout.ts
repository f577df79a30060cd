import { arrange, cells, column, cut, row } from '../../src/scene/arrange.ts';
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

/** The map of the task, and what its marks mean: beside it, or below it. */
export function taskLayout(stage: Stage): { readonly map: Rect; readonly key: Rect } {
  const at = arrange(stage, stage.body, {
    landscape: row(90, { map: 728, key: 910 }),
    portrait: column(30, { map: 836, key: 460 }),
    square: row(36, { map: 540, key: 396 }),
  });
  return { map: squareIn(at('map')), key: at('key') };
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
      left: [690, column(0, { map: 598, legend: LEGEND })],
      numbers: NUMBERS,
      chart: 454,
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

/** As many small maps as there are runs, where the one map was. */
export function gridLayout(stage: Stage, runs: number): readonly Rect[] {
  const { map } = learnLayout(stage);
  return cells(map, runs, Math.ceil(Math.sqrt(runs)), runs > 16 ? 6 : 12).map(squareIn);
}

/** Room for the name above a map, and for the number below it. */
const [NAME, NUMBER] = [56, 56] as const;

/** A map with its name above and its number below. */
const named = (rect: Rect, square: boolean) => {
  const rest = { ...rect, y: rect.y + NAME, height: rect.height - NAME - NUMBER };
  const map = square ? squareIn(rest) : rest;
  // A long name takes some of the room beside a small map.
  const x = Math.max(rect.x, map.x - 80);
  return {
    map,
    name: { x, y: map.y - NAME, width: rect.x + rect.width - x, height: NAME - 6 },
    number: { ...map, y: map.y + map.height + 4, height: NUMBER },
  };
};

/** No remedy and one, their maps beside each other, and the chart beside or below them. */
export function remedyLayout(stage: Stage) {
  const maps = (share: number) => [share, row(36, { plain: 1, remedy: 1 })] as const;
  const at = arrange(stage, stage.body, {
    landscape: row(48, { maps: maps(1120), chart: 600 }),
    portrait: column(28, { maps: maps(600), chart: 640 }),
    square: column(16, { maps: maps(430), chart: 300 }),
  });
  return { ways: [named(at('plain'), true), named(at('remedy'), true)], chart: at('chart') } as const;
}

/** Maps of the answer, square or not, side by side, in portrait stacked. */
export const answerLayout = ({ body, format }: Stage, count: number, square: boolean) =>
  cut(body, Array<number>(count).fill(1), 40, format === 'portrait' ? 'y' : 'x').map((room) =>
    named(room, square),
  );
