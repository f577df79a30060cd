import type { InputRef, Inputs } from '../../src/film/film.ts';
import { baseName } from '../../src/logs/names.ts';
import { labelledPlane } from '../../src/logs/table/labelled-plane.ts';
import { shapePoints } from '../../src/sim/data/two-class-shapes.ts';
import type { Seed } from '../../src/sim/random.ts';
import { type BoundaryTrace, trainWidths } from '../../src/sim/trainings/width-ladder.ts';
import { drawable } from '../../src/story/drawable.ts';
import type { BoundaryParams } from './params.ts';

/** Rows of a larger file that are sampled. */
const MOST = 400;

export const inputsOf = ({ data: { file } }: BoundaryParams): readonly InputRef[] =>
  file === undefined ? [] : [{ name: 'data.file', path: file, private: true }];

/** Points of a file, as they can be drawn. */
function fromFile(path: string, bytes: Uint8Array | undefined, seed: Seed) {
  const { points, rows, classes, names } = labelledPlane(bytes, {
    param: 'data.file',
    path,
    most: MOST,
    seed,
  });
  return {
    data: points,
    file: { rows, classes: classes.map(drawable), names: names?.map(drawable) ?? null },
  };
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
