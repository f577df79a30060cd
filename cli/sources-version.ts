import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { importClosure, sourcesHash } from '../src/series/sources.ts';
import { PROJECT, readPackage } from './paths.ts';

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

/** All that a film's files depend on beside what is asked for: sources, packages, settings, machine. */
export const surroundings = (film: string): object => ({
  sources: sourcesVersion(`compositions/${film}/index.ts`, 'cli/render-film.ts'),
  packages: readPackage(),
  settings: ['package-lock.json', 'tsconfig.json'].map((file) => readFileSync(join(PROJECT, file), 'utf8')),
  machine: [process.platform, process.arch, process.versions.node],
});
