import type { Film } from './film.ts';
import { learningRateTrio } from './learning-rate-trio/index.ts';

/** Every film there is. A new film is its folder and its line here. */
export const CATALOGUE: readonly Film[] = [learningRateTrio];
