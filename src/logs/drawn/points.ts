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

/** A value above each of those shortly before it, which were about `usual`. */
export function isJump(curve: Curve, at: number, usual: number, peak: number): boolean {
  const earlier = before(curve, at).slice(-24);
  const [low, high] = [Math.min(...earlier), Math.max(...earlier)];
  return valueAtStep(curve, at) === peak && peak > usual && low <= usual && usual <= high;
}

/** From a step on the middle one of its values lies within a share of its range of a value. */
export function staysNear(curve: Curve, at: number, value: number, share: number): boolean {
  const all = finite(curve).map((point) => point.value);
  const rest = finite(curve).flatMap((point) => (point.at >= at ? [point.value] : []));
  const middle = rest.toSorted((a, b) => a - b)[Math.floor(rest.length / 2)] ?? Number.NaN;
  return Math.abs(middle - value) <= share * (Math.max(...all) - Math.min(...all));
}

/** The points of a line as it is drawn: its average where there is one. */
export const lineOf = (curve: Curve) => finite({ ...curve, values: curve.smooth ?? curve.values });

/** The first step at which the drawn line has gone a share of the way from its first value to its best. */
export function wayDone(curve: Curve, share: number, better: 'lower' | 'higher'): number | undefined {
  const line = lineOf(curve);
  const sign = better === 'higher' ? 1 : -1;
  const first = line[0]?.value ?? Number.NaN;
  const most = line.reduce((best, { value }) => Math.max(best, sign * (value - first)), 0);
  return most === 0
    ? undefined
    : line.find(({ value }) => sign * (value - first) >= share * most * (1 - 1e-12))?.at;
}

/** Two curves have the same first points, so many of them. */
export const beginAlike = (one: Curve | null, other: Curve | null, points: number): boolean =>
  one !== null &&
  other !== null &&
  Array.from({ length: points }, (_, k) => k).every(
    (k) => one.values[k] === other.values[k] && one.steps[k] === other.steps[k],
  );
