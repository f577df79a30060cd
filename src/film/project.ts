import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's own folder, independent of the working directory. */
export const PROJECT = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..');

interface Package {
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
}

/** Version and pinned dependencies, from package.json. */
export function readPackage(): Package {
  const { version, dependencies }: Package = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8'));
  return { version, dependencies };
}

/** The entry module of a film of the catalogue, relative to the project. */
export function filmEntry(id: string): string {
  const entry = `compositions/${id}/index.ts`;
  return existsSync(join(PROJECT, `${entry}x`)) ? `${entry}x` : entry;
}

/** The module that simulates it: its `simulation.ts`, or the film itself if it has none. */
export function simulationEntry(id: string): string {
  const entry = `compositions/${id}/simulation.ts`;
  return existsSync(join(PROJECT, entry)) ? entry : filmEntry(id);
}

/** The default cache folder. */
export const CACHE_FOLDER = join(PROJECT, 'out', '.cache');

/** The folder that Remotion serves static files from. */
export const PUBLIC_FOLDER = join(CACHE_FOLDER, 'public');
