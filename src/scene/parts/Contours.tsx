import type { ReactElement } from 'react';
import type { Rect } from '../rect.ts';
import { Clipped } from './Axes.tsx';
import { each } from './each.tsx';
import { Box, type Paint, Path } from './shapes.tsx';

/** A region of a field and how it is painted. */
export type Region = Paint & { readonly d: string };

/** Regions of a field on a background, each covering those before it. @param props.id unique within the frame */
export function Contours(props: {
  readonly id: string;
  readonly rect: Rect;
  readonly ground: string;
  readonly regions: readonly Region[];
}): ReactElement {
  const { id, rect, ground, regions } = props;
  return (
    <Clipped id={id} rect={rect}>
      <Box rect={rect} fill={ground} />
      {each(regions, (region) => (
        <Path {...region} />
      ))}
    </Clipped>
  );
}
