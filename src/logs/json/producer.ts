import type { Source } from '../reader.ts';
import type { Reading } from '../series.ts';

/** A program whose log is one JSON value. */
export interface DocumentShape {
  readonly producer: string;
  /** @returns undefined if the value is not of this program */
  readonly read: (value: unknown, source: Source) => Reading | undefined;
}

/** A program whose log is JSON lines. */
export interface LineShape {
  readonly producer: string;
  /** Whether a line, one of the first, is of this program. */
  readonly knows: (line: unknown) => boolean;
  readonly begin: (source: Source) => { take(line: unknown): void; end(): Reading };
}

/** Whether a value is a list of numbers, or of what stands for one that is not finite. */
export const isNumbers = (value: unknown): value is readonly (number | string | null)[] =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.some((item) => item !== null) &&
  value.every(
    (item) => typeof item === 'number' || item === null || /^-?(nan|inf(inity)?)$/i.test(String(item)),
  );
