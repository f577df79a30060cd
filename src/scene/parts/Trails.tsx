import type { ReactElement } from 'react';
import type { Point } from '../../sim/objectives/objective.ts';
import { rememberFor } from '../../sim/remember.ts';
import type { StepClock } from '../../story/clock.ts';
import { growingPath, grownTo } from '../growing-path.ts';
import type { Moment } from '../moment.ts';
import { contains, inset, nearest, type Place } from '../rect.ts';
import { runColour, runDash } from '../theme.ts';
import { Clipped } from './Axes.tsx';
import { each } from './each.tsx';
import { Fade } from './Fade.tsx';
import { Glow, GlowingPath } from './Glow.tsx';
import { RunMarker } from './Marker.tsx';
import type { MapArea } from './SurfaceMap.tsx';
import { Path } from './shapes.tsx';
import { TrailNames } from './TrailNames.tsx';

/** A run on a map. */
export interface Trailed {
  /** Determines its colour, marker and dash. */
  readonly lane: number;
  readonly points: readonly Point[];
  /** The first state from which on its marker is crossed out; `null` for none. */
  readonly outSince: number | null;
  /** Its name, where names are shown. */
  readonly label?: string;
}

/** Points far outside the map are drawn just outside: a diverging state must not put huge numbers into the markup. */
const OUTSIDE = 3000;
/** Distance between the map's edge and the marker of a run that has left it. */
const EDGE = 16;

/** The path through points on a map. */
const pathThrough = (points: readonly Point[], { rect, x, y }: MapArea) =>
  growingPath(points.map(([px = 0, py = 0]) => nearest(inset(rect, -OUTSIDE), [x(px), y(py)])));

/** Path data through points on a map. */
export const trail = (points: readonly Point[], area: MapArea): string => pathThrough(points, area).d;

/** The path of a run on a map. */
export const pathOf = rememberFor(pathThrough, ({ key }) => key);

/** Things with their indices, the one in focus last so that it is drawn on top. */
export const focusLast = <T,>(things: readonly T[], focus: number): readonly (readonly [number, T])[] =>
  [...things.entries()].sort(([a], [b]) => Number(a === focus) - Number(b === focus));

/**
 * Runs on a map of a surface, each up to where it is at the moment, with its marker; hollow at the map's edge for one that
 * has left it.
 *
 * @param props.id unique in the frame
 * @param props.focus index of the run that is drawn on top with a glow
 * @param props.back how much the others are toned down, 0 to 1
 * @param props.size of markers and lines, 1 on a large map
 * @param props.named how much each run has its name beside it, the one in focus first of all; 0 to 1
 */
export function Trails(props: {
  readonly m: Moment;
  readonly id: string;
  readonly area: MapArea;
  readonly clock: StepClock;
  readonly runs: readonly Trailed[];
  readonly focus?: number;
  readonly back?: number;
  readonly size?: number;
  readonly named?: number;
}): ReactElement {
  const { m, id, area, clock, runs, focus = -1, back = 0, size = 1, named = 0 } = props;
  const drawn = focusLast(runs, focus).map(([i, { lane, points, outSince, label = '' }]) => {
    const { step, t, done } = m.head(clock, points.length);
    return {
      lane,
      label,
      colour: runColour(m.stage.theme, lane),
      focused: i === focus,
      strength: i === focus ? 1 : 1 - 0.55 * back,
      out: outSince !== null && done >= outSince,
      ...grownTo(pathOf(points, area), step, t),
    };
  });
  return (
    <g>
      <Clipped id={id} rect={area.rect}>
        <g strokeLinejoin="round">
          {each(drawn, ({ lane, colour, focused, strength, d }) =>
            focused ? (
              <GlowingPath d={d} stroke={colour} width={size * 6} />
            ) : (
              <Path d={d} stroke={colour} width={size * 4.5} dash={runDash(lane)} strokeOpacity={strength} />
            ),
          )}
        </g>
      </Clipped>
      {each(drawn, ({ lane, colour, focused, strength, head, out }) => {
        const hollow = !contains(area.rect, head);
        const at: Place = hollow ? nearest(inset(area.rect, EDGE), head) : head;
        const r = size * (focused ? 16 : 12);
        return (
          <Fade in={0.4 + 0.6 * strength}>
            {focused && <Glow at={at} r={16 * size} colour={colour} />}
            <RunMarker stage={m.stage} run={lane} at={at} r={r} hollow={hollow} out={out} />
          </Fade>
        );
      })}
      {named > 0 && (
        <Fade in={named}>
          <TrailNames
            stage={m.stage}
            names={drawn.map(({ label: words, head: at, focused, strength }, i) => ({
              ...{ words, at, strength },
              rank: focused ? drawn.length : i,
            }))}
            within={area.rect}
          />
        </Fade>
      )}
    </g>
  );
}
