import { arrange, cells, column, cut, row } from '../../src/scene/arrange.ts';
import { cardRow } from '../../src/scene/cards.ts';
import { inset, type Rect, squareIn } from '../../src/scene/rect.ts';
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

const CARDS = {
  landscape: { along: 'x', gap: 22, most: 500 },
  portrait: { along: 'y', gap: 16, most: 300 },
  square: { along: 'y', gap: 14, most: 180 },
} as const;

/** Cards side by side on wide screens, stacked on others. */
export const cardsLayout = ({ body, format }: Stage, count: number): readonly Rect[] =>
  cardRow(body, count, CARDS[format]);

/** The places in a card: its name, with a line of detail below it or not, its map, its number and its chart. */
export function cardLayout(stage: Stage, card: Rect, detailed: boolean) {
  const inside = inset(card, stage.format === 'square' ? 10 : 16);
  const { width, height } = inside;
  const side = stage.format === 'landscape' ? Math.min(width, 380) : Math.min(300, height);
  const name = detailed ? 88 : 50;
  const number = 56;
  const at = arrange(stage, inside, {
    landscape: column(0, { name, map: side + 8, number, chart: height - side - name - number - 8 }),
    portrait: row(22, {
      map: side,
      text: [300, column(12, { name, number, rest: height - name - number - 24 })],
      chart: width - side - 344,
    }),
    square: row(14, {
      map: side,
      text: [400, column(4, { name, number, rest: height - name - number - 8 })],
      chart: width - side - 428,
    }),
  });
  const { x, y, width: room } = at('map');
  return {
    map: { x: x + (room - side) / 2, y, width: side, height: side },
    name: at('name'),
    number: at('number'),
    chart: at('chart'),
  };
}

/** Maps of the answer, square or not, side by side, in portrait stacked; each with its name above and its number below. */
export function answerLayout({ body, format }: Stage, count: number, square: boolean) {
  return cut(body, Array<number>(count).fill(1), 40, format === 'portrait' ? 'y' : 'x').map((room) => {
    const rest = { ...room, y: room.y + 56, height: room.height - 112 };
    const map = square ? squareIn(rest) : rest;
    return {
      map,
      name: { ...map, y: map.y - 56, height: 50 },
      number: { ...map, y: map.y + map.height + 4, height: 56 },
    };
  });
}
