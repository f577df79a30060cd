import type { InputRef, Inputs } from '../../src/film/film.ts';
import { baseName } from '../../src/logs/names.ts';
import { numberColumns } from '../../src/logs/table/number-columns.ts';
import { InputError } from '../../src/sim/data/idx.ts';
import type { Observations } from '../../src/sim/objectives/least-squares.ts';
import type { Seed } from '../../src/sim/random.ts';
import { type LineFacts, type RegressionRun, regressions } from '../../src/sim/regression/regressions.ts';
import type { Trace } from '../../src/sim/trace.ts';
import { drawable } from '../../src/story/drawable.ts';
import type { RegressionParams } from './params.ts';

/** Sizes in square feet, prices in thousands of dollars. */
const HOUSES: Observations = {
  x: [1020, 1135, 1290, 1410, 1575, 1680, 1820, 1955, 2110, 2380],
  y: [214.5, 221, 262, 271.5, 315, 318.5, 352, 366.5, 411, 448.5],
};
const ASKED = 1250;
/** Rows of a larger file that are sampled. */
const MOST = 500;
export type RegressionTrace = Trace<RegressionParams, RegressionRun, LineFacts>;

export const inputsOf = ({ data }: RegressionParams): readonly InputRef[] =>
  data === undefined ? [] : [{ name: 'data', path: data, private: true }];

/** The samples of the file, or the houses. @throws InputError if the file is no table of them, or all x are alike */
function dataOf({ data }: RegressionParams, seed: Seed, inputs: Inputs) {
  if (data === undefined) return { samples: HOUSES, rows: HOUSES.x.length, names: null, houses: true };
  const file = `data '${baseName(data)}'`;
  if (inputs.data === undefined) throw new InputError(`${file}: the file was not read`);
  const { names, columns, rows } = numberColumns(inputs.data, {
    param: 'data',
    path: data,
    width: 2,
    most: MOST,
    seed,
  });
  const [x = [], y = []] = columns;
  const [low, high] = [Math.min(...x), Math.max(...x)];
  if (!(high - low > 1e-9 * Math.max(Math.abs(low), Math.abs(high))))
    throw new InputError(
      `${file}: the values in column 1 ${high > low ? 'hardly differ' : 'are all alike'} (${low}); a line needs two that do`,
    );
  return { samples: { x, y }, rows, names: names?.map(drawable) ?? null, houses: false };
}

/** Fits the line in every way that the film shows. */
export function simulate(params: RegressionParams, seed: Seed, inputs: Inputs = {}): RegressionTrace {
  const data = dataOf(params, seed, inputs);
  const { x } = data.samples;
  const { runs, facts } = regressions(data.samples, params, seed);
  return {
    film: 'linear-regression',
    // Where the file lies is nobody's business.
    params: { ...params, ...(params.data === undefined ? {} : { data: baseName(params.data) }) },
    seed,
    runs,
    facts: {
      ...data,
      ...facts,
      predictAt: params.predict ?? (data.houses ? ASKED : (Math.min(...x) + Math.max(...x)) / 2),
    },
  };
}
