import type { ReactElement } from 'react';
import { Arrow } from './Arrow.tsx';
import type { Place } from './curve.ts';

/** Length of the downhill end as a share of the uphill one. */
const DOWNHILL = 0.4;

/**
 * The slope at a place as a line through it, with an arrow at its uphill end. The downhill end is shorter, so that it
 * stays clear of what is written below the curve.
 *
 * @param props.slope rise in scene units per scene unit to the right, upwards positive
 */
export function Tangent(props: {
  readonly at: Place;
  readonly slope: number;
  readonly reach: number;
  readonly colour: string;
  readonly width: number;
  readonly opacity?: number;
}): ReactElement {
  const { at, slope, reach, colour, width, opacity = 1 } = props;
  const norm = Math.sqrt(1 + slope * slope);
  const uphill = slope < 0 ? -1 : 1;
  const [dx, dy] = [(uphill * reach) / norm, (-uphill * slope * reach) / norm];
  const tail: Place = [at[0] - dx * DOWNHILL, at[1] - dy * DOWNHILL];
  const tip: Place = [at[0] + dx, at[1] + dy];
  return <Arrow from={tail} to={tip} colour={colour} width={width} opacity={opacity} />;
}
