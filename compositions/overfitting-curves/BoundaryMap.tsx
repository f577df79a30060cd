import type { ReactElement } from 'react';
import { polyline, sample } from '../../src/scene/curve.ts';
import { Clipped, type PlotArea } from '../../src/scene/Plot.tsx';
import { px } from '../../src/scene/px.ts';
import { linearScale } from '../../src/scene/scale.ts';
import type { Rect, Stage } from '../../src/scene/stage.ts';
import { classInk, tint } from './colours.ts';
import { between, regionPath } from './contours.ts';
import { type Point, RADIUS, type Truth, waveAt } from './data.ts';
import type { Playhead } from './playhead.ts';
import { MAP_REACH, type ProbabilityMap } from './training.ts';

/** Thousandths beyond which the network is sure. */
const SURE = 100;

/** The square of all places, from −{@link MAP_REACH} to {@link MAP_REACH}, y upwards. */
export const mapArea = (id: string, rect: Rect): PlotArea => ({
  id,
  rect,
  x: linearScale([-MAP_REACH, MAP_REACH], [rect.x, rect.x + rect.width]),
  y: linearScale([-MAP_REACH, MAP_REACH], [rect.y + rect.height, rect.y]),
});

/** What the network makes of every place: two colours, stronger where it is sure, and the boundary between them. */
export function LearnedRegions(props: {
  readonly stage: Stage;
  readonly area: PlotArea;
  readonly maps: readonly ProbabilityMap[];
  readonly head: Playhead;
  readonly boundary?: number;
}): ReactElement | null {
  const { stage, area, maps, head, boundary = 5 } = props;
  const { theme } = stage;
  const from = maps[head.epoch];
  if (from === undefined) return null;
  const map = between(from, maps[head.epoch + 1] ?? from, head.t);
  const { x, y, width, height } = area.rect;
  const edge = regionPath(map, 500, area.rect);
  return (
    <Clipped area={area}>
      <rect x={px(x)} y={px(y)} width={px(width)} height={px(height)} fill={tint(theme, 0, true)} />
      <path d={regionPath(map, SURE, area.rect)} fill={tint(theme, 0, false)} />
      <path d={edge} fill={tint(theme, 1, false)} />
      <path d={regionPath(map, 1000 - SURE, area.rect)} fill={tint(theme, 1, true)} />
      {boundary > 0 && (
        <path d={edge} fill="none" stroke={theme.curve} strokeWidth={boundary} strokeLinejoin="round" />
      )}
    </Clipped>
  );
}

/** The boundary as it truly is, dashed. */
export function TrueBoundary(props: {
  readonly stage: Stage;
  readonly area: PlotArea;
  readonly truth: Truth;
  readonly opacity: number;
}): ReactElement {
  const { stage, area, truth, opacity } = props;
  const line = {
    fill: 'none',
    stroke: stage.theme.text,
    strokeWidth: 3,
    strokeDasharray: '4 11',
    strokeLinecap: 'round',
    ...(opacity < 1 ? { opacity: px(opacity) } : {}),
  } as const;
  if (truth === 'disc') {
    return <circle cx={px(area.x(0))} cy={px(area.y(0))} r={px(area.x(RADIUS) - area.x(0))} {...line} />;
  }
  return <path d={polyline(sample(waveAt, [-1, 1], 61, area.x, area.y))} {...line} />;
}

/** Radius of a point, by how many there are and how large their map is. */
export const pointSize = (count: number, side: number): number =>
  Math.min(0.017, 0.12 / Math.sqrt(count)) * side;

/** One class's points as one path: discs for class 1, squares for class 0. */
function pointsPath(points: readonly Point[], label: 0 | 1, area: PlotArea, r: number): string {
  const half = 0.88 * r;
  return points
    .filter((point) => point.label === label)
    .map(({ x, y }) => {
      const [cx, cy] = [area.x(x), area.y(y)];
      return label === 1
        ? `M${px(cx - r)} ${px(cy)}a${px(r)} ${px(r)} 0 1 0 ${px(2 * r)} 0a${px(r)} ${px(r)} 0 1 0 ${px(-2 * r)} 0Z`
        : `M${px(cx - half)} ${px(cy - half)}h${px(2 * half)}v${px(2 * half)}h${px(-2 * half)}Z`;
    })
    .join('');
}

/** Points by class, told apart by shape as well; wrong labels are ringed. */
export function Points(props: {
  readonly stage: Stage;
  readonly area: PlotArea;
  readonly points: readonly Point[];
  readonly r: number;
  /** How far the rings have come in. */
  readonly rings?: number;
  readonly opacity?: number;
}): ReactElement {
  const { stage, area, points, r, rings = 1, opacity = 1 } = props;
  const { theme } = stage;
  return (
    <g {...(opacity < 1 ? { opacity: px(opacity) } : {})}>
      {([0, 1] as const).map((label) => (
        <path
          key={label}
          d={pointsPath(points, label, area, r)}
          fill={classInk(theme, label)}
          stroke={theme.background}
          strokeWidth={px(Math.min(2, r / 5))}
        />
      ))}
      {rings > 0 && (
        <g fill="none" stroke={theme.text} strokeWidth={px(r / 3.4)}>
          {points
            .filter(({ flipped }) => flipped)
            .map(({ x, y }) => (
              <circle key={`${x} ${y}`} cx={px(area.x(x))} cy={px(area.y(y))} r={px(r * (1 + rings))} />
            ))}
        </g>
      )}
    </g>
  );
}
