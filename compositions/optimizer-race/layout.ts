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
    square: column(16, { top: [462, row(24, { map: 494, ranking: 454 })], beside: 250 }),
  });
  const [ranking, beside] = [at('ranking'), at('beside')];
  // A lesson has the place of both, if one is above the other.
  const side =
    stage.format === 'square' ? beside : { ...ranking, height: beside.y + beside.height - ranking.y };
  return { map: insidePanel(at('map')), ranking, beside, side };
}

/** Where the maps of the title begin, and the height of the line below each. */
const BELOW_TITLE = { landscape: 290, portrait: 420, square: 350 } as const;
const PLACE_LINE = 68;

/** The maps of the title, side by side, in portrait one below the other, each with a line below it. */
export const titlePanels = (
  { format, safe, captions }: Stage,
  count: number,
): readonly { readonly map: Rect; readonly line: Rect }[] => {
  const y = BELOW_TITLE[format];
  const below = { x: safe.x, y, width: safe.width, height: captions.y - y - 8 };
  return cut(below, Array<number>(count).fill(1), 28, format === 'portrait' ? 'y' : 'x').map((rect) => ({
    map: { ...rect, height: rect.height - PLACE_LINE },
    line: { ...rect, y: rect.y + rect.height - PLACE_LINE, height: PLACE_LINE },
  }));
};

/** Seconds in which what a part leaves behind goes, once the next has begun. */
export const LEAVE = 0.35;
