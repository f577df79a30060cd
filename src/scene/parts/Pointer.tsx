import type { ReactElement } from 'react';
import { lerp } from '../../sim/maths.ts';
import { type FrameRange, progress } from '../../story/clock.ts';
import { easeOut } from '../../story/ease.ts';
import type { Place, Rect } from '../rect.ts';
import type { Stage } from '../stage.ts';
import { Box, Dot } from './shapes.tsx';
import { text, textWidth } from './Text.tsx';

/** Height of a tag, and the space before and after its words. */
const HEIGHT = 48;
const PAD = 16;

/**
 * A name beside a place, on a ground of its own: to its right and above it, on the other side where there is no room.
 *
 * @param props.away distance from the place
 * @param props.within the rectangle that it stays in
 * @param props.shown opacity, 0 … 1
 */
export function Tag(props: {
  readonly stage: Stage;
  readonly at: Place;
  readonly words: string;
  readonly away: number;
  readonly within: Rect;
  readonly shown?: number;
}): ReactElement {
  const { stage, at, words, away, within, shown = 1 } = props;
  const [x, y] = at;
  const width = textWidth(stage, words, { bold: true }) + 2 * PAD;
  const right = x + away + width < within.x + within.width;
  const above = y - away - 30 > within.y;
  const rect = {
    x: right ? x + away : x - away - width,
    y: above ? y - away - 30 : y + away - 18,
    width,
    height: HEIGHT,
  };
  return (
    <g>
      <Box rect={rect} rx={12} fill={stage.theme.background} opacity={0.8 * shown} />
      {text(stage, words, [rect.x + PAD, rect.y + 35], { bold: true, opacity: shown })}
    </g>
  );
}

/** A ring that spreads from a place at an event and fades. @param props.r its radius at first and at last */
export function Pulse(props: {
  readonly stage: Stage;
  readonly frame: number;
  readonly range: FrameRange;
  readonly at: Place;
  readonly r: readonly [first: number, last: number];
}): ReactElement | null {
  const { stage, frame, range, at, r } = props;
  const spread = progress(range, frame);
  if (spread === 0 || spread === 1) return null;
  return (
    <Dot
      at={at}
      r={lerp(r[0], r[1], easeOut(spread))}
      stroke={stage.theme.focus}
      width={5}
      opacity={1 - spread}
    />
  );
}
