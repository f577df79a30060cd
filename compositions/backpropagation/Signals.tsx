import type { ReactElement } from 'react';
import { cells, cut } from '../../src/scene/arrange.ts';
import { each } from '../../src/scene/parts/each.tsx';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { Glow } from '../../src/scene/parts/Glow.tsx';
import { Heatmap } from '../../src/scene/parts/Heatmap.tsx';
import { Box, Dot } from '../../src/scene/parts/shapes.tsx';
import { text } from '../../src/scene/parts/Text.tsx';
import type { Raster } from '../../src/scene/png.ts';
import { ramp } from '../../src/scene/ramp.ts';
import type { Rect } from '../../src/scene/rect.ts';
import { SIZE } from '../../src/scene/stage.ts';
import { runColour } from '../../src/scene/theme.ts';
import { clamp, lerp, ln } from '../../src/sim/maths.ts';
import { remember } from '../../src/sim/remember.ts';
import { runOf, shareOf } from './commentary.ts';
import { flowChart, lineOf, nameOf } from './Deep.tsx';
import type { FlowMoment as M } from './moment.ts';
import type { FlowTrace } from './simulation.ts';
import type { FlowPart } from './story.ts';
import { stripPlaces, viewOf } from './view.ts';

const shadesOf = remember((theme: M['stage']['theme']) => ramp([theme.panel, theme.gradient]));

/** Room below a tile for the number of its layer. */
const FOOT = 38;

/**
 * Signals of all layers beside each other, the first at the left, and a packet that brings them back from the last.
 *
 * @param values what is left in each layer: how large the packet is; @param reached share of the layers that it has reached
 */
function strip(
  m: M,
  rect: Rect,
  rasters: readonly Raster[],
  { values, reached }: { readonly values: readonly number[]; readonly reached: number },
): ReactElement {
  const { stage } = m;
  const count = rasters.length;
  const perRow = stage.format === 'portrait' ? Math.ceil(count / 2) : Math.min(count, 10);
  const tiles = cells(rect, count, perRow, 10).map((place) => ({
    ...place,
    height: Math.max(20, place.height - FOOT),
  }));
  const at = clamp((1 - reached) * count - 0.5, 0, count - 1);
  const [to, from] = [tiles[Math.floor(at)], tiles[Math.ceil(at)]];
  const left = values[Math.round(at)] ?? 1;
  const size = clamp(1 + ln(left) / Math.LN10 / 8, 0.12, 1.2);
  const moving = reached > 0 && reached < 1 && to && from && to.y === from.y;
  return (
    <g>
      {each(rasters, (raster, k) => {
        const tile = tiles[k] ?? rect;
        const shown = clamp(reached * count - (count - 1 - k), 0, 1);
        return (
          <g>
            <Box rect={tile} rx={6} fill={stage.theme.panel} />
            {shown > 0 && (
              <Heatmap
                raster={raster}
                colour={shadesOf(stage.theme)}
                rect={tile}
                sharp={96}
                opacity={shown}
              />
            )}
            {text(stage, String(k + 1), [tile.x + tile.width / 2, tile.y + tile.height + 32], {
              size: SIZE.small,
              fill: 'quiet',
              anchor: 'middle',
            })}
          </g>
        );
      })}
      {moving &&
        each([lerp(to.x + to.width / 2, from.x + from.width / 2, at % 1)], (x) => {
          const place = [x, to.y + to.height / 2] as const;
          return (
            <g>
              <Glow at={place} r={34 * size} colour={stage.theme.focus} strength={0.8} />
              <Dot at={place} r={34 * size} fill={stage.theme.focus} />
            </g>
          );
        })}
    </g>
  );
}

/** What the film opens with: a signal on its way back. */
export function questionScene(m: M, part: FlowPart<'question'>, trace: FlowTrace): ReactElement {
  const places = stripPlaces(m.stage);
  const reached = m.through(part.sweep);
  const run = runOf(trace, trace.facts.asked.id);
  const values = viewOf(trace).lines.get(run.id) ?? [];
  const now = values[Math.round((1 - reached) * (values.length - 1))] ?? 1;
  const { header } = m.stage;
  return (
    <Fade in={m.leave(0.3)}>
      {m.text(m.say('title'), [header.x, header.y + 60], { size: 72, bold: true, width: header.width })}
      {strip(m, places('strip'), viewOf(trace).asked, { values, reached })}
      {flowChart(
        m,
        trace,
        places('chart'),
        [{ ...lineOf(m, trace, 0, [run]), reached, glow: 0.8, number: shareOf(now) }],
        0,
      )}
    </Fade>
  );
}

/** What the film ends on: the same signal through ten layers, without the cure and with it. */
export function answerScene(m: M, part: FlowPart<'answer'>, trace: FlowTrace): ReactElement {
  const { stage } = m;
  const view = viewOf(trace);
  const rows = cut(stage.body, [1, 1], 26, 'y');
  const both = [
    { id: trace.facts.asked.id, rasters: view.asked, lane: 0, cure: 'none' },
    { id: trace.facts.answer.id, rasters: view.answer, lane: 1, cure: '' },
  ];
  return (
    <Fade in={m.enter(0, 0.4)}>
      {each(both, ({ id, rasters, lane, cure }, i) => {
        const row = rows[i] ?? stage.body;
        const run = runOf(trace, id);
        const fill = runColour(stage.theme, lane);
        const name = m.say('cureName', { cure: cure || run.group, activation: run.activation });
        return (
          <g>
            {text(stage, shareOf(run.ratio), [row.x, row.y + 38], {
              size: SIZE.large,
              bold: true,
              fill,
              opacity: m.through(part.said),
            })}
            {text(stage, `${nameOf(m, run.activation)}, ${name}`, [row.x + row.width, row.y + 38], {
              bold: true,
              fill,
              anchor: 'end',
              width: row.width * 0.66,
            })}
            {strip(m, { ...row, y: row.y + 58, height: row.height - 58 }, rasters, {
              values: view.lines.get(id) ?? [],
              reached: m.through(part.sweep),
            })}
          </g>
        );
      })}
    </Fade>
  );
}
