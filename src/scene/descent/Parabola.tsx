import type { ReactElement } from 'react';
import type { DescentTrace, RateRun } from '../../sim/descents.ts';
import { integerPower } from '../../sim/maths.ts';
import { doubleWellCurvature, doubleWellValue } from '../../sim/objectives/double-well.ts';
import type { StepClock } from '../../story/clock.ts';
import { throwsOf } from '../../story/descent/commentary.ts';
import { fixed } from '../../story/numbers.ts';
import { playheadAt } from '../../story/playhead.ts';
import { polyline, sample } from '../curve.ts';
import { alongHop, hop } from '../hop.ts';
import type { Moment } from '../moment.ts';
import { Arrow } from '../parts/Arrow.tsx';
import { Clipped } from '../parts/Axes.tsx';
import { HopTrail } from '../parts/HopTrail.tsx';
import type { CurveArea, CurveWindow } from '../parts/LossCurve.tsx';
import { Dot, Line, Path } from '../parts/shapes.tsx';
import type { Place } from '../rect.ts';
import { linearScale } from '../scale.ts';
import { type Colour, runColour } from '../theme.ts';

/** How far a dip is seen to both sides when the camera is on it, relative to how far the run still swings. */
const SIDES = 2.2;
const LEAST_SIDE = 0.3;
/** How far from the minimum a ball on the parabola begins, as a share of what is seen. */
const BEGIN = 0.36;
/** Rows below the dip in which lengths are marked, as shares of the space there. */
const ROWS = [0.24, 0.72] as const;

/** The window around the minimum that a run cannot settle in, with space below it. */
export function dipWindow(
  { params: { objective } }: DescentTrace,
  { points }: RateRun,
  minimum: number,
): CurveWindow {
  const swing = Math.max(...points.slice(-4).map(([x]) => Math.abs(x - minimum)));
  const side = Math.max(LEAST_SIDE, SIDES * swing);
  const floor = doubleWellValue(objective, minimum);
  const height = 0.5 * doubleWellCurvature(objective, minimum) * side * side;
  return { x: [minimum - side, minimum + side], loss: [floor - 0.32 * height, floor + height] };
}

/** The parabola with the slope and the curvature that the landscape has in a minimum, and the line below that minimum. */
export function parabola(m: Moment, trace: DescentTrace, minimum: number, area: CurveArea): ReactElement {
  const height = heightOn(trace, minimum);
  const within = sample(height, area.domain, 81, area.x, area.y).filter(([, y]) => y >= area.rect.y - 40);
  const x = area.x(minimum);
  return (
    <Clipped id="parabola" rect={area.rect}>
      <Path d={polyline(within)} stroke={parabolaColour(m, trace)} width={5} dash="14 10" />
      <Line
        from={[x, area.y(height(minimum))]}
        to={[x, area.rect.y + area.rect.height]}
        stroke={m.stage.theme.quiet}
        dash="4 8"
        width={3}
      />
    </Clipped>
  );
}

const parabolaColour = ({ stage }: Moment, { runs }: DescentTrace): Colour =>
  runColour(stage.theme, runs.length);

const heightOn = ({ params: { objective } }: DescentTrace, minimum: number) => {
  const floor = doubleWellValue(objective, minimum);
  const half = 0.5 * doubleWellCurvature(objective, minimum);
  return (x: number): number => floor + half * (x - minimum) * (x - minimum);
};

/** A length below the dip, as an arrow from one x to another. @param right whether its words are at the right end */
function length(
  m: Moment,
  { x, y, rect }: CurveArea,
  floor: number,
  row: 0 | 1,
  [from, to]: readonly [number, number],
  words: string,
  colour: Colour,
  right: boolean,
): ReactElement {
  const bottom = rect.y + rect.height;
  const at = y(floor) + ROWS[row] * (bottom - y(floor));
  const end = (right ? Math.max : Math.min)(x(from), x(to));
  return (
    <g>
      <Arrow from={[x(from), at]} to={[x(to), at]} colour={colour} width={8} />
      {m.text(words, [end + (right ? 16 : -16), at + 12], {
        bold: true,
        fill: colour,
        anchor: right ? 'start' : 'end',
      })}
    </g>
  );
}

/**
 * A ball on the parabola that goes by a rate: each step is η L″ times as long as its distance to the bottom, and so is the
 * arrow below it, beside that distance.
 */
export function ghost(
  m: Moment,
  trace: DescentTrace,
  minimum: number,
  area: CurveArea,
  { rate, clock, colour }: { readonly rate: number; readonly clock: StepClock; readonly colour: Colour },
): ReactElement {
  const factor = rate * doubleWellCurvature(trace.params.objective, minimum);
  const height = heightOn(trace, minimum);
  const begin = BEGIN * (area.domain[1] - minimum);
  const place = (x: number): Place => [area.x(x), area.y(height(x))];
  const state = (k: number): Place => place(minimum + begin * integerPower(1 - factor, k));
  const scale = linearScale([area.rect.x, area.rect.x + area.rect.width], area.domain);
  const jump = (k: number) => hop(state(k), state(k + 1), (sx) => area.y(height(scale(sx))));
  const head = playheadAt(clock, m.frame);
  const moving = head.t > 0 && head.t < 1;
  const first = head.step === 0 ? head.t : 1;
  const floor = height(minimum);
  const from = minimum + begin;
  return (
    <g>
      <Clipped id="ghost" rect={area.rect}>
        <HopTrail
          run={0}
          done={head.done}
          state={state}
          hop={jump}
          age={moving ? head.t : 0}
          colour={colour}
          r={8}
        />
        <Dot
          at={moving ? alongHop(jump(head.step), head.t) : state(head.done)}
          r={20}
          fill={m.stage.theme.background}
          stroke={colour}
          width={6}
        />
      </Clipped>
      {length(m, area, floor, 0, [minimum, from], m.say('distance'), parabolaColour(m, trace), true)}
      {first > 0 &&
        length(
          m,
          area,
          floor,
          1,
          [from, from - factor * begin * first],
          `${fixed(factor, Math.abs(factor - 2) < 1e-9 ? 0 : 2)} ×`,
          colour,
          false,
        )}
    </g>
  );
}

/** How far the run itself is thrown from its last place on either side, as many times the distance from there. */
export function throws(
  m: Moment,
  trace: DescentTrace,
  index: number,
  minimum: number,
  area: CurveArea,
): ReactElement | null {
  const run = trace.runs[index];
  const thrown = run === undefined ? null : throwsOf(run);
  if (run === undefined || thrown === null) return null;
  const [left = 0, right = 0] = run.points
    .slice(-2)
    .map(([x]) => x)
    .toSorted((a, b) => a - b);
  const colour = runColour(m.stage.theme, index);
  const floor = doubleWellValue(trace.params.objective, minimum);
  return (
    <g>
      {length(m, area, floor, 0, [right, left], `${fixed(thrown.right, 2)} ×`, colour, true)}
      {length(m, area, floor, 1, [left, right], `${fixed(thrown.left, 2)} ×`, colour, false)}
    </g>
  );
}
