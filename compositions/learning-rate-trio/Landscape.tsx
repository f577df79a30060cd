import type { ReactElement } from 'react';
import { polyline, sample } from '../../src/scene/curve.ts';
import type { Moment } from '../../src/scene/moment.ts';
import { Axes, Clipped, insidePanel, type PlotArea } from '../../src/scene/parts/Axes.tsx';
import { each } from '../../src/scene/parts/each.tsx';
import { Marker } from '../../src/scene/parts/Marker.tsx';
import { Line, Path } from '../../src/scene/parts/shapes.tsx';
import { textWidth } from '../../src/scene/parts/Text.tsx';
import type { Place, Rect } from '../../src/scene/rect.ts';
import { linearScale, ticks } from '../../src/scene/scale.ts';
import { SIZE } from '../../src/scene/stage.ts';
import { clamp } from '../../src/sim/maths.ts';
import { doubleWellValue } from '../../src/sim/objectives/double-well.ts';
import type { TrioTrace } from './simulation.ts';
import { type View, viewOf } from './view.ts';

const CURVE_SAMPLES = 241;

/** The landscape's plot, and whether it is one of several, without space for axes and names. */
export interface LandscapeArea extends PlotArea {
  readonly id: string;
  readonly compact: boolean;
}

/** The plot area of the landscape within a panel. */
export function landscapeArea(view: View, panel: Rect, id: string, compact: boolean): LandscapeArea {
  const rect = compact ? panel : insidePanel(panel);
  return {
    id,
    compact,
    rect,
    x: linearScale(view.x, [rect.x, rect.x + rect.width]),
    y: linearScale(compact ? view.compactLoss : view.loss, [rect.y + rect.height, rect.y]),
  };
}

/**
 * The curve with its axes; the caller draws what moves on it, on top.
 *
 * @param drawn fraction of the curve that is drawn
 * @param named opacity of the minima's names, 0 to 1
 * @param ball position of the ball: a mark that it would half cover is left out
 */
export function landscape(
  m: Moment,
  trace: TrioTrace,
  area: LandscapeArea,
  { drawn = 1, named = 1, ball }: { drawn?: number; named?: number; ball?: Place },
): ReactElement {
  const { theme } = m.stage;
  const { rect, compact } = area;
  const view = viewOf(trace);
  const curve = sample(
    (x) => doubleWellValue(trace.params.objective, x),
    view.x,
    CURVE_SAMPLES,
    area.x,
    area.y,
  );
  const floor = rect.y + rect.height;
  return (
    <g>
      {compact ? (
        <Line from={[rect.x, floor]} to={[rect.x + rect.width, floor]} stroke={theme.line} />
      ) : (
        <Axes
          stage={m.stage}
          area={area}
          xTicks={ticks(view.x, 5)}
          yTicks={ticks(view.loss, rect.height > 400 ? 5 : 3)}
          xLabel={m.say('parameter')}
          yLabel={m.say('loss')}
        />
      )}
      <Clipped id={area.id} rect={rect}>
        <g strokeLinejoin="round">
          <Path
            d={polyline(curve.slice(0, Math.max(1, Math.ceil(drawn * CURVE_SAMPLES))))}
            stroke={theme.curve}
            width={compact ? 4 : 6}
          />
        </g>
      </Clipped>
      {named > 0 && minima(m, trace, area, named, ball)}
    </g>
  );
}

/** Marks and, if there is space, names of the minima. A name that would touch the other one is left out. */
function minima(
  m: Moment,
  trace: TrioTrace,
  { rect, x, y, compact }: LandscapeArea,
  named: number,
  ball: Place | undefined,
): ReactElement {
  const { theme } = m.stage;
  const { globalMinimum, localMinimum, equalMinima } = trace.facts;
  const style = { size: SIZE.small, anchor: 'middle', opacity: named } as const;
  const found = [...globalMinimum, ...(localMinimum ?? [])].map((at, i) => {
    const isGlobal = i === 0 || equalMinima;
    const name = m.say(localMinimum === null ? 'onlyMinimum' : isGlobal ? 'globalMinimum' : 'localMinimum');
    const half = textWidth(m.stage, name, { ...style, bold: true }) / 2;
    const place: Place = [x(at), y(doubleWellValue(trace.params.objective, at))];
    const centre = clamp(place[0], rect.x + half + 8, rect.x + rect.width - half - 8);
    return { at, isGlobal, name, half, place, centre };
  });
  const roomy = rect.height > 400;
  return each(found, ({ at, isGlobal, name, half, place, centre }, i) => {
    const [px, py] = place;
    const r = (compact ? 7 : 11) * named;
    const covered = ball !== undefined && Math.abs(ball[0] - px) < 3 * r && Math.abs(ball[1] - py) < 3 * r;
    const [other] = found;
    const crowded = i > 0 && other !== undefined && Math.abs(other.centre - centre) < other.half + half + 24;
    const baseline = Math.min(py + 52, rect.y + rect.height - (roomy ? 50 : 12));
    return (
      <g>
        {!covered && (
          <Marker
            run={2}
            at={place}
            r={r}
            fill={isGlobal ? theme.text : theme.background}
            stroke={theme.text}
            width={3}
          />
        )}
        {!compact && !crowded && m.text(name, [centre, baseline], { ...style, bold: true })}
        {!compact &&
          !crowded &&
          roomy &&
          m.text(m.say('at', { x: at }), [centre, baseline + 36], { ...style, fill: 'quiet' })}
      </g>
    );
  });
}
