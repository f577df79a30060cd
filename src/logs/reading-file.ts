import { numberOf, spelled } from './numbers.ts';
import { type Reading, type Run, type Series, seriesOf } from './series.ts';

/** A file that a reading was made from. */
export interface ReadFile {
  readonly name: string;
  readonly size: number;
  readonly sha256: string;
  /** Where it was, if that was asked for. */
  readonly path?: string;
}

/** What was read from logs, as a file of its own: for folders, databases and streams, which a film cannot read by itself. */
export interface ReadingFile extends Reading {
  readonly title: string;
  readonly files: readonly ReadFile[];
}

const KIND = 'reading of logs, 1';
const START = `{"lossreel":"${KIND}"`;

const writtenSeries = ({ steps, values, rows, ...rest }: Series) => ({
  ...rest,
  ...(rows === undefined ? {} : { rows: Array.from(rows) }),
  steps: Array.from(steps),
  values: Array.from(values, spelled),
});

/** A reading as text, on one line. */
export const writeReading = ({ title, files, runs, warnings }: ReadingFile): string =>
  `${JSON.stringify({
    lossreel: KIND,
    title,
    files,
    warnings,
    runs: runs.map((run) => ({ ...run, series: run.series.map(writtenSeries) })),
  })}\n`;

/** The reading in a file of this kind; `null` for any other file. */
export function parseReading(bytes: Uint8Array): ReadingFile | null {
  if (new TextDecoder().decode(bytes.subarray(0, START.length)) !== START) return null;
  const { title, files, runs, warnings }: Written = JSON.parse(new TextDecoder().decode(bytes));
  return {
    title,
    files,
    warnings,
    runs: runs.map((run) => ({
      ...run,
      series: run.series.map(({ name, axis, steps, values, rows, ...more }) =>
        seriesOf(
          name,
          axis,
          steps.map((step, i) => [step, numberOf(String(values[i])) ?? Number.NaN]),
          { ...more, ...(rows === undefined ? {} : { rows: Float64Array.from(rows) }) },
        ),
      ),
    })),
  };
}

interface Written extends Omit<ReadingFile, 'runs'> {
  readonly runs: readonly (Omit<Run, 'series'> & {
    readonly series: readonly (Omit<Series, 'steps' | 'values' | 'rows'> & {
      readonly steps: readonly number[];
      readonly values: readonly (number | string)[];
      readonly rows?: readonly number[];
    })[];
  })[];
}
