import type { ReactElement } from 'react';
import { cells, cut } from '../../src/scene/arrange.ts';
import { each } from '../../src/scene/parts/each.tsx';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { Heatmap } from '../../src/scene/parts/Heatmap.tsx';
import { numberPlace } from '../../src/scene/parts/NumberGraph.tsx';
import { Box } from '../../src/scene/parts/shapes.tsx';
import { text } from '../../src/scene/parts/Text.tsx';
import type { Raster } from '../../src/scene/png.ts';
import { ramp } from '../../src/scene/ramp.ts';
import { mixRect, type Rect } from '../../src/scene/rect.ts';
import { SIZE } from '../../src/scene/stage.ts';
import { type Colour, runColour } from '../../src/scene/theme.ts';
import { clamp } from '../../src/sim/maths.ts';
import { remember } from '../../src/sim/remember.ts';
import { graded } from '../../src/story/numbers.ts';
import { runOf } from './commentary.ts';
import { flowChart, lineOf, nameOf } from './flow-chart.tsx';
import type { FlowMoment as M } from './moment.ts';
import type { FlowTrace } from './simulation.ts';
import type { FlowPart } from './story.ts';
import { groundOf, stripPlaces, viewOf } from './view.ts';

const shades = (from: Colour, to: Colour) => ramp([from, to]);
const shadesOf = remember((theme: M['stage']['theme']) => shades(theme.panel, theme.gradient));

/** Room below a tile for the number of its layer. */
const FOOT = 38;

/** The places of so many layers beside each other, the last layer first. */
const tilesOf = ({ stage }: M, rect: Rect, count: number): readonly Rect[] =>
  cells(rect, count, stage.format === 'portrait' ? Math.ceil(count / 2) : Math.min(count, 10), 10).map(
    (place) => ({
      ...place,
      height: Math.max(20, place.height - FOOT),
    }),
  );

/** Signals of all layers beside each other, from the last layer back. @param upTo share of the layers that it has reached */
function strip(m: M, rect: Rect, rasters: readonly Raster[], upTo: number, worded = 1): ReactElement {
  const { stage } = m;
  const tiles = tilesOf(m, rect, rasters.length);
  return each(rasters, (raster, k) => {
    const tile = tiles[k];
    if (tile === undefined) return null;
    const shown = clamp(upTo * rasters.length - k, 0, 1);
    return (
      <g>
        <Box rect={tile} rx={6} fill={stage.theme.panel} />
        {shown > 0 && (
          <Heatmap raster={raster} colour={shadesOf(stage.theme)} rect={tile} sharp={96} opacity={shown} />
        )}
        {text(stage, String(rasters.length - k), [tile.x + tile.width / 2, tile.y + tile.height + 32], {
          size: SIZE.small,
          fill: 'quiet',
          anchor: 'middle',
          opacity: worded,
        })}
      </g>
    );
  });
}

/** What the film opens with: an error on its way back. */
export function questionScene(m: M, part: FlowPart<'question'>, trace: FlowTrace): ReactElement {
  const places = stripPlaces(m.stage);
  const sweep = m.through(part.sweep);
  const run = runOf(trace, trace.facts.asked.id);
  const values = viewOf(trace).lines.get(run.id) ?? [];
  const now = values[Math.round(sweep * (values.length - 1))] ?? 1;
  const line = lineOf(m, trace, { run, lane: 0, name: '', upTo: sweep, told: 1 });
  const widest = graded(3.9e-8);
  const { header } = m.stage;
  return (
    <g>
      {strip(m, places('strip'), viewOf(trace).asked, sweep, m.leave(0.3))}
      <Fade in={m.leave(0.3)}>
        {m.text(m.say('title'), [header.x, header.y + 60], { size: 72, bold: true, width: header.width })}
        {flowChart(
          m,
          trace,
          places('chart'),
          'question',
          [{ ...line, dots: true, glow: 0.7, label: { words: graded(now), widest } }],
          0,
        )}
      </Fade>
    </g>
  );
}

/** The layers of the question become those of the small network. @param t 0 … 1 */
export function gathering(m: M, trace: FlowTrace, t: number): ReactElement {
  const rasters = viewOf(trace).asked;
  const ground = groundOf(m.stage, trace);
  const layers = ground.counts.length - 2;
  return each(tilesOf(m, stripPlaces(m.stage)('strip'), rasters.length), (tile, k) => {
    const layer = layers - Math.round((k * layers) / Math.max(1, rasters.length - 1));
    const [x, y] = numberPlace(ground, layer, 0);
    const [, end] = numberPlace(ground, layer, (ground.counts[layer] ?? 1) - 1);
    const rect = mixRect(
      tile,
      { x: x - 40, y: Math.min(y, end) - 40, width: 80, height: Math.abs(end - y) + 80 },
      t,
    );
    const raster = rasters[k];
    return (
      <Fade in={1 - t}>
        <Box rect={rect} rx={6} fill={m.stage.theme.panel} />
        {raster && <Heatmap raster={raster} colour={shadesOf(m.stage.theme)} rect={rect} sharp={96} />}
      </Fade>
    );
  });
}

/** What the film ends on: the same error before the cure and after it. */
export function answerScene(m: M, part: FlowPart<'answer'>, trace: FlowTrace): ReactElement {
  const { stage } = m;
  const view = viewOf(trace);
  const rows = cut(stage.body, [1, 1], 26, 'y');
  const both = [
    { id: trace.facts.asked.id, rasters: view.asked, upTo: 1, lane: 0, cure: '' },
    { id: trace.facts.answer.id, rasters: view.answer, upTo: m.through(part.sweep), lane: 4, cure: 'cure' },
  ];
  return (
    <Fade in={m.enter(0, 0.4)}>
      {each(both, ({ id, rasters, upTo, lane, cure }, i) => {
        const row = rows[i] ?? stage.body;
        const run = runOf(trace, id);
        const name =
          cure === '' ? m.say('asItIs') : m.say('cureName', { cure: run.group, activation: run.activation });
        const fill = runColour(stage.theme, lane);
        return (
          <g>
            {text(stage, `${nameOf(m, run.activation)}, ${name}`, [row.x, row.y + 38], {
              bold: true,
              fill,
              width: row.width * 0.6,
            })}
            {text(stage, m.say('left', { left: run.ratio }), [row.x + row.width, row.y + 38], {
              size: SIZE.large,
              bold: true,
              fill,
              anchor: 'end',
              opacity: i === 0 ? 1 : m.through(part.said),
            })}
            {strip(m, { ...row, y: row.y + 58, height: row.height - 58 }, rasters, upTo)}
          </g>
        );
      })}
    </Fade>
  );
}
