import type { ReactElement } from 'react';
import type { DescentTrace, RateRun } from '../../sim/descents.ts';
import { integerPower } from '../../sim/maths.ts';
import { doubleWellCurvature, doubleWellValue } from '../../sim/objectives/double-well.ts';
import type { StepClock } from '../../story/clock.ts';
import { type Playhead, playheadAt } from '../../story/playhead.ts';
import { polyline, sample } from '../curve.ts';
import { alongHop, hop } from '../hop.ts';
import type { Moment } from '../moment.ts';
import { Clipped } from '../parts/Axes.tsx';
import { HopTrail } from '../parts/HopTrail.tsx';
import type { CurveArea, CurveWindow } from '../parts/LossCurve.tsx';
import { Dot, Path } from '../parts/shapes.tsx';
import { inset, nearest, type Place } from '../rect.ts';
import { linearScale } from '../scale.ts';

/** How far from the minimum the ball on the parabola begins, as a share of what is seen, and how far outside it is drawn. */
const [GHOST, GHOST_ROOM] = [0.13, 2000];

/** How far a dip is seen to both sides when the camera is on it, relative to how far the run still swings. */
const SIDES = 2.2;
const LEAST_SIDE = 0.3;

/** The window around the minimum that a run cannot settle in. */
export function dipWindow(
  { params: { objective } }: DescentTrace,
  { points }: RateRun,
  minimum: number,
): CurveWindow {
  const swing = Math.max(...points.slice(-4).map(([x]) => Math.abs(x - minimum)));
  const side = Math.max(LEAST_SIDE, SIDES * swing);
  const floor = doubleWellValue(objective, minimum);
  const height = 0.5 * doubleWellCurvature(objective, minimum) * side * side;
  return { x: [minimum - side, minimum + side], loss: [floor - 0.25 * height, floor + height] };
}

/** The parabola with the slope and the curvature that the landscape has in a minimum. */
export function parabola(
  m: Moment,
  { params: { objective } }: DescentTrace,
  minimum: number,
  area: CurveArea,
): ReactElement {
  const floor = doubleWellValue(objective, minimum);
  const half = 0.5 * doubleWellCurvature(objective, minimum);
  const places = sample((x) => floor + half * (x - minimum) * (x - minimum), area.domain, 81, area.x, area.y);
  const within = places.filter(([, y]) => y >= area.rect.y - 40);
  return (
    <Clipped id="parabola" rect={area.rect}>
      <Path d={polyline(within)} stroke={m.stage.theme.focus} width={4} dash="14 10" />
    </Clipped>
  );
}

/** A ball on that parabola from a frame on, which takes its steps with the run: each lands η L″ − 1 times as far off, to the other side. */
export function ghost(
  m: Moment,
  { clock, from }: { readonly clock: StepClock; readonly from: number },
  trace: DescentTrace,
  run: RateRun,
  head: Playhead,
  area: CurveArea,
): ReactElement {
  const { objective } = trace.params;
  const minimum = run.verdict.minimum ?? 0;
  const floor = doubleWellValue(objective, minimum);
  const curvature = doubleWellCurvature(objective, minimum);
  const first = playheadAt(clock, from, run.points.length).done;
  const begin = GHOST * (area.domain[1] - minimum);
  const height = (x: number): number => area.y(floor + 0.5 * curvature * (x - minimum) * (x - minimum));
  const state = (k: number): Place => {
    const x = minimum + begin * integerPower(1 - run.learningRate * curvature, k);
    return nearest(inset(area.rect, -GHOST_ROOM), [area.x(x), height(x)]);
  };
  const scale = linearScale([area.rect.x, area.rect.x + area.rect.width], area.domain);
  const jump = (k: number) => hop(state(k), state(k + 1), (sx) => height(scale(sx)));
  const done = Math.max(0, head.done - first);
  const moving = head.t > 0 && head.t < 1 && head.step >= first;
  const place = moving ? alongHop(jump(head.step - first), head.t) : state(done);
  const colour = m.stage.theme.focus;
  return (
    <Clipped id="ghost" rect={area.rect}>
      <HopTrail
        run={0}
        done={done}
        state={state}
        hop={jump}
        age={moving ? head.t : 0}
        colour={colour}
        r={8}
      />
      <Dot at={place} r={20} fill={m.stage.theme.background} stroke={colour} width={5} />
    </Clipped>
  );
}
