import { px } from './px.ts';
import type { Place } from './rect.ts';

/** A line that is drawn progressively: its path data, and where in it each place ends. */
export interface GrowingPath {
  readonly d: string;
  /** `ends[k]` is the length of the path data that reaches place k. */
  readonly ends: readonly number[];
  readonly places: readonly Place[];
}

/** Places closer than this to the last one drawn would add nothing visible. */
const SEEN = 0.7;

/** Writes a line's path data once, so that every frame only has to truncate it. */
export function growingPath(places: readonly Place[]): GrowingPath {
  const ends: number[] = [];
  let d = '';
  let drawn: Place | undefined;
  for (const place of places) {
    const far = drawn === undefined || Math.abs(place[0] - drawn[0]) + Math.abs(place[1] - drawn[1]) >= SEEN;
    if (far) {
      d += `${drawn === undefined ? 'M' : 'L'}${px(place[0])} ${px(place[1])}`;
      drawn = place;
    }
    ends.push(d.length);
  }
  return { d, ends, places };
}

/** The path data up to place `k` and a fraction `t` of the way to the next; and that end point. */
export function grownTo(
  { d, ends, places }: GrowingPath,
  k: number,
  t: number,
): { readonly d: string; readonly head: Place } {
  const from = places[k] ?? places.at(-1) ?? [0, 0];
  const to = places[k + 1] ?? from;
  const head: Place = [from[0] + (to[0] - from[0]) * t, from[1] + (to[1] - from[1]) * t];
  return { d: `${d.slice(0, ends[k])}L${px(head[0])} ${px(head[1])}`, head };
}
