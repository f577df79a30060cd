import type { Curve } from './curve.ts';

/** A point of a curve; `null` is no number. */
export interface Point {
  readonly at: number;
  readonly value: number | null;
}

/** A step as far back as it may have been rounded: steps that are no whole numbers are written with five digits. */
export const near = (step: number): number => (Number.isInteger(step) ? step : step - Math.abs(step) * 1e-4);
/** Whether two steps are written alike. */
export const same = (a: number, b: number): boolean => a === b || Math.abs(a - b) <= Math.abs(b) * 1e-4;

/** All points of a curve. */
export const pointsOf = ({ steps, values }: Curve): readonly Point[] =>
  steps.map((at, i) => ({ at, value: values[i] ?? null }));
/** Its points that are numbers. */
export const finite = (curve: Curve): readonly { readonly at: number; readonly value: number }[] =>
  pointsOf(curve).flatMap(({ at, value }) => (value === null ? [] : [{ at, value }]));

/** The first of its lowest points, or of the highest. */
export const extreme = (curve: Curve, better: unknown) =>
  finite(curve).reduce<{ at: number; value: number } | null>(
    (best, point) =>
      best === null || (better === 'higher' ? point.value > best.value : point.value < best.value)
        ? point
        : best,
    null,
  );
/** Its value at a step; `undefined` if it has no point there. */
export const valueAtStep = (curve: Curve, at: number): number | null | undefined =>
  pointsOf(curve).find((point) => same(point.at, at))?.value;
/** From a step on to the end there is no number, and before it a last one. */
export const endsAt = (
  curve: Curve,
  at: number,
): { readonly last: number | null; readonly from: number } | null => {
  const points = pointsOf(curve);
  const from = points.findIndex((point) => same(point.at, at));
  const before = points.slice(0, from).findLast(({ value }) => value !== null);
  return from >= 0 && points.slice(from).every(({ value }) => value === null)
    ? { last: before?.value ?? null, from: before?.at ?? at }
    : null;
};
/** The values until a step, that step excluded. */
export const before = (curve: Curve, at: number): readonly number[] =>
  finite(curve).flatMap((point) => (point.at < at && !same(point.at, at) ? [point.value] : []));
