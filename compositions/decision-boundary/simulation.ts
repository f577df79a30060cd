import type { InputRef, Inputs } from '../../src/film/film.ts';
import { baseName } from '../../src/logs/names.ts';
import { numberColumns } from '../../src/logs/table/number-columns.ts';
import { InputError } from '../../src/sim/data/idx.ts';
import type { LabelledPoint } from '../../src/sim/data/labelled-points.ts';
import { shapePoints } from '../../src/sim/data/two-class-shapes.ts';
import type { Seed } from '../../src/sim/random.ts';
import { type BoundaryTrace, trainWidths } from '../../src/sim/trainings/width-ladder.ts';
import { drawable } from '../../src/story/drawable.ts';
import type { BoundaryParams } from './params.ts';

/** Rows of a larger file that are sampled, and how far into the square the points of a file reach. */
const [MOST, FILLED] = [400, 0.92];

export const inputsOf = ({ data: { file } }: BoundaryParams): readonly InputRef[] =>
  file === undefined ? [] : [{ name: 'data.file', path: file, private: true }];

/** Points of a file, each coordinate scaled to the square. @throws InputError if it is no table of them, or has not two classes */
function fromFile(path: string, bytes: Uint8Array | undefined, seed: Seed) {
  const file = `data.file '${baseName(path)}'`;
  if (bytes === undefined) throw new InputError(`${file}: the file was not read`);
  const options = { param: 'data.file', path, width: 3, most: MOST, seed, labelled: true };
  const { names, columns, labels = [], rows } = numberColumns(bytes, options);
  const classes = [...new Set(labels)].sort((a, b) => Number(a) - Number(b) || (a < b ? -1 : 1));
  if (classes.length !== 2)
    throw new InputError(
      `${file}, column 3${names?.[2] ? ` (${names[2]})` : ''}: ${classes.length === 1 ? `one class, "${classes[0]}"` : `${classes.length} classes, "${classes.slice(0, 3).join('", "')}"${classes.length > 3 ? ' …' : ''}`}; there have to be two`,
    );
  const [xs = [], ys = []] = columns.map((column) => {
    const [low, high] = [Math.min(...column), Math.max(...column)];
    return column.map((value) => (high > low ? FILLED * ((2 * (value - low)) / (high - low) - 1) : 0));
  });
  const data = labels.map(
    (name, i): LabelledPoint => ({
      x: xs[i] ?? 0,
      y: ys[i] ?? 0,
      label: name === classes[1] ? 1 : 0,
      flipped: false,
    }),
  );
  return { data, file: { rows, classes: classes.map(drawable), names: names?.map(drawable) ?? null } };
}

/** Trains the networks of the film on a shape or on the points of a file. */
export function simulate(params: BoundaryParams, seed: Seed, inputs: Inputs = {}): BoundaryTrace {
  const { shape, points, noise, file } = params.data;
  const given =
    file === undefined
      ? { data: shapePoints(shape, points, noise, seed), file: null }
      : fromFile(file, inputs['data.file'], seed);
  return {
    film: 'decision-boundary',
    params: { ...params, data: { ...params.data, ...(file === undefined ? {} : { file: baseName(file) }) } },
    seed,
    ...trainWidths(params, seed, given),
  };
}
