import type { ReactElement } from 'react';
import { clamp } from '../../sim/maths.ts';
import { type FrameRange, progress } from '../../story/clock.ts';
import { easeInOut } from '../../story/ease.ts';
import { mixRect, type Place, type Rect } from '../rect.ts';
import type { Stage } from '../stage.ts';
import type { Colour } from '../theme.ts';
import { each } from './each.tsx';
import { Fade } from './Fade.tsx';
import { Dot, Line } from './shapes.tsx';

/** Something that a point stands for. */
export interface Callout {
  /** The point's place, now, and where its picture ends up. */
  readonly at: Place;
  readonly to: Rect;
  readonly colour: Colour;
  /** Draws the picture in a rectangle. @param grown how far it has come out, 0 … 1 */
  readonly draw: (rect: Rect, grown: number) => ReactElement;
}

/** Share of the time that one takes to come out of its point. */
const EACH = 0.45;

/** Where a line from the middle of a rectangle to a place leaves it. */
function edgeOf({ x, y, width, height }: Rect, [px, py]: Place): Place {
  const [cx, cy] = [x + width / 2, y + height / 2];
  const reach = Math.max(Math.abs(px - cx) / (width / 2), Math.abs(py - cy) / (height / 2), 1);
  return [cx + (px - cx) / reach, cy + (py - cy) / reach];
}

/**
 * Pictures come out of points, one after the other, to their places; lines tie them to their points.
 *
 * @param props.range frames in which they come out
 * @param props.tied opacity of the lines; @param props.marked opacity of the points with them
 */
export function Callouts(props: {
  readonly stage: Stage;
  readonly frame: number;
  readonly range: FrameRange;
  readonly callouts: readonly Callout[];
  readonly tied?: number;
  readonly marked?: number;
}): ReactElement {
  const { stage, frame, range, callouts, tied = 1, marked = 1 } = props;
  const out = progress(range, frame);
  return each(callouts, ({ at, to, colour, draw }, i) => {
    const turn = ((1 - EACH) * i) / Math.max(1, callouts.length - 1);
    const grown = easeInOut(clamp((out - turn) / EACH, 0, 1));
    if (grown === 0) return null;
    const rect = mixRect({ x: at[0] - 4, y: at[1] - 4, width: 8, height: 8 }, to, grown);
    return (
      <Fade in={Math.min(1, 4 * grown)}>
        <Fade in={marked}>
          <Line from={edgeOf(rect, at)} to={at} stroke={colour} width={2.5} strokeOpacity={0.75 * tied} />
          <Dot at={at} r={11} fill={colour} stroke={stage.theme.text} width={3} />
        </Fade>
        {draw(rect, grown)}
      </Fade>
    );
  });
}
