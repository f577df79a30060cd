/** A value at a step. */
export interface Point {
  readonly at: number;
  readonly value: number;
}

/** Something that happened in a run, at a step of its own axis: in words, and the numbers that they stand on. */
export type Event = { readonly at: number; readonly says: string } & (
  | {
      readonly kind: 'best';
      readonly series: string;
      readonly value: number;
      readonly better: 'lower' | 'higher';
    }
  | {
      readonly kind: 'validation-rise';
      readonly series: string;
      readonly lowest: number;
      readonly last: Point;
      /** The training loss at the lowest point and at the end, if it fell. */
      readonly training: { readonly name: string; readonly from: number; readonly to: number } | null;
    }
  | { readonly kind: 'plateau'; readonly series: string; readonly value: number }
  | {
      readonly kind: 'divergence';
      readonly series: string;
      /** What stands in place of a number; `growth` for a loss that only grows. */
      readonly what: 'NaN' | 'Infinity' | '-Infinity' | 'zero' | 'growth';
      /** The last number before; of one that grows, the lowest. */
      readonly last: Point | null;
      /** The next number, if there is one; of one that grows, its last. */
      readonly next: Point | null;
    }
  | { readonly kind: 'recovery'; readonly series: string; readonly value: number }
  | {
      readonly kind: 'spike';
      readonly series: string;
      readonly usual: number;
      readonly value: number;
      readonly back: Point;
    }
  | {
      readonly kind: 'rate-drop';
      readonly series: string;
      readonly from: number;
      readonly to: number;
      /** A loss at the drop and at the end, on the same axis. */
      readonly loss: { readonly name: string; readonly from: Point; readonly to: Point } | null;
    }
  | {
      readonly kind: 'rate-decay';
      readonly series: string;
      readonly from: number;
      /** What it drops to at once, if its first fall is a cut. */
      readonly drop: number | null;
      readonly to: number;
      /** The step of its lowest. */
      readonly until: number;
    }
  | { readonly kind: 'warm-up'; readonly series: string; readonly from: number; readonly to: number }
  | { readonly kind: 'restart' }
  | { readonly kind: 'parting'; readonly series: string; readonly other: string; readonly points: number }
);

export type EventOf<K extends Event['kind']> = Extract<Event, { readonly kind: K }>;

/** A number in a sentence: at most four digits that count. */
export const brief = (value: number): string => {
  if (Number.isInteger(value) && Math.abs(value) < 1e6) return String(value);
  const size = Math.abs(value);
  return size !== 0 && (size < 1e-3 || size >= 1e6)
    ? value.toExponential(2)
    : String(Number(value.toPrecision(4)));
};

/** The middle one of some numbers, which are finite. */
export function median(values: ArrayLike<number>): number {
  const sorted = Float64Array.from(values).sort();
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? Number.NaN)
    : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}
