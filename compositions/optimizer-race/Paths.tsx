import type { ReactElement } from 'react';
import type { Place } from '../../src/scene/curve.ts';
import { type GrowingPath, growingPath, grownTo } from '../../src/scene/growing-path.ts';
import { Marker } from '../../src/scene/Marker.tsx';
import { Clipped, type PlotArea } from '../../src/scene/Plot.tsx';
import type { Rect, Stage } from '../../src/scene/stage.ts';
import { runColour, runDash } from '../../src/scene/theme.ts';
import { clamp } from '../../src/sim/maths.ts';
import { playhead, type RacePosition } from './playhead.ts';
import type { RaceRun } from './simulation.ts';

/** Far outside the map is drawn as just outside: a diverging state must not put huge numbers into the markup. */
const OUTSIDE = 3000;

const paths = new WeakMap<RaceRun, { readonly key: string; readonly path: GrowingPath }>();

/** The path of a run in an area, written once for as long as the area stays the same. */
function pathOf(run: RaceRun, area: PlotArea): GrowingPath {
  const key = `${area.rect.x} ${area.rect.y} ${area.rect.width} ${area.x(0)} ${area.y(0)} ${area.x(1)}`;
  const known = paths.get(run);
  if (known?.key === key) return known.path;
  const path = growingPath(run.points.map((point) => placeOf(point, area)));
  paths.set(run, { key, path });
  return path;
}

const placeOf = ([x, y]: readonly [number, number], { rect, x: xScale, y: yScale }: PlotArea): Place => [
  clamp(xScale(x), rect.x - OUTSIDE, rect.x + rect.width + OUTSIDE),
  clamp(yScale(y), rect.y - OUTSIDE, rect.y + rect.height + OUTSIDE),
];

const inside = ([x, y]: Place, { x: left, y: top, width, height }: Rect): boolean =>
  x >= left && x <= left + width && y >= top && y <= top + height;

/** Every path of a race up to where it has come, the one in focus on top. */
export function Paths(props: {
  readonly stage: Stage;
  readonly runs: readonly RaceRun[];
  readonly area: PlotArea;
  readonly position: RacePosition;
  /** Index of the run in focus, and how far the others stand back: 0 not at all, 1 in the background. */
  readonly focus: number;
  readonly back: number;
}): ReactElement {
  const { stage, runs, area, position, focus, back } = props;
  const { rect } = area;
  const order = [...runs.keys()].filter((i) => i !== focus);
  if (focus < runs.length) order.push(focus);
  const drawn = order.flatMap((i) => {
    const run = runs[i];
    if (run === undefined) return [];
    const head = playhead(run, position);
    const grown = grownTo(pathOf(run, area), head.state, head.t);
    return [{ i, run, out: head.out, ...grown }];
  });
  const strength = (i: number): number => (i === focus ? 1 : 1 - 0.55 * back);
  return (
    <g>
      <Clipped area={area}>
        {drawn.map(({ i, run, d }) => {
          const dash = runDash(run.lane);
          return (
            <path
              key={run.id}
              d={d}
              fill="none"
              stroke={runColour(stage.theme, run.lane)}
              strokeWidth={i === focus ? 6 : 4.5}
              strokeLinejoin="round"
              {...(dash === '' ? {} : { strokeDasharray: dash })}
              {...(strength(i) < 1 ? { strokeOpacity: Math.round(strength(i) * 100) / 100 } : {})}
            />
          );
        })}
      </Clipped>
      {drawn.map(({ i, run, head, out }) => {
        const seen = inside(head, rect);
        const x = clamp(head[0], rect.x + 16, rect.x + rect.width - 16);
        const y = clamp(head[1], rect.y + 16, rect.y + rect.height - 16);
        const colour = runColour(stage.theme, run.lane);
        // Who has left the map waits at its edge, hollow; who is out is crossed.
        return (
          <g
            key={run.id}
            {...(strength(i) < 1 ? { opacity: Math.round((0.4 + 0.6 * strength(i)) * 100) / 100 } : {})}
          >
            <Marker
              run={run.lane}
              x={seen ? head[0] : x}
              y={seen ? head[1] : y}
              r={i === focus ? 15 : 12}
              fill={seen && !out ? colour : stage.theme.background}
              stroke={seen && !out ? stage.theme.background : colour}
              strokeWidth={3}
            />
            {out && <Cross x={seen ? head[0] : x} y={seen ? head[1] : y} r={8} colour={colour} />}
          </g>
        );
      })}
    </g>
  );
}

/** The mark of who is out. */
export function Cross(props: {
  readonly x: number;
  readonly y: number;
  readonly r: number;
  readonly colour: string;
}): ReactElement {
  const { x, y, r, colour } = props;
  const [l, t, b, s] = [x - r, y - r, y + r, x + r].map((value) => Math.round(value * 100) / 100);
  return <path d={`M${l} ${t}L${s} ${b}M${s} ${t}L${l} ${b}`} stroke={colour} strokeWidth={4} fill="none" />;
}
