import type { InputRef, Inputs } from '../../src/film/film.ts';
import { baseName } from '../../src/logs/names.ts';
import { labelledPlane } from '../../src/logs/table/labelled-plane.ts';
import { InputError } from '../../src/sim/data/idx.ts';
import { shapePoints } from '../../src/sim/data/two-class-shapes.ts';
import { shuffle } from '../../src/sim/network/order.ts';
import { random, type Seed } from '../../src/sim/random.ts';
import {
  growEnsembles,
  type TreesData,
  type TreesParams,
  type TreesTrace,
} from '../../src/sim/trainings/tree-ensembles.ts';
import { drawable } from '../../src/story/drawable.ts';

/** New points of a shape; rows of a file that are looked at, the fewest, and those of them that are learned from at most. */
const [FRESH, ROWS, FEWEST, LEARNED] = [2000, 1250, 15, 250];
/** The longest name of a column that fits beside an axis. */
const NAME = 8;

export const inputsOf = ({ data: { file } }: TreesParams): readonly InputRef[] =>
  file === undefined ? [] : [{ name: 'data.file', path: file, private: true }];

/** The points of a file, two thirds of them to learn from, drawn by the seed. @throws InputError if a class is missing there */
function fromFile(path: string, bytes: Uint8Array | undefined, seed: Seed): TreesData {
  const { points, rows, classes, names, ends } = labelledPlane(bytes, {
    param: 'data.file',
    path,
    most: ROWS,
    seed,
  });
  const file = `data.file '${baseName(path)}'`;
  if (points.length < FEWEST)
    throw new InputError(
      `${file}: ${points.length} rows of data; at least ${FEWEST} are needed, a third to be held out`,
    );
  if (points.every(({ x, y }) => x === points[0]?.x && y === points[0]?.y))
    throw new InputError(`${file}: all rows have the same x and y; there is nothing to cut`);
  const order = new Uint32Array(points.length);
  shuffle(order, random(seed, 'held out'));
  const shuffled = Array.from(order, (i) => points[i] ?? { x: 0, y: 0, label: 0 as const, flipped: false });
  const learned = shuffled.slice(0, Math.min(LEARNED, Math.round((2 * points.length) / 3)));
  const missing = classes.find((_, label) => learned.every((point) => point.label !== label));
  if (missing !== undefined)
    throw new InputError(
      `${file}: the rows to learn from have no "${missing}"; give more rows of it, or another seed`,
    );
  const axes = ends.map(([from, to], i) => {
    const name = drawable(names?.[i] ?? '');
    return { name: name !== '' && name.length <= NAME ? name : null, from, to };
  });
  return {
    points: learned,
    fresh: shuffled.slice(learned.length),
    file: { rows, classes: classes.map(drawable), axes },
  };
}

/** Grows the trees of the film on a shape or on the points of a file. */
export function simulate(params: TreesParams, seed: Seed, inputs: Inputs = {}): TreesTrace {
  const { shape, points, noise, file } = params.data;
  const data: TreesData =
    file === undefined
      ? {
          points: shapePoints(shape, points, noise, seed),
          fresh: shapePoints(shape, FRESH, noise, `${seed}, new`),
          file: null,
        }
      : fromFile(file, inputs['data.file'], seed);
  return {
    film: 'trees',
    params: { ...params, data: { ...params.data, ...(file === undefined ? {} : { file: baseName(file) }) } },
    seed,
    ...growEnsembles(params, seed, data),
  };
}
