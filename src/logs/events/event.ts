/** Something that happened in a run, at a step of its own axis. */
export interface Event {
  readonly kind:
    | 'best'
    | 'validation-rise'
    | 'plateau'
    | 'divergence'
    | 'recovery'
    | 'spike'
    | 'rate-drop'
    | 'warm-up'
    | 'restart'
    | 'parting';
  readonly at: number;
  readonly says: string;
}

/** A number in a sentence: at most four digits that count. */
export const brief = (value: number): string => {
  if (Number.isInteger(value) && Math.abs(value) < 1e6) return String(value);
  const size = Math.abs(value);
  return size !== 0 && (size < 1e-3 || size >= 1e6)
    ? value.toExponential(2)
    : String(Number(value.toPrecision(4)));
};

/** The middle one of some numbers, which are finite. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? Number.NaN)
    : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}
