import { deviation, mean } from 'd3-array';
import type { Point } from '../objectives/objective.ts';
import type { Place2 } from '../objectives/surface.ts';

/** How a feature is scaled before a line is fitted: not at all, in a larger unit, or to mean 0 and standard deviation 1. */
export type ScalingKind = (typeof SCALINGS)[number];
/** The names of all scalings, from the worst conditioned on. */
export const SCALINGS = ['raw', 'unit', 'standard'] as const;

/** The feature as it is fitted: (x − shift) / unit. */
export interface Scaling {
  readonly shift: number;
  readonly unit: number;
}

/**
 * The scaling of a feature. `standard` uses the standard deviation of the whole population (divided by m, not m − 1), as
 * scikit-learn's StandardScaler does.
 *
 * @param x at least two different values
 * @param unit that of the scaling `unit`, in units of x
 */
export function scalingOf(kind: ScalingKind, x: readonly number[], unit: number): Scaling {
  if (kind === 'raw') return { shift: 0, unit: 1 };
  if (kind === 'unit') return { shift: 0, unit };
  const spread = (deviation(x) ?? 1) * Math.sqrt((x.length - 1) / x.length);
  return { shift: mean(x) ?? 0, unit: spread };
}

/** A value of the feature, scaled. */
export const scaled = ({ shift, unit }: Scaling, x: number): number => (x - shift) / unit;

/** The (w, b) of a line over the scaled feature, of one over the feature as it is. */
export const toScaled = ({ shift, unit }: Scaling, [w = 0, b = 0]: Point): Place2 => [
  w * unit,
  b + w * shift,
];

/** The (w, b) of a line over the feature as it is, of one over the scaled feature. */
export const fromScaled = ({ shift, unit }: Scaling, [w = 0, b = 0]: Point): Place2 => [
  w / unit,
  b - (w * shift) / unit,
];
