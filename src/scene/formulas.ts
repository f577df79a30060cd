/** Formulas of the toolkit's objectives and optimizers, typeset once. */
import type { DoubleWell } from '../sim/objectives/double-well.ts';
import type { SurfaceName } from '../sim/objectives/surfaces.ts';
import type { OptimizerKind } from '../sim/optimizers/offers.ts';
import { plain } from '../story/numbers.ts';
import type { Typeset } from './equation.ts';
import typeset from './formulas/equations.typeset.json';

const { ravine, rosenbrock, beale, himmelblau, saddle } = typeset;

/** The loss of each surface. */
export const SURFACE_FORMULAS: Readonly<Record<SurfaceName, Typeset>> = {
  ravine,
  rosenbrock,
  beale,
  himmelblau,
  saddle,
};

/** The loss of a double well, and the numbers for its slots. */
export function doubleWellFormula({ a, b }: DoubleWell) {
  const numbers = { a: plain(a), b: plain(Math.abs(b)) };
  if (b === 0) return { of: typeset.evenWells as Typeset, numbers: { a: numbers.a } };
  return { of: (b > 0 ? typeset.rightWell : typeset.leftWell) as Typeset, numbers };
}

/**
 * The rules of the best-known optimizers, line by line. Pieces: `gradient` g; `memory` of gradients, v or m; `rate`, that of
 * an axis if it has one, with s, a sum or mean of g². Left out are bias corrections, and ε beside √s.
 */
export const UPDATE_RULES: Readonly<Partial<Record<OptimizerKind, readonly Typeset[]>>> = {
  sgd: [typeset.sgd],
  momentum: [typeset.velocity, typeset.momentum],
  nesterov: [typeset.velocity, typeset.nesterov],
  adagrad: [typeset.sumOfSquares, typeset.scaled],
  rmsprop: [typeset.meanOfSquares, typeset.scaled],
  adam: [typeset.means, typeset.adam],
  adamw: [typeset.means, typeset.adamw],
};
