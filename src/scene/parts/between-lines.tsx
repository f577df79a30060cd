import type { ReactElement } from 'react';
import { clamp } from '../../sim/maths.ts';
import type { Colour } from '../theme.ts';
import { Clipped } from './Axes.tsx';
import { areaBetween, endOf, type Ground, type LinePoints } from './line-paths.ts';

/** The area between two lines, up to where the one that is behind has come. */
export function shadeBetween(
  { lines: [a, b], fill }: { readonly lines: readonly [number, number]; readonly fill: Colour },
  lines: readonly LinePoints[],
  { area, key }: Ground,
  id: string,
): ReactElement | null {
  const [one, two] = [lines[a], lines[b]];
  if (one === undefined || two === undefined) return null;
  const { x, y, width, height } = area.rect;
  const reached = Math.min(endOf(one, area), endOf(two, area)) - x;
  return (
    <Clipped id={id} rect={{ x, y, width: clamp(reached, 0.01, width), height }}>
      <path d={areaBetween(one.values, { ...one, area, key, other: two })} fill={fill} fillOpacity={0.16} />
    </Clipped>
  );
}
