import { beale } from './beale.ts';
import { himmelblau } from './himmelblau.ts';
import { ravine } from './ravine.ts';
import { rosenbrock } from './rosenbrock.ts';
import { saddle } from './saddle.ts';

/** All surfaces, by name. */
export const SURFACES = { ravine, rosenbrock, beale, himmelblau, saddle } as const;

/** The name of a surface: a key of {@link SURFACES}. */
export type SurfaceName = keyof typeof SURFACES;
/** The names of all surfaces. */
export const SURFACE_NAMES = Object.keys(SURFACES) as readonly SurfaceName[];
