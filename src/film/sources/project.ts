import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** Whether this is built JavaScript, all of it in one folder, or the sources themselves. */
export const BUILT = import.meta.url.endsWith('.js');

const HERE = dirname(fileURLToPath(import.meta.url));

function packageAbove(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const above = dirname(folder);
  if (above === folder) throw new Error(`lossreel: there is no package.json above ${HERE}; install it anew`);
  return packageAbove(above);
}

/** The folder of lossreel itself, wherever the command was called from: a checkout, or where it is installed. */
export const PROJECT = packageAbove(HERE);

/** The folder whose `out` takes films and what is kept: the checkout, or where an installed lossreel is called from. */
export const WORKPLACE = existsSync(join(PROJECT, 'src')) ? PROJECT : process.cwd();

/** Where everything that need not be computed twice is kept, unless another folder is named. */
export const CACHE_FOLDER = join(WORKPLACE, 'out', '.cache');

/** A file of the build, by its name. @throws Error when the sources themselves run */
export function builtFile(name: string): URL {
  if (!BUILT) throw new Error(`${name} is part of a build; run bin/lossreel.js`);
  return pathToFileURL(join(HERE, name));
}

interface Package {
  readonly version: string;
  /** The library's doors. */
  readonly exports: Readonly<Record<string, string | { readonly types: string; readonly default: string }>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  /** Packages that what is packed carries along; in a checkout they are installed for development. */
  readonly carried: readonly string[];
}

/** What package.json says. */
export const readPackage = (): Package => JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8'));

/** The packages that films may be made of, installed or not. */
export function packagesUsed(): readonly string[] {
  const { dependencies, peerDependencies, carried } = readPackage();
  return [...new Set([...Object.keys(dependencies), ...Object.keys(peerDependencies), ...carried])];
}
