import type { ReactElement } from 'react';
import type { Picture } from '../../sim/data/images.ts';
import type { Spot } from '../orbit.ts';
import type { Stage } from '../stage.ts';
import { classMark } from '../theme.ts';
import { each } from './each.tsx';
import { ImagePanel } from './ImagePanel.tsx';
import { Box } from './shapes.tsx';

/** A picture of a class at its place, with its depth. */
export interface PlacedPicture {
  readonly picture: Picture;
  readonly own: number;
  readonly at: Spot;
}

/** How much larger than in the middle the nearest are, and below which side nothing is drawn. */
const [GROWN, LEAST] = [0.35, 8];

/** Pictures at the places of their points, the nearest in front. @param props.side of one in the middle, in scene units */
export function PictureCloud(props: {
  readonly stage: Stage;
  readonly pictures: readonly PlacedPicture[];
  readonly side: number;
}): ReactElement | null {
  const { stage, pictures, side } = props;
  if (side < LEAST) return null;
  const farFirst = pictures.toSorted((a, b) => a.at[2] - b.at[2]);
  return each(farFirst, ({ picture, own, at: [x, y, depth] }) => {
    const size = side * (1 + GROWN * depth);
    const rect = { x: x - size / 2, y: y - size / 2, width: size, height: size };
    return (
      <g>
        <ImagePanel stage={stage} picture={picture} own={own} rect={rect} margin={size / 14} />
        <Box rect={rect} rx={4} stroke={classMark(stage.theme, own)} width={2} strokeOpacity={0.8} />
      </g>
    );
  });
}
