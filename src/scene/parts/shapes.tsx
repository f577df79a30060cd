import type { ReactElement } from 'react';
import { px } from '../px.ts';
import type { Place, Rect } from '../rect.ts';

/** How a shape is painted. Attributes without effect are left out of the markup. */
export interface Paint {
  readonly fill?: string;
  readonly stroke?: string;
  readonly width?: number;
  readonly dash?: string;
  readonly round?: boolean;
  readonly strokeOpacity?: number;
  /** Opacity of the whole shape. */
  readonly opacity?: number;
}

/** SVG's attributes for a paint. */
export const painted = ({
  fill = 'none',
  stroke,
  width = 2,
  dash = '',
  round,
  strokeOpacity = 1,
  opacity = 1,
}: Paint) => ({
  fill,
  ...(stroke === undefined ? {} : { stroke, strokeWidth: px(width) }),
  ...(dash === '' ? {} : { strokeDasharray: dash }),
  ...(round ? { strokeLinecap: 'round' as const, strokeLinejoin: 'round' as const } : {}),
  ...(strokeOpacity < 1 ? { strokeOpacity: px(strokeOpacity) } : {}),
  ...(opacity < 1 ? { opacity: px(opacity) } : {}),
});

/** A rectangle, its corners rounded by `rx` scene units. */
export const Box = ({ rect, rx = 0, ...paint }: Paint & { readonly rect: Rect; readonly rx?: number }) => (
  <rect
    x={px(rect.x)}
    y={px(rect.y)}
    width={px(rect.width)}
    height={px(rect.height)}
    {...(rx > 0 ? { rx } : {})}
    {...painted(paint)}
  />
);

/** A disc of radius `r`, in scene units. */
export const Dot = ({ at: [x, y], r, ...paint }: Paint & { readonly at: Place; readonly r: number }) => (
  <circle cx={px(x)} cy={px(y)} r={px(r)} {...painted(paint)} />
);

/** A straight line between two places. */
export const Line = ({ from, to, ...paint }: Paint & { readonly from: Place; readonly to: Place }) => (
  <line x1={px(from[0])} y1={px(from[1])} x2={px(to[0])} y2={px(to[1])} {...painted(paint)} />
);

/** A line or an area from path data, which its writer has already rounded. */
export const Path = ({ d, ...paint }: Paint & { readonly d: string }): ReactElement | null =>
  d === '' ? null : <path d={d} {...painted(paint)} />;

/** The mark of a run that is out: ×. */
export const Cross = ({
  at: [x, y],
  r,
  stroke,
}: {
  readonly at: Place;
  readonly r: number;
  readonly stroke: string;
}) => (
  <Path
    d={`M${px(x - r)} ${px(y - r)}L${px(x + r)} ${px(y + r)}M${px(x + r)} ${px(y - r)}L${px(x - r)} ${px(y + r)}`}
    stroke={stroke}
    width={4}
  />
);
