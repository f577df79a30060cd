import { InputError } from '../../sim/data/idx.ts';
import type { LabelledPoint } from '../../sim/data/labelled-points.ts';
import type { Seed } from '../../sim/random.ts';
import { baseName } from '../names.ts';
import { numberColumns } from './number-columns.ts';

/** How far into the square the points of a file reach. */
const FILLED = 0.92;

/** Points of two classes from a file, each coordinate scaled to the square from −1 to 1. */
export interface LabelledPlane {
  readonly points: readonly LabelledPoint[];
  /** Rows in the file, of which the points may be a sample. */
  readonly rows: number;
  /** The labels, in order; points of the second are class 1. */
  readonly classes: readonly string[];
  readonly names: readonly string[] | null;
  /** The values at −1 and at 1, by column. */
  readonly ends: readonly (readonly [from: number, to: number])[];
}

/**
 * Reads a CSV of x, y and class.
 *
 * @param param which param names the file; @param most rows: of more a sample is drawn by the seed
 * @throws InputError if it was not read, is no such table, or has not two classes
 */
export function labelledPlane(
  bytes: Uint8Array | undefined,
  {
    param,
    path,
    most,
    seed,
  }: { readonly param: string; readonly path: string; readonly most: number; readonly seed: Seed },
): LabelledPlane {
  const file = `${param} '${baseName(path)}'`;
  if (bytes === undefined) throw new InputError(`${file}: the file was not read`);
  const options = { param, path, width: 3, most, seed, labelled: true };
  const { names, columns, labels = [], rows } = numberColumns(bytes, options);
  const classes = [...new Set(labels)].sort((a, b) => Number(a) - Number(b) || (a < b ? -1 : 1));
  if (classes.length !== 2)
    throw new InputError(
      `${file}, column 3${names?.[2] ? ` (${names[2]})` : ''}: ${classes.length === 1 ? `one class, "${classes[0]}"` : `${classes.length} classes, "${classes.slice(0, 3).join('", "')}"${classes.length > 3 ? ' …' : ''}`}; there have to be two`,
    );
  const ends = columns.map((column): readonly [number, number] => {
    const [low, high] = [Math.min(...column), Math.max(...column)];
    const [middle, half] = [(low + high) / 2, (high - low) / 2 / FILLED];
    return [middle - half, middle + half];
  });
  const [xs = [], ys = []] = columns.map((column) => {
    const [low, high] = [Math.min(...column), Math.max(...column)];
    return column.map((value) => (high > low ? FILLED * ((2 * (value - low)) / (high - low) - 1) : 0));
  });
  const points = labels.map(
    (name, i): LabelledPoint => ({
      x: xs[i] ?? 0,
      y: ys[i] ?? 0,
      label: name === classes[1] ? 1 : 0,
      flipped: false,
    }),
  );
  return { points, rows, classes, names, ends };
}
