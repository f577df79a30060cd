import type { SurfaceName } from '../../src/sim/objectives/surfaces.ts';

/** The losses of the surfaces; the same in every language but for the decimal mark. */
export const FORMULAS: Readonly<Record<SurfaceName, string>> = {
  ravine: 'L = ½ (x² + 25 y²)',
  rosenbrock: 'L = (1 − x)² + 100 (y − x²)²',
  beale: 'L = (1.5 − x + xy)² + (2.25 − x + xy²)² + (2.625 − x + xy³)²',
  himmelblau: 'L = (x² + y − 11)² + (x + y² − 7)²',
  saddle: 'L = x² − y² + ¼ y⁴',
};
