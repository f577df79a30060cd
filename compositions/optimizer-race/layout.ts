import { arrange, column, cut, row } from '../../src/scene/arrange.ts';
import type { Moment } from '../../src/scene/moment.ts';
import { insidePanel } from '../../src/scene/parts/Axes.tsx';
import { leaderboardHeight } from '../../src/scene/parts/Leaderboard.tsx';
import type { Rect } from '../../src/scene/rect.ts';
import type { Stage } from '../../src/scene/stage.ts';
import type { RaceRun } from '../../src/story/race/races.ts';
import type { RaceStory } from './story.ts';
import type { words } from './words.ts';

/** A moment of the film. */
export type RaceMoment = Moment<RaceStory['parts'][number], Parameters<typeof words.say>[0]>;

/** Map and column on wide screens, map above the rest on the others; the ranking is as high as it needs to be. */
export function raceLayout(stage: Stage, runs: readonly RaceRun[]) {
  const high = leaderboardHeight(runs.length);
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

const TITLE = 44;
const GAP = 18;

/**
 * The title, map and ranking of a race at each scale of its rates: in three panels side by side, in portrait below each
 * other.
 */
export function scalesLayout({ format, body }: Stage, runs: readonly RaceRun[]) {
  const high = leaderboardHeight(runs.length);
  const below = format === 'portrait';
  const gap = { landscape: 42, portrait: 36, square: 22 }[format];
  return cut(body, [1, 1, 1], gap, below ? 'y' : 'x').map((rect) => {
    const [left = rect, right = rect] = below ? cut(rect, [410, 530], 20, 'x') : [rect, rect];
    const map = { ...left, y: left.y + TITLE, height: left.height - TITLE - (below ? 0 : GAP + high) };
    return {
      title: { ...left, height: TITLE },
      map,
      ranking: below
        ? { ...right, y: right.y + Math.max(0, (right.height - high) / 2) }
        : { ...right, y: map.y + map.height + GAP },
    };
  });
}

/** The whole frame. */
export const wholeFrame = ({ width, height }: Stage): Rect => ({ x: 0, y: 0, width, height });

/** Seconds in which what a part leaves behind goes, once the next has begun. */
export const LEAVE = 0.35;
