import { arrange, cells, column, row } from '../../src/scene/arrange.ts';
import { AXIS_MARGIN, type PlotArea } from '../../src/scene/parts/Axes.tsx';
import type { Rect } from '../../src/scene/rect.ts';
import { linearScale } from '../../src/scene/scale.ts';
import type { Stage } from '../../src/scene/stage.ts';
import type { Interval } from '../../src/sim/interval.ts';
import { PANELS, type PanelName } from './models.ts';

/** Height of the key to what is drawn. */
const KEY = 42;
/** Height of a panel's name. */
export const HEAD = 48;

/** Where the four panels, the chart and the numbers are in each part of the film. */
export const placesOf = (stage: Stage) => {
  const { body, format } = stage;
  const wide = format === 'landscape';
  const named = (rects: readonly Rect[], order: readonly PanelName[] = PANELS) => {
    const by = new Map(order.map((name, i) => [name, rects[i] ?? body]));
    return (name: PanelName): Rect => by.get(name) ?? body;
  };
  const charted = arrange(stage, body, {
    landscape: column(14, { panels: 216, chart: 410, numbers: 84 }),
    portrait: column(20, { panels: 600, chart: 500, numbers: 190 }),
    square: column(8, { panels: 200, chart: 318, numbers: 186 }),
  });
  const halves = arrange(stage, body, {
    landscape: row(48, {
      under: [1, column(20, { underPanel: 330, underBars: 360 })],
      over: [1, column(20, { overPanel: 330, overBars: 360 })],
    }),
    portrait: row(24, {
      under: [1, column(20, { underPanel: 500, underBars: 640 })],
      over: [1, column(20, { overPanel: 500, overBars: 640 })],
    }),
    square: row(20, {
      under: [1, column(10, { underPanel: 300, underBars: 410 })],
      over: [1, column(10, { overPanel: 300, overBars: 410 })],
    }),
  });
  const beside = arrange(stage, body, {
    landscape: row(40, { panel: 760, chart: 900 }),
    portrait: column(24, { panel: 600, chart: 660 }),
    square: column(12, { panel: 330, chart: 370 }),
  });
  const final = arrange(stage, body, {
    landscape: column(10, { panels: 230, chart: 480 }),
    portrait: column(20, { panels: 240, chart: 900 }),
    square: column(10, { panels: 170, chart: 530 }),
  });
  return {
    whole: body,
    key: { ...body, height: KEY },
    four: named(
      cells(
        { ...body, y: body.y + KEY + 8, height: body.height - KEY - 8 },
        PANELS.length,
        2,
        wide ? 28 : 20,
      ),
    ),
    charted: {
      panels:
        format === 'portrait'
          ? named(cells(charted('panels'), PANELS.length, 2, 16))
          : named(cells(charted('panels'), PANELS.length, PANELS.length, 20), [
              'under',
              'right',
              'over',
              'wrong',
            ]),
      chart: charted('chart'),
      numbers: charted('numbers'),
    },
    halves,
    beside,
    final,
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
