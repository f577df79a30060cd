import type { ReactElement } from 'react';
import { type ContourBand, contourBands } from '../../src/scene/contour.ts';
import { Axes, Clipped, insidePanel, type PlotArea } from '../../src/scene/Plot.tsx';
import { px } from '../../src/scene/px.ts';
import { linearScale, ticks } from '../../src/scene/scale.ts';
import { type Rect, SIZE, type Stage } from '../../src/scene/stage.ts';
import { measure } from '../../src/scene/type/typeface.ts';
import { Words } from '../../src/scene/Words.tsx';
import { SURFACES, type SurfaceName } from '../../src/sim/objectives/surfaces.ts';
import { heightColour } from './heights.ts';
import { say, word } from './text.ts';
import { evenWindow, mapHeight, type RaceView } from './view.ts';

/** The plot area of a map within a panel: a unit is as long across as up. */
export function mapArea(view: RaceView, panel: Rect): PlotArea {
  const rect = insidePanel(panel);
  const window = evenWindow(view.window, rect);
  return {
    id: 'map',
    rect,
    x: linearScale(window.x, [rect.x, rect.x + rect.width]),
    y: linearScale(window.y, [rect.y + rect.height, rect.y]),
  };
}

const REMEMBERED = 12;
const remembered = new Map<string, readonly ContourBand[]>();

/** The bands of a surface in an area: computed once, and remembered by everything they depend on. */
function bandsOf(surface: SurfaceName, view: RaceView, area: PlotArea): readonly ContourBand[] {
  const { rect } = area;
  const window = evenWindow(view.window, rect);
  const key = JSON.stringify([surface, rect, window, view.levels, view.ground]);
  const known = remembered.get(key);
  if (known !== undefined) return known;
  const x = linearScale([rect.x, rect.x + rect.width], window.x);
  const y = linearScale([rect.y + rect.height, rect.y], window.y);
  const { value, leastLoss } = SURFACES[surface];
  const bands = contourBands(
    (sx, sy) => mapHeight(value([x(sx), y(sy)]) - leastLoss, view.ground),
    rect,
    view.levels.map((level) => mapHeight(level, view.ground)),
  );
  if (remembered.size >= REMEMBERED) remembered.clear();
  remembered.set(key, bands);
  return bands;
}

/** A surface from above: bands whose colour tells the height, and its minima. */
export function SurfaceMap(props: {
  readonly stage: Stage;
  readonly surface: SurfaceName;
  readonly view: RaceView;
  readonly area: PlotArea;
  /** Share of the bands that is there. */
  readonly drawn: number;
}): ReactElement {
  const { stage, surface, view, area, drawn } = props;
  const { rect } = area;
  const window = evenWindow(view.window, rect);
  return (
    <g>
      <Axes
        stage={stage}
        area={area}
        xTicks={ticks(window.x, Math.min(6, Math.floor(rect.width / 110)))}
        yTicks={ticks(window.y, Math.min(5, Math.floor(rect.height / 90)))}
      />
      <HeightLegend stage={stage} rect={rect} levels={view.levels.length} />
      <SurfaceGround {...{ stage, surface, view, area, drawn }} />
    </g>
  );
}

/** The bands alone. They rise from the depth like water; what is not reached yet has the colour of a panel. */
export function SurfaceGround(props: {
  readonly stage: Stage;
  readonly surface: SurfaceName;
  readonly view: RaceView;
  readonly area: PlotArea;
  readonly drawn: number;
}): ReactElement {
  const { stage, surface, view, area, drawn } = props;
  const { theme } = stage;
  const { rect } = area;
  const bands = bandsOf(surface, view, area);
  const shown = Math.floor(drawn * (bands.length + 0.5));
  const dry = bands[shown];
  return (
    <Clipped area={area}>
      <rect
        x={px(rect.x)}
        y={px(rect.y)}
        width={px(rect.width)}
        height={px(rect.height)}
        fill={heightColour(theme, 0)}
      />
      {bands.slice(0, shown).map(({ level, d }, i) => (
        <path
          key={level}
          d={d}
          fill={heightColour(theme, (i + 1) / bands.length)}
          stroke={theme.line}
          strokeWidth={1.5}
          strokeOpacity={0.45}
        />
      ))}
      {dry !== undefined && <path d={dry.d} fill={theme.panel} stroke={theme.line} strokeWidth={1.5} />}
    </Clipped>
  );
}

/** What the colours mean, above the map's right end. */
function HeightLegend(props: {
  readonly stage: Stage;
  readonly rect: Rect;
  readonly levels: number;
}): ReactElement {
  const { stage, rect, levels } = props;
  const { theme } = stage;
  const [low, high] = [word(say('low'), stage.language), word(say('high'), stage.language)];
  const right = rect.x + rect.width;
  const y = rect.y - 16;
  const end = right - measure(stage.type.regular, high, SIZE.small) - 12;
  const swatch = 13;
  const start = end - swatch * (levels + 1);
  return (
    <g>
      <Words stage={stage} words={high} x={right} y={y} size={SIZE.small} fill={theme.quiet} anchor="end" />
      {Array.from({ length: levels + 1 }, (_, i) => (
        <rect
          key={i}
          x={px(start + i * swatch)}
          y={px(y - 21)}
          width={swatch}
          height={22}
          fill={heightColour(theme, i / levels)}
        />
      ))}
      <rect
        x={px(start)}
        y={px(y - 21)}
        width={swatch * (levels + 1)}
        height={22}
        fill="none"
        stroke={theme.line}
        strokeWidth={1.5}
      />
      <Words
        stage={stage}
        words={low}
        x={start - 12}
        y={y}
        size={SIZE.small}
        fill={theme.quiet}
        anchor="end"
      />
    </g>
  );
}

/** A ring and a cross on every minimum. */
export function Minima(props: {
  readonly stage: Stage;
  readonly surface: SurfaceName;
  readonly area: PlotArea;
  readonly shown: number;
}): ReactElement {
  const { stage, surface, area, shown } = props;
  const r = 17 * shown;
  return (
    <g stroke={stage.theme.text} strokeWidth={3} fill="none">
      {SURFACES[surface].minima.map(([x, y]) => {
        const [sx, sy] = [area.x(x), area.y(y)];
        return (
          <g key={`${x} ${y}`}>
            <circle cx={px(sx)} cy={px(sy)} r={px(r)} />
            <path
              d={`M${px(sx - r * 0.45)} ${px(sy)}L${px(sx + r * 0.45)} ${px(sy)}M${px(sx)} ${px(sy - r * 0.45)}L${px(sx)} ${px(sy + r * 0.45)}`}
            />
          </g>
        );
      })}
    </g>
  );
}
