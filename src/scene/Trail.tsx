import type { ReactElement } from 'react';
import { clamp, integerPower } from '../sim/maths.ts';
import type { Place } from './curve.ts';
import { type Hop, hopPath } from './hop.ts';
import { Marker } from './Marker.tsx';
import { px } from './px.ts';

/** States that keep a mark behind the ball. */
export const TRAIL_LENGTH = 48;
/** Jumps that stay drawn behind the ball. */
export const TRAIL_HOPS = 5;

/** How strongly something `age` steps old is still drawn; ages may be fractions, so that marks fade smoothly. */
function fade(age: number, keep: number, least: number): number {
  const whole = Math.floor(age);
  const now = integerPower(keep, whole);
  return clamp(now + (now * keep - now) * (age - whole), least, 1);
}

/**
 * Where the ball has been: a mark for each state and the last few jumps, older ones fainter.
 *
 * @param props.places the states passed, oldest first
 * @param props.hops the jumps between them, oldest first
 * @param props.current the jump the ball is on, if it is on one; its trace grows behind the ball
 * @param props.age the share of that jump that is done: marks fade with it
 */
export function Trail(props: {
  readonly run: number;
  readonly places: readonly Place[];
  readonly hops: readonly Hop[];
  readonly current: Hop | null;
  readonly age: number;
  readonly colour: string;
  readonly r: number;
}): ReactElement {
  const { run, places, hops, current, age, colour, r } = props;
  const marks = places.slice(-TRAIL_LENGTH);
  const jumps = hops.slice(-TRAIL_HOPS);
  return (
    <g>
      <g fill="none" stroke={colour} strokeWidth={3} strokeLinecap="round">
        {jumps.map((jump, i) => {
          const strength = 0.6 * fade(age + jumps.length - 1 - i, 0.55, 0);
          return strength < 0.03 ? null : (
            <path
              key={`${jump.from.join()}-${jump.to.join()}-${i - jumps.length}`}
              d={hopPath(jump)}
              strokeOpacity={px(strength)}
            />
          );
        })}
        {current !== null && <path d={hopPath(current, age)} strokeOpacity={0.6} />}
      </g>
      {marks.map(([x, y], i) => (
        <Marker
          key={`${places.length - marks.length + i}`}
          run={run}
          x={x}
          y={y}
          r={r}
          fill={colour}
          opacity={0.85 * fade(age + marks.length - 1 - i, 0.86, 0.18)}
        />
      ))}
    </g>
  );
}
