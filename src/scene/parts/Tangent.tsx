import type { ReactElement } from 'react';
import { clamp } from '../../sim/maths.ts';
import type { Place, Rect } from '../rect.ts';
import { Arrow } from './Arrow.tsx';
import { Line } from './shapes.tsx';

/** Length of the downhill end: short, to stay clear of text below the curve. */
const DOWNHILL = 56;
/** Length of the uphill end for a level line, and how much a steep slope adds. */
const LEVEL = 56;
const STEEP = 100;
/** The arrow keeps its head this far inside the picture. */
const INSIDE = 14;

/**
 * The slope at a point as a line through it, with an arrow at its uphill end that gets longer with steepness; a level
 * line has no arrow.
 *
 * @param props.slope rise in scene units per scene unit to the right, upwards positive
 * @param props.steepness 0 level … 1 steep
 * @param props.within keeps the arrow's tip inside, as far as possible
 */
export function Tangent(props: {
  readonly at: Place;
  readonly slope: number;
  readonly steepness: number;
  readonly within: Rect;
  readonly colour: string;
  readonly opacity: number;
}): ReactElement {
  const { at, slope, steepness, within, colour, opacity } = props;
  const norm = Math.sqrt(1 + slope * slope);
  const uphill = slope < 0 ? -1 : 1;
  const [ux, uy] = [uphill / norm, (-uphill * slope) / norm];
  const side = ux > 0 ? within.x + within.width - INSIDE : within.x + INSIDE;
  const room = Math.min(
    ux === 0 ? STEEP * 9 : (side - at[0]) / ux,
    uy < 0 ? (within.y + INSIDE - at[1]) / uy : STEEP * 9,
  );
  const reach = clamp(LEVEL + STEEP * steepness, 0, Math.max(room, LEVEL));
  const tail: Place = [at[0] - ux * DOWNHILL, at[1] - uy * DOWNHILL];
  const tip: Place = [at[0] + ux * reach, at[1] + uy * reach];
  if (steepness > 0) return <Arrow from={tail} to={tip} colour={colour} width={6} opacity={opacity} />;
  return <Line from={tail} to={tip} stroke={colour} width={6} opacity={opacity} />;
}
