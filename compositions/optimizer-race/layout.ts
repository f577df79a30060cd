import { arrange, column, cut, row } from '../../src/scene/arrange.ts';
import { insidePanel } from '../../src/scene/parts/Axes.tsx';
import type { Rect } from '../../src/scene/rect.ts';
import type { Stage } from '../../src/scene/stage.ts';
import { rankingHeight } from './Ranking.tsx';
import type { RaceRun } from './simulation.ts';

/** Map and column on wide screens, map above the rest on the others; the ranking is as high as it needs to be. */
export function raceLayout(stage: Stage, runs: readonly RaceRun[]) {
  const high = rankingHeight(runs);
  const at = arrange(stage, stage.body, {
    landscape: row(52, {
      map: 1070,
      side: [606, column(26, { ranking: high, rest: [702 - high, row(24, { chart: 316, update: 266 })] })],
    }),
    portrait: column(28, {
      map: 640,
      rest: [658, row(40, { side: [560, column(28, { ranking: high, chart: 630 - high })], update: 360 })],
    }),
    square: row(24, {
      side: [574, column(16, { map: 462, chart: 250 })],
      rest: [374, column(16, { ranking: high, update: 712 - high })],
    }),
  });
  // On wide screens, lessons and what is said of the surface replace chart and update.
  const wide = stage.format === 'landscape';
  return {
    map: insidePanel(at('map')),
    ranking: at('ranking'),
    chart: at('chart'),
    update: at('update'),
    lesson: at(wide ? 'rest' : 'update'),
    beside: at(wide ? 'rest' : 'chart'),
    wide,
  };
}

/** The map, its title and its ranking, in a race at a certain scale of the rates. */
export interface ScalePanel {
  readonly title: Rect;
  readonly map: Rect;
  readonly ranking: Rect;
}

const TITLE = 44;
const GAP = 18;

/** Three panels: side by side, in portrait below each other. */
export function scalesLayout(stage: Stage, runs: readonly RaceRun[]): readonly ScalePanel[] {
  const high = rankingHeight(runs);
  if (stage.format === 'portrait') {
    return cut(stage.body, [1, 1, 1], 36, 'y').map((rect) => {
      const [map = rect, ranking = rect] = cut(rect, [410, 530], 20, 'x');
      return {
        title: { ...map, height: TITLE },
        map: { ...map, y: map.y + TITLE, height: map.height - TITLE },
        ranking: { ...ranking, y: ranking.y + Math.max(0, (ranking.height - high) / 2) },
      };
    });
  }
  return cut(stage.body, [1, 1, 1], stage.format === 'landscape' ? 42 : 22, 'x').map((rect) => {
    const map = { ...rect, y: rect.y + TITLE, height: rect.height - TITLE - GAP - high };
    return {
      title: { ...rect, height: TITLE },
      map,
      ranking: { ...rect, y: map.y + map.height + GAP, height: high },
    };
  });
}

/** The whole frame. */
export const wholeFrame = ({ width, height }: Stage): Rect => ({ x: 0, y: 0, width, height });

/** Seconds in which what a part leaves behind goes, once the next has begun. */
export const LEAVE = 0.35;
