import type { Series } from './chart-line.tsx';

/** A line that may have an average. */
interface Averaged {
  readonly steps: readonly number[];
  readonly values: readonly (number | null)[];
  readonly smooth: readonly (number | null)[] | null;
  readonly band: readonly number[] | null;
}

/** Opacity and width of the values behind their average, and its own width. */
const FAINT = { opacity: 0.38, width: 2 } as const;
const BOLD = 6;

type Key = keyof Series;
const only = (series: Partial<Series>, keys: readonly Key[]): Partial<Series> =>
  Object.fromEntries(Object.entries(series).filter(([key]) => keys.includes(key as Key)));
const but = (series: Partial<Series>, keys: readonly Key[]): Partial<Series> =>
  Object.fromEntries(Object.entries(series).filter(([key]) => !keys.includes(key as Key)));

/**
 * A line as a chart draws it: all its values faint behind their average, if it is smoothed.
 *
 * @param style what it looks like, its marker and its label
 * @param raw the marker is at its last value, not at that of the average: where a value of its own is told
 */
export function smoothedLine(
  { steps, values, smooth, band }: Averaged,
  style: Omit<Series, 'values' | 'steps' | 'band'>,
  raw: boolean,
): readonly Series[] {
  const line = { ...style, steps, ...(band === null ? {} : { band }) };
  if (smooth === null) return [{ ...line, values }];
  const { colour } = style;
  const bare = {
    colour,
    ...but(line, ['run', 'name', 'band', 'glow', 'out', 'label', 'light', 'ground', 'dots']),
  };
  if (!raw)
    return [
      { ...line, values: smooth, width: BOLD, dots: false },
      { ...bare, ...FAINT, values },
    ];
  return [
    { ...bare, ...only(line, ['light', 'ground']), values: smooth, width: BOLD },
    { ...bare, ...only(line, ['name']), ...FAINT, values },
    { ...bare, ...only(line, ['run', 'glow', 'out', 'label']), values, width: 0 },
  ];
}
