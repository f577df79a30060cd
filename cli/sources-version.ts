import { importClosure, sourcesHash } from '../src/series/sources.ts';
import { PROJECT } from './paths.ts';

const known = new Map<string, string>();

/** It leads to every film, where the sources of one are asked for. */
const CATALOGUE = 'compositions/catalogue.ts';

/** Hash of modules of the project and of all that they load of it, other films aside; read once in a process. */
export function sourcesVersion(...roots: readonly string[]): string {
  const name = roots.join('\n');
  const hash = known.get(name) ?? sourcesHash(importClosure(PROJECT, roots, [CATALOGUE]));
  known.set(name, hash);
  return hash;
}
