import type { Interval } from '../../sim/interval.ts';
import { PANELS, type PanelName } from '../../story/bias-variance/models.ts';
import { arrange, cells, column, row } from '../arrange.ts';
import { AXIS_MARGIN, type PlotArea } from '../parts/Axes.tsx';
import type { Rect } from '../rect.ts';
import { linearScale } from '../scale.ts';
import type { Stage } from '../stage.ts';

/** Height of the key to what is drawn. */
const KEY = 42;
/** Height of a panel's name. */
export const HEAD = 48;
/** Height of the numbers above the plot at the start, and the space below them. */
const NUMBERS = 138;
const SPACE = 14;

/** Where everything is: one plot below its numbers, four panels below their key, a panel and its numbers beside a chart. */
export const placesOf = (stage: Stage) => {
  const { body, format } = stage;
  const below = (height: number): Rect => ({ ...body, y: body.y + height, height: body.height - height });
  const four = cells(below(KEY + 8), PANELS.length, 2, format === 'landscape' ? 28 : 20);
  return {
    whole: below(NUMBERS + SPACE),
    numbers: { ...body, height: NUMBERS },
    key: { ...body, height: KEY },
    four: (name: PanelName): Rect => four[PANELS.indexOf(name)] ?? body,
    beside: arrange(stage, body, {
      landscape: row(44, { left: [680, column(20, { panel: 540, numbers: 210 })], chart: 980 }),
      portrait: column(24, { panel: 520, numbers: 200, chart: 620 }),
      square: column(10, { panel: 250, numbers: 196, chart: 310 }),
    }),
  };
};

/** The plot of a panel, below its name. @param axes how much room its axes have, 0 … 1; @param head that of its name */
export function plotOf(
  { x, y, width, height }: Rect,
  window: { readonly x: Interval; readonly y: Interval },
  { axes = 0, head = HEAD }: { readonly axes?: number; readonly head?: number } = {},
): PlotArea {
  const left = axes * (AXIS_MARGIN.left - 10);
  const rect = {
    x: x + left,
    y: y + head,
    width: width - left,
    height: height - head - axes * AXIS_MARGIN.bottom,
  };
  return {
    rect,
    x: linearScale(window.x, [rect.x, rect.x + rect.width]),
    y: linearScale(window.y, [rect.y + rect.height, rect.y]),
  };
}
