import type { Records } from '../records.ts';

/** A table as its rows say it. */
export interface Table {
  readonly records: Records;
  readonly header: readonly string[] | undefined;
  /** Rows that are no rows of the table: which, and how many cells they have. */
  readonly odd: readonly (readonly [row: number, cells: number])[];
  readonly short: number;
}
