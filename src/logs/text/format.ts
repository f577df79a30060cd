import { numberOf } from '../numbers.ts';
import { type Records, recordBuilder } from '../records.ts';
import type { Axis, Series } from '../series.ts';
import type { Segment } from './segment.ts';

export type Cells = readonly (readonly [name: string, value: number])[];

/** What a format found: tables, each with an axis of its own, all of one run unless a name is given. */
export interface Found {
  readonly tables: readonly { readonly records: Records; readonly run?: string; readonly axis?: Axis }[];
  readonly says?: readonly string[];
  readonly told?: (series: Series) => Series;
}

/** Console output of one program. A new one is such a format and a line in `console.ts`. */
export interface TextFormat {
  readonly producer: string;
  readonly begin: () => {
    take(segment: Segment): void;
    end(): Found;
  };
}

/**
 * A format of lines that are rows by themselves.
 *
 * @param read the cells of a line, or nothing if it is no row
 */
export const lineFormat = (
  producer: string,
  read: (text: string, segment: Segment) => Cells | undefined,
  { axis, told }: { readonly axis?: Axis; readonly told?: (series: Series) => Series } = {},
): TextFormat => ({
  producer,
  begin() {
    const rows = recordBuilder();
    return {
      take(segment) {
        const cells = read(segment.text, segment);
        if (cells === undefined || cells.length < 2) return;
        rows.row();
        for (const [name, value] of cells) rows.number(name, value);
      },
      end: () => ({
        tables: [{ records: rows.done(), ...(axis === undefined ? {} : { axis }) }],
        ...(told === undefined ? {} : { told }),
      }),
    };
  },
});

/** The cell of a number that a regular expression found; none if it found none. */
export const cell = (name: string, digits: string | undefined): Cells => {
  const value = digits === undefined ? undefined : numberOf(digits);
  return value === undefined ? [] : [[name, value]];
};
