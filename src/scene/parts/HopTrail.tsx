import type { ReactElement } from 'react';
import { clamp, integerPower } from '../../sim/maths.ts';
import { type Hop, hopPath } from '../hop.ts';
import { px } from '../px.ts';
import type { Place } from '../rect.ts';
import { each } from './each.tsx';
import { Marker } from './Marker.tsx';

/** Number of past states marked behind the ball, and of past jumps drawn. */
const MARKS = 48;
const HOPS = 5;

/** Opacity of something `age` steps old; ages may be fractional, so that marks fade smoothly. */
function fade(age: number, keep: number, weakest: number): number {
  const whole = Math.floor(age);
  const now = integerPower(keep, whole);
  return clamp(now + (now * keep - now) * (age - whole), weakest, 1);
}

/**
 * The ball's history: a mark for each state and the last few jumps, older ones fainter.
 *
 * @param props.done number of states left behind
 * @param props.state the position of a state
 * @param props.hop the jump from a state to the next
 * @param props.age fraction of the current jump that is done, 0 while the ball rests: its trace grows and marks fade with it
 */
export function HopTrail(props: {
  readonly run: number;
  readonly done: number;
  readonly state: (step: number) => Place;
  readonly hop: (step: number) => Hop;
  readonly age: number;
  readonly colour: string;
  readonly r: number;
}): ReactElement {
  const { run, done, state, hop, age, colour, r } = props;
  const last = (count: number): readonly number[] =>
    Array.from({ length: Math.min(done, count) }, (_, i) => done - Math.min(done, count) + i);
  return (
    <g>
      <g fill="none" stroke={colour} strokeWidth={3} strokeLinecap="round">
        {each(last(HOPS), (step) => {
          const strength = 0.6 * fade(age + done - 1 - step, 0.55, 0);
          return strength < 0.03 ? null : <path d={hopPath(hop(step))} strokeOpacity={px(strength)} />;
        })}
        {age > 0 && <path d={hopPath(hop(done), age)} strokeOpacity={0.6} />}
      </g>
      {each(last(MARKS), (step) => (
        <Marker
          run={run}
          at={state(step)}
          r={r}
          fill={colour}
          opacity={0.85 * fade(age + done - 1 - step, 0.86, 0.18)}
        />
      ))}
    </g>
  );
}
