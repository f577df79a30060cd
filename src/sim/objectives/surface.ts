import type { Interval } from '../interval.ts';
import type { Objective } from './objective.ts';

/** A point on a surface. */
export type Place2 = readonly [x: number, y: number];

/** A range of parameter values on both axes. */
export interface Window2 {
  readonly x: Interval;
  readonly y: Interval;
}

/** A loss of two parameters with known minima. */
export interface Surface extends Objective {
  /** Every global minimum. */
  readonly minima: readonly Place2[];
  /** L at the global minima. */
  readonly leastLoss: number;
  /** The part of the plane that shows the surface's characteristic features. */
  readonly view: Window2;
}

/** Turns a surface's functions of (x, y) into functions of a point. */
export const onPlane = (
  value: (x: number, y: number) => number,
  gradient: (x: number, y: number) => Place2,
): Objective => ({
  value: ([x = Number.NaN, y = Number.NaN]) => value(x, y),
  gradient: ([x = Number.NaN, y = Number.NaN]) => gradient(x, y),
});
