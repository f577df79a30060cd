import type { ReactElement } from 'react';
import { rememberFor } from '../../sim/remember.ts';
import { pngUrl, type Raster } from '../png.ts';
import { px } from '../px.ts';
import type { Rect } from '../rect.ts';
import type { Colour } from '../theme.ts';

interface Colouring {
  readonly colour: (value: number) => Colour;
  readonly enlarge: number;
}

const urlOf = rememberFor(
  (raster: Raster, { colour, enlarge }: Colouring): string => pngUrl(raster, colour, enlarge),
  ({ colour, enlarge }) => `${colour(0)} ${colour(0.5)} ${colour(1)} ${enlarge}`,
);

/**
 * Values as a grid of squares in sixteen shades.
 *
 * @param props.raster the same object for the same values, so that its picture is created once
 * @param props.whole keep its proportions, centred in the rectangle
 * @param props.sharp minimum pixels per side, so that squares stay crisp when drawn large
 */
export function Heatmap(props: {
  readonly raster: Raster;
  readonly colour: (value: number) => Colour;
  readonly rect: Rect;
  readonly sharp?: number;
  readonly whole?: boolean;
  readonly opacity?: number;
}): ReactElement {
  const { raster, colour, rect, sharp = 1, whole = false, opacity = 1 } = props;
  return (
    <image
      href={urlOf(raster, { colour, enlarge: Math.max(1, Math.floor(sharp / raster.width)) })}
      x={px(rect.x)}
      y={px(rect.y)}
      width={px(rect.width)}
      height={px(rect.height)}
      {...(whole ? {} : { preserveAspectRatio: 'none' })}
      {...(opacity < 1 ? { opacity: px(opacity) } : {})}
    />
  );
}
