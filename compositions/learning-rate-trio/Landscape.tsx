import type { ReactElement } from 'react';
import { type Place, polyline, sample } from '../../src/scene/curve.ts';
import { Axes, Clipped, insidePanel, type PlotArea } from '../../src/scene/Plot.tsx';
import { px } from '../../src/scene/px.ts';
import { linearScale, ticks } from '../../src/scene/scale.ts';
import { type Rect, SIZE, type Stage } from '../../src/scene/stage.ts';
import { measure } from '../../src/scene/type/typeface.ts';
import { Words } from '../../src/scene/Words.tsx';
import { clamp } from '../../src/sim/maths.ts';
import { doubleWellValue } from '../../src/sim/objectives/double-well.ts';
import type { TrioTrace } from './simulation.ts';
import { say, word } from './text.ts';
import type { View } from './view.ts';

const CURVE_SAMPLES = 241;

/** The plot area of the landscape within a panel. @param compact without room for axes and their labels */
export function landscapeArea(view: View, panel: Rect, id: string, compact: boolean): PlotArea {
  const rect = compact ? panel : insidePanel(panel);
  return {
    id,
    rect,
    x: linearScale(view.x, [rect.x, rect.x + rect.width]),
    y: linearScale(compact ? view.compactLoss : view.loss, [rect.y + rect.height, rect.y]),
  };
}

/** The curve with its axes; what moves on it is drawn by the caller, above. */
export function Landscape(props: {
  readonly stage: Stage;
  readonly trace: TrioTrace;
  readonly view: View;
  readonly area: PlotArea;
  readonly compact: boolean;
  /** Share of the curve that is drawn. */
  readonly drawn: number;
  /** How far the minima's names have come, 0 to 1. */
  readonly named: number;
  /** Where the ball lies: a mark that it would half cover is left out. */
  readonly ball?: Place;
}): ReactElement {
  const { stage, trace, view, area, compact, drawn, named, ball } = props;
  const { objective } = trace.params;
  const curve = sample((x) => doubleWellValue(objective, x), view.x, CURVE_SAMPLES, area.x, area.y);
  const places = curve.slice(0, Math.max(1, Math.ceil(drawn * CURVE_SAMPLES)));
  const label = (key: 'loss' | 'parameter'): string => word(say(key), stage.language);
  return (
    <g>
      {compact ? (
        <line
          x1={px(area.rect.x)}
          y1={px(area.rect.y + area.rect.height)}
          x2={px(area.rect.x + area.rect.width)}
          y2={px(area.rect.y + area.rect.height)}
          stroke={stage.theme.line}
          strokeWidth={2}
        />
      ) : (
        <Axes
          stage={stage}
          area={area}
          xTicks={ticks(view.x, 5)}
          yTicks={ticks(view.loss, area.rect.height > 400 ? 5 : 3)}
          xLabel={label('parameter')}
          yLabel={label('loss')}
        />
      )}
      <Clipped area={area}>
        <path
          d={polyline(places)}
          fill="none"
          stroke={stage.theme.curve}
          strokeWidth={compact ? 4 : 6}
          strokeLinejoin="round"
        />
      </Clipped>
      {named > 0 && <Minima {...{ stage, trace, area, compact, named, ball }} />}
    </g>
  );
}

interface NamedMinimum {
  readonly place: Place;
  readonly x: number;
  readonly name: string;
  readonly isGlobal: boolean;
}

/** Marks and, with room, names of the minima. Names that would touch are set one below the other. */
function Minima(props: {
  readonly stage: Stage;
  readonly trace: TrioTrace;
  readonly area: PlotArea;
  readonly compact: boolean;
  readonly named: number;
  readonly ball: Place | undefined;
}): ReactElement {
  const { stage, trace, area, compact, named, ball } = props;
  const { globalMinimum, localMinimum, equalMinima } = trace.facts;
  const at = (x: number): Place => [area.x(x), area.y(doubleWellValue(trace.params.objective, x))];
  const text = (key: 'globalMinimum' | 'localMinimum' | 'onlyMinimum'): string =>
    word(say(key), stage.language);
  const minima: readonly NamedMinimum[] = [
    {
      x: globalMinimum[0],
      place: at(globalMinimum[0]),
      name: text(localMinimum === null ? 'onlyMinimum' : 'globalMinimum'),
      isGlobal: true,
    },
    ...(localMinimum ?? []).map((x) => ({
      x,
      place: at(x),
      name: text(equalMinima ? 'globalMinimum' : 'localMinimum'),
      isGlobal: equalMinima,
    })),
  ];
  const { rect } = area;
  const roomy = rect.height > 400;
  const width = ({ name }: NamedMinimum): number => measure(stage.type.semibold, name, SIZE.small);
  const centre = (minimum: NamedMinimum): number =>
    clamp(minimum.place[0], rect.x + width(minimum) / 2 + 8, rect.x + rect.width - width(minimum) / 2 - 8);
  const [first, second] = minima;
  const crowded =
    first !== undefined &&
    second !== undefined &&
    Math.abs(centre(first) - centre(second)) < (width(first) + width(second)) / 2 + 24;
  return (
    <g>
      {minima.map((minimum, i) => {
        const [x, y] = minimum.place;
        const r = (compact ? 7 : 11) * named;
        const covered = ball !== undefined && Math.abs(ball[0] - x) < 3 * r && Math.abs(ball[1] - y) < 3 * r;
        // In a crowded landscape the second name gives way downwards only if there is room; else it is left out.
        const shown = !compact && !(crowded && i === 1);
        const baseline = Math.min(y + 52, rect.y + rect.height - (roomy ? 50 : 12));
        return (
          <g key={minimum.x}>
            {!covered && (
              <path
                d={`M${px(x)} ${px(y - r * 1.2)}L${px(x + r * 1.2)} ${px(y)}L${px(x)} ${px(y + r * 1.2)}L${px(x - r * 1.2)} ${px(y)}Z`}
                fill={minimum.isGlobal ? stage.theme.text : stage.theme.background}
                stroke={stage.theme.text}
                strokeWidth={3}
              />
            )}
            {shown && (
              <Words
                stage={stage}
                words={minimum.name}
                x={centre(minimum)}
                y={baseline}
                size={SIZE.small}
                weight="semibold"
                fill={stage.theme.text}
                anchor="middle"
                opacity={named}
              />
            )}
            {shown && roomy && (
              <Words
                stage={stage}
                words={word(say('at', { x: minimum.x }), stage.language)}
                x={centre(minimum)}
                y={baseline + 36}
                size={SIZE.small}
                fill={stage.theme.quiet}
                anchor="middle"
                opacity={named}
              />
            )}
          </g>
        );
      })}
    </g>
  );
}
