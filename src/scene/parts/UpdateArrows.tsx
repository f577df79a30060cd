import type { ReactElement } from 'react';
import { lerp } from '../../sim/maths.ts';
import type { UpdateParts } from '../../sim/optimizers/optimizer.ts';
import { px } from '../px.ts';
import type { Place } from '../rect.ts';
import type { Stage } from '../stage.ts';
import type { Colour } from '../theme.ts';
import { Arrow } from './Arrow.tsx';

type Vector = readonly [x: number, y: number];

/** An update of two parameters as it is drawn: x to the right, y upwards, the longest part of length 1. */
export interface UpdateSketch {
  /** Against the gradient, from the centre. */
  readonly gradient: Vector;
  /** Contribution of earlier gradients, from the gradient's tip; `null` if there is none. */
  readonly memory: Vector | null;
  /** Learning rate of each axis relative to the larger one; `null` if they are equal by design. */
  readonly rates: Vector | null;
  /** The resulting step; only its direction if the axes have rates of their own. */
  readonly step: Vector;
}

const vector = (of: (axis: 0 | 1) => number): Vector => [of(0), of(1)];
const lengthOf = ([x, y]: Vector): number => Math.sqrt(x * x + y * y);
/** A part relative to a length; none if there is no length. */
const relative = (part: Vector, length: number): Vector =>
  vector((axis) => (length > 0 ? part[axis] / length : 0));

/** The parts of an update as arrows of comparable length. */
export function sketchOf({ gradient, memory, rates, decay }: UpdateParts): UpdateSketch {
  const most = Math.max(...rates, Number.MIN_VALUE);
  const even = rates.every((rate) => rate === rates[0]);
  const share = vector((axis) => (rates[axis] ?? 0) / most);
  const down = vector((axis) => -(gradient[axis] ?? 0));
  const coasting = vector((axis) => -(memory?.[axis] ?? 0));
  const sum = vector((axis) => down[axis] + coasting[axis]);
  const step = vector((axis) => share[axis] * sum[axis] - (decay?.[axis] ?? 0) / most);
  const longest = Math.max(...[down, sum, step].map(lengthOf));
  return {
    gradient: relative(down, longest),
    memory: memory === null ? null : relative(coasting, longest),
    rates: even ? null : share,
    // Beside a gradient across a steep axis the step would be too short to be seen: then only its direction counts.
    step: relative(step, even ? longest : lengthOf(step)),
  };
}

/** The sketch at a fraction of the way from one to another. */
export function mixSketch(from: UpdateSketch, to: UpdateSketch, t: number): UpdateSketch {
  const mixed = (a: Vector, b: Vector): Vector => vector((axis) => lerp(a[axis], b[axis], t));
  return {
    gradient: mixed(from.gradient, to.gradient),
    memory: to.memory && mixed(from.memory ?? [0, 0], to.memory),
    rates: to.rates && mixed(from.rates ?? [1, 1], to.rates),
    step: mixed(from.step, to.step),
  };
}

/** The unit circle of directions, scaled by the rate of each axis. */
export const RateOval = (props: {
  readonly at: Place;
  readonly rx: number;
  readonly ry: number;
  readonly colour: Colour;
}): ReactElement => (
  <ellipse
    cx={px(props.at[0])}
    cy={px(props.at[1])}
    rx={px(props.rx)}
    ry={px(props.ry)}
    fill={props.colour}
    fillOpacity={0.16}
    stroke={props.colour}
    strokeWidth={2.5}
  />
);

/**
 * One update broken down at the place where it is made: against the gradient, then along the memory of earlier gradients,
 * the rates of the axes, and the resulting step.
 *
 * @param props.radius length of the longest arrow
 * @param props.colour of the step
 */
export function UpdateArrows(props: {
  readonly stage: Stage;
  readonly at: Place;
  readonly radius: number;
  readonly sketch: UpdateSketch;
  readonly colour: Colour;
}): ReactElement {
  const { at, radius, colour } = props;
  const { gradient, memory, rates, step } = props.sketch;
  const { theme } = props.stage;
  const place = ([x, y]: Vector): Place => [at[0] + x * radius, at[1] - y * radius];
  const sum = place([gradient[0] + (memory?.[0] ?? 0), gradient[1] + (memory?.[1] ?? 0)]);
  const thick = Math.max(5, radius * 0.04);
  return (
    <g>
      {rates && (
        <RateOval
          at={at}
          rx={Math.max(rates[0] * radius, 2)}
          ry={Math.max(rates[1] * radius, 2)}
          colour={theme.quiet}
        />
      )}
      <Arrow from={at} to={place(step)} colour={colour} width={thick * 2.4} />
      <Arrow from={at} to={place(gradient)} colour={theme.gradient} width={thick} />
      {memory && <Arrow from={place(gradient)} to={sum} colour={theme.curve} width={thick} />}
    </g>
  );
}
