import type { Rect, Stage } from '../../src/scene/stage.ts';

/** Where the parts of a race stand. */
export interface Layout {
  readonly map: Rect;
  readonly ranking: Rect;
  readonly chart: Rect;
  /** The drawing of an update with its legend. */
  readonly update: Rect;
  /** The same while optimizers are introduced: larger where there is room, in place of the chart. */
  readonly lesson: Rect;
  /** True when the lesson takes the chart's place. */
  readonly lessonHidesChart: boolean;
  /** The surface's formula while it is introduced. */
  readonly formula: Rect;
}

/** Height of the ranking's heading and of one of its rows. */
export const RANKING = { heading: 44, row: 43 } as const;

/** Lays a race of `runs` optimizers out: map and column on wide screens, map above the rest on the others. */
export function layoutOf({ format, body }: Stage, runs: number): Layout {
  const rankingHeight = RANKING.heading + runs * RANKING.row;
  const bottom = body.y + body.height;
  if (format === 'landscape') {
    const map = { ...body, width: 1070 };
    const x = map.x + map.width + 52;
    const column = { x, width: body.x + body.width - x };
    const ranking = { ...column, y: body.y, height: rankingHeight };
    const below = ranking.y + ranking.height + 26;
    const rest = { ...column, y: below, height: bottom - below };
    const side = 232;
    return {
      map,
      ranking,
      chart: { ...rest, width: rest.width - side - 30 },
      update: { ...rest, x: rest.x + rest.width - side, width: side },
      lesson: rest,
      lessonHidesChart: true,
      formula: rest,
    };
  }
  if (format === 'portrait') {
    const map = { ...body, height: 640 };
    const top = map.y + map.height + 28;
    const left = { x: body.x, width: 560 };
    const right = { x: body.x + 600, width: body.width - 600 };
    const ranking = { ...left, y: top, height: rankingHeight };
    const below = ranking.y + ranking.height + 28;
    const update = { ...right, y: top, height: bottom - top };
    const chart = { ...left, y: below, height: bottom - below };
    return { map, ranking, update, chart, lesson: update, lessonHidesChart: false, formula: chart };
  }
  const map = { ...body, width: 574, height: 462 };
  const right = { x: body.x + 598, width: body.width - 598 };
  const ranking = { ...right, y: body.y, height: rankingHeight };
  const below = ranking.y + ranking.height + 16;
  const update = { ...right, y: below, height: bottom - below };
  const chart = { ...map, y: map.y + map.height + 16, height: bottom - map.y - map.height - 16 };
  return { map, ranking, update, chart, lesson: update, lessonHidesChart: false, formula: chart };
}
