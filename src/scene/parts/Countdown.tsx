import type { ReactElement } from 'react';
import { cosPi } from '../../sim/maths.ts';
import { type FrameRange, progress } from '../../story/clock.ts';
import type { Moment } from '../moment.ts';
import { px } from '../px.ts';
import type { Place } from '../rect.ts';
import { SIZE } from '../stage.ts';
import { Fade } from './Fade.tsx';
import { Dot, Path } from './shapes.tsx';

/** Frames in which it comes and goes. */
const FADE = 6;

/** The place on a circle at a share of a turn, clockwise from the top. */
const onCircle = ([x, y]: Place, r: number, turn: number): Place => [
  x + r * cosPi(2 * turn - 0.5),
  y - r * cosPi(2 * turn),
];

/** A question mark in a ring that runs down while there is time to think. */
export function Countdown(props: {
  readonly m: Moment;
  readonly at: Place;
  readonly r: number;
  readonly range: FrameRange;
}): ReactElement | null {
  const { m, at, r, range } = props;
  const { theme } = m.stage;
  const shown = Math.min((m.frame - range.start + FADE) / FADE, (range.end + FADE - m.frame) / FADE, 1);
  if (shown <= 0) return null;
  const left = 1 - progress(range, m.frame);
  const [from, to] = [onCircle(at, r, 1 - left), onCircle(at, r, 1)];
  const arc = `M${px(from[0])} ${px(from[1])}A${px(r)} ${px(r)} 0 ${left > 0.5 ? 1 : 0} 1 ${px(to[0])} ${px(to[1])}`;
  return (
    <Fade in={shown}>
      <Dot at={at} r={r} fill={theme.background} stroke={theme.line} width={5} />
      {left > 0.003 && left < 0.997 && <Path d={arc} stroke={theme.focus} width={9} round />}
      {m.text('?', [at[0], at[1] + SIZE.heading * 0.36], {
        size: SIZE.heading,
        bold: true,
        anchor: 'middle',
      })}
    </Fade>
  );
}
