import type { ReactElement } from 'react';
import { growingPath, grownTo } from '../../src/scene/growing-path.ts';
import type { Moment } from '../../src/scene/moment.ts';
import { Clipped, type PlotArea } from '../../src/scene/parts/Axes.tsx';
import { each } from '../../src/scene/parts/each.tsx';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { Path } from '../../src/scene/parts/shapes.tsx';
import { contains, inset } from '../../src/scene/rect.ts';
import { runColour, runDash } from '../../src/scene/theme.ts';
import { clamp } from '../../src/sim/maths.ts';
import { rememberFor } from '../../src/sim/remember.ts';
import { runner } from './Runner.tsx';
import { isOut, type RaceRun } from './simulation.ts';
import type { RacePart } from './story.ts';

/** Points far outside the map are clamped to just outside: a diverging state must not put huge numbers into the markup. */
const OUTSIDE = 3000;
/** Distance between the map's edge and the marker of a run that has left it. */
const EDGE = 16;

const pathOf = rememberFor(
  ({ points }: RaceRun, { rect, x, y }: PlotArea) =>
    growingPath(
      points.map(
        (point) =>
          [
            clamp(x(point[0]), rect.x - OUTSIDE, rect.x + rect.width + OUTSIDE),
            clamp(y(point[1]), rect.y - OUTSIDE, rect.y + rect.height + OUTSIDE),
          ] as const,
      ),
    ),
  ({ rect }) => JSON.stringify(rect),
);

/** Runs with their indices, the one in focus last so that it is drawn on top. */
export const focusLast = (runs: readonly RaceRun[], focus: number): readonly (readonly [number, RaceRun])[] =>
  [...runs.entries()].sort(([a], [b]) => Number(a === focus) - Number(b === focus));

/**
 * Every path of a race up to its current point.
 *
 * @param back how much the runs not in focus are toned down, 0 to 1
 */
export function paths(
  m: Moment,
  { clock }: RacePart<'race'>,
  runs: readonly RaceRun[],
  area: PlotArea,
  focus: number,
  back: number,
): ReactElement {
  const { rect } = area;
  const drawn = focusLast(runs, focus).map(([i, run]) => {
    const head = m.head(clock, run.points.length);
    const strength = i === focus ? 1 : 1 - 0.55 * back;
    return {
      run,
      strength,
      out: isOut(run, head.done),
      focused: i === focus,
      ...grownTo(pathOf(run, area), head.step, head.t),
    };
  });
  const edge = inset(rect, EDGE);
  return (
    <g>
      <Clipped id="paths" rect={rect}>
        <g strokeLinejoin="round">
          {each(drawn, ({ run: { lane }, focused, strength, d }) => (
            <Path
              d={d}
              stroke={runColour(m.stage.theme, lane)}
              width={focused ? 6 : 4.5}
              dash={runDash(lane)}
              strokeOpacity={strength}
            />
          ))}
        </g>
      </Clipped>
      {each(drawn, ({ run, focused, strength, head, out }) => {
        // Runs that have left the map are shown hollow at its edge.
        const [x, y] = head;
        const hollow = !contains(rect, head);
        const kept = [clamp(x, edge.x, edge.x + edge.width), clamp(y, edge.y, edge.y + edge.height)] as const;
        return (
          <Fade in={0.4 + 0.6 * strength}>
            {runner(m, run, hollow ? kept : head, focused ? 15 : 12, { hollow, out })}
          </Fade>
        );
      })}
    </g>
  );
}
