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

/**
 * Map and column on wide screens, map above the rest on the others; the ranking is as high as it needs to be. Beside it is
 * the surface's formula, then the search, the lessons and the chart.
 */
export function raceLayout(stage: Stage, runs: readonly RaceRun[]) {
  const high = leaderboardHeight(runs.length);
  const at = arrange(stage, stage.body, {
    landscape: row(52, {
      map: 1070,
      side: [606, column(26, { ranking: high, beside: 702 - high })],
    }),
    portrait: column(28, {
      map: 640,
      side: [658, column(28, { ranking: high, beside: 630 - high })],
    }),
    square: column(16, { top: [462, row(24, { map: 574, ranking: 374 })], beside: 250 }),
  });
  return { map: insidePanel(at('map')), ranking: at('ranking'), beside: at('beside') };
}

const TITLE = 44;

/** The title and map of a race at two scales of its rates, side by side, in portrait below each other. */
export const scalesLayout = ({ format, body }: Stage) =>
  cut(body, [1, 1], 42, format === 'portrait' ? 'y' : 'x').map((rect) => ({
    title: { ...rect, height: TITLE },
    map: { ...rect, y: rect.y + TITLE, height: rect.height - TITLE },
  }));

/** The whole frame. */
export const wholeFrame = ({ width, height }: Stage): Rect => ({ x: 0, y: 0, width, height });

/** Seconds in which what a part leaves behind goes, once the next has begun. */
export const LEAVE = 0.35;
