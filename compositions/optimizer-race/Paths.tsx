import type { ReactElement } from 'react';
import { growingPath, grownTo } from '../../src/scene/growing-path.ts';
import type { Moment } from '../../src/scene/moment.ts';
import { Clipped } from '../../src/scene/parts/Axes.tsx';
import { each } from '../../src/scene/parts/each.tsx';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { Glow, GlowingPath } from '../../src/scene/parts/Glow.tsx';
import { Path } from '../../src/scene/parts/shapes.tsx';
import { contains, inset, type Place } from '../../src/scene/rect.ts';
import { runColour, runDash } from '../../src/scene/theme.ts';
import { clamp } from '../../src/sim/maths.ts';
import type { Point } from '../../src/sim/objectives/objective.ts';
import { rememberFor } from '../../src/sim/remember.ts';
import type { StepClock } from '../../src/story/clock.ts';
import { runner } from './Runner.tsx';
import type { MapArea } from './Surface.tsx';
import { isOut, type RaceRun } from './simulation.ts';

/** Points far outside the map are clamped to just outside: a diverging state must not put huge numbers into the markup. */
const OUTSIDE = 3000;
/** Distance between the map's edge and the marker of a run that has left it. */
const EDGE = 16;

/** Where the points of a path lie on a map. */
const placesOf = (points: readonly Point[], { rect, x, y }: MapArea): readonly Place[] =>
  points.map(([px = 0, py = 0]) => [
    clamp(x(px), rect.x - OUTSIDE, rect.x + rect.width + OUTSIDE),
    clamp(y(py), rect.y - OUTSIDE, rect.y + rect.height + OUTSIDE),
  ]);

const pathOf = rememberFor(
  ({ points }: RaceRun, area: MapArea) => growingPath(placesOf(points, area)),
  ({ key }) => key,
);

/** Path data through points on a map. */
export const trail = (points: readonly Point[], area: MapArea): string =>
  growingPath(placesOf(points, area)).d;

/** Runs with their indices, the one in focus last so that it is drawn on top. */
export const focusLast = (runs: readonly RaceRun[], focus: number): readonly (readonly [number, RaceRun])[] =>
  [...runs.entries()].sort(([a], [b]) => Number(a === focus) - Number(b === focus));

/** How paths are drawn. */
interface PathStyle {
  /** Index of the run in focus, drawn on top with a glow. */
  readonly focus?: number;
  /** How much the runs not in focus are toned down, 0 to 1. */
  readonly back?: number;
  /** Size of markers and lines, 1 on a large map. */
  readonly size?: number;
  /** Unique in the frame. */
  readonly id?: string;
}

/** Every path of a race up to its current point. */
export function paths(
  m: Moment,
  clock: StepClock,
  runs: readonly RaceRun[],
  area: MapArea,
  { focus = -1, back = 0, size = 1, id = 'paths' }: PathStyle = {},
): ReactElement {
  const { rect } = area;
  const drawn = focusLast(runs, focus).map(([i, run]) => {
    const head = m.head(clock, run.points.length);
    return {
      run,
      strength: i === focus ? 1 : 1 - 0.55 * back,
      out: isOut(run, head.done),
      focused: i === focus,
      ...grownTo(pathOf(run, area), head.step, head.t),
    };
  });
  const edge = inset(rect, EDGE);
  return (
    <g>
      <Clipped id={`${m.part.id}-${id}`} rect={rect}>
        <g strokeLinejoin="round">
          {each(drawn, ({ run: { lane }, focused, strength, d }) => {
            const stroke = runColour(m.stage.theme, lane);
            if (focused) return <GlowingPath d={d} stroke={stroke} width={size * 6} />;
            return (
              <Path d={d} stroke={stroke} width={size * 4.5} dash={runDash(lane)} strokeOpacity={strength} />
            );
          })}
        </g>
      </Clipped>
      {each(drawn, ({ run, focused, strength, head, out }) => {
        // Runs that have left the map are shown hollow at its edge.
        const [x, y] = head;
        const hollow = !contains(rect, head);
        const kept = [clamp(x, edge.x, edge.x + edge.width), clamp(y, edge.y, edge.y + edge.height)] as const;
        const at = hollow ? kept : head;
        return (
          <Fade in={0.4 + 0.6 * strength}>
            {focused && <Glow at={at} r={16 * size} colour={runColour(m.stage.theme, run.lane)} />}
            {runner(m, run, at, size * (focused ? 16 : 12), { hollow, out })}
          </Fade>
        );
      })}
    </g>
  );
}
