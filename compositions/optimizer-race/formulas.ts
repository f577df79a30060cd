import type { SurfaceName } from '../../src/sim/objectives/surfaces.ts';
import type { OptimizerKind } from '../../src/sim/optimizers/offers.ts';

/** The losses of the surfaces; the same in every language except for the decimal mark. */
export const FORMULAS: Readonly<Record<SurfaceName, string>> = {
  ravine: 'L = ½ (x² + 25 y²)',
  rosenbrock: 'L = (1 − x)² + 100 (y − x²)²',
  beale: 'L = (1.5 − x + xy)² + (2.25 − x + xy²)² + (2.625 − x + xy³)²',
  himmelblau: 'L = (x² + y − 11)² + (x + y² − 7)²',
  saddle: 'L = x² − y² + ¼ y⁴',
};

/**
 * The rules of the best-known optimizers, one line each; s is a sum or mean of g², m one of g.
 *
 * @param means the text for Adam's running means of g and g²
 */
export const rulesOf = (means: string): Readonly<Partial<Record<OptimizerKind, readonly string[]>>> => ({
  sgd: ['x ← x − η g'],
  momentum: ['v ← μ v + g', 'x ← x − η v'],
  nesterov: ['v ← μ v + g', 'x ← x − η (g + μ v)'],
  adagrad: ['s ← s + g²', 'x ← x − η g / √s'],
  rmsprop: ['s ← α s + (1 − α) g²', 'x ← x − η g / √s'],
  adam: [`m, s ← ${means}`, 'x ← x − η m / √s'],
  adamw: [`m, s ← ${means}`, 'x ← x − η (m / √s + λ x)'],
});
