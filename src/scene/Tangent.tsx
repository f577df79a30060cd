import type { ReactElement } from 'react';
import { clamp } from '../sim/maths.ts';
import { Arrow } from './Arrow.tsx';
import type { Place } from './curve.ts';
import { px } from './px.ts';
import type { Rect } from './stage.ts';

/** Length of the downhill end: short, so that it stays clear of what is written below the curve. */
const DOWNHILL = 56;
/** Length of the uphill end of a level line, and how much a steep slope adds to it. */
const LEVEL = 56;
const STEEP = 100;
/** The arrow keeps its head this far inside the picture. */
const INSIDE = 14;

/**
 * The slope at a place as a line through it, with an arrow at its uphill end that is longer the steeper it is; a
 * level line has no arrow.
 *
 * @param props.slope rise in scene units per scene unit to the right, upwards positive
 * @param props.steepness 0 level … 1 steep
 * @param props.within the arrow's tip stays inside, as far as it can
 */
export function Tangent(props: {
  readonly at: Place;
  readonly slope: number;
  readonly steepness: number;
  readonly within: Rect;
  readonly colour: string;
  readonly width: number;
  readonly opacity: number;
}): ReactElement {
  const { at, slope, steepness, within, colour, width, opacity } = props;
  const norm = Math.sqrt(1 + slope * slope);
  const uphill = slope < 0 ? -1 : 1;
  const [ux, uy] = [uphill / norm, (-uphill * slope) / norm];
  const room = Math.min(
    ux > 0
      ? (within.x + within.width - INSIDE - at[0]) / ux
      : ux < 0
        ? (within.x + INSIDE - at[0]) / ux
        : STEEP * 9,
    uy < 0 ? (within.y + INSIDE - at[1]) / uy : STEEP * 9,
  );
  const reach = clamp(LEVEL + STEEP * steepness, 0, Math.max(room, LEVEL));
  const tail: Place = [at[0] - ux * DOWNHILL, at[1] - uy * DOWNHILL];
  const tip: Place = [at[0] + ux * reach, at[1] + uy * reach];
  if (steepness > 0) return <Arrow from={tail} to={tip} colour={colour} width={width} opacity={opacity} />;
  return (
    <line
      x1={px(tail[0])}
      y1={px(tail[1])}
      x2={px(tip[0])}
      y2={px(tip[1])}
      stroke={colour}
      strokeWidth={width}
      {...(opacity < 1 ? { strokeOpacity: px(opacity) } : {})}
    />
  );
}
