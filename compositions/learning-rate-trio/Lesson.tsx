import type { ReactElement } from 'react';
import { cut } from '../../src/scene/arrange.ts';
import type { Moment } from '../../src/scene/moment.ts';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { mapArea, reliefOf } from '../../src/scene/parts/SurfaceMap.tsx';
import { SurfacePlot } from '../../src/scene/parts/SurfacePlot.tsx';
import { SurfaceTrails } from '../../src/scene/parts/SurfaceTrails.tsx';
import { inset, type Rect } from '../../src/scene/rect.ts';
import { SIZE } from '../../src/scene/stage.ts';
import { onSurface, swaying } from '../../src/scene/surface-view.ts';
import { saddle } from '../../src/sim/objectives/saddle.ts';
import { hasTrap } from '../../src/story/descent/commentary.ts';
import type { TrioTrace } from './simulation.ts';
import { SADDLE_PATH, SADDLE_START, type TrioPart } from './story.ts';

const RELIEF = reliefOf(saddle, SADDLE_START, { x: [-2, 2], y: [-2.1, 2.1] });
const RUN = { lane: 4, points: SADDLE_PATH, outSince: null };

/** What the picture of a line leaves out: with a second parameter, the bottom of a dip can be a saddle, and lead on. */
export function lesson(m: Moment, part: TrioPart<'lesson'>, trace: TrioTrace, rect: Rect): ReactElement {
  const upright = m.stage.format === 'portrait';
  const [left = rect, right = rect] = upright ? cut(rect, [250, 420], 20, 'y') : cut(rect, [1, 1], 40, 'x');
  const words = m.block(m.say('lesson', { trap: hasTrap(trace) }), left.width, {
    size: SIZE.large,
    anchor: upright ? 'middle' : 'start',
    leading: 1.35,
  });
  const top = left.y + (left.height - words.height) / 2 + 10;
  // Smaller in a square, where its place is too narrow for its corners.
  const area = mapArea(RELIEF, inset(right, m.stage.format === 'square' ? 12 : -34));
  const view = { relief: 1, turn: swaying((m.frame - part.start) / m.story.fps) };
  const shown = Math.min(m.between(0.5, 0.6), m.leave());
  return (
    <g>
      {words.at([upright ? left.x + left.width / 2 : left.x, top], shown)}
      <Fade in={shown}>
        <SurfacePlot stage={m.stage} relief={RELIEF} area={area} id="saddle" view={view} alone />
        <SurfaceTrails
          m={m}
          relief={RELIEF}
          see={onSurface(RELIEF, area, view)}
          clock={part.clock}
          runs={[RUN]}
          size={0.9}
        />
      </Fade>
    </g>
  );
}
