import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { makeFolder, meaningOf } from '../../cache/write-whole.ts';
import { UsageError } from '../errors.ts';
import { PROJECT, readPackage, WORKPLACE } from '../sources/project.ts';
import { idProblem } from './contract.ts';

/** The film that others begin with: `template/`, as it is written but for its name. */
const TEMPLATE = join(PROJECT, 'template');
const ITS_ID = 'newtons-method';
/** A package cannot hold files of these names. */
const RENAMED: Readonly<Record<string, string>> = { gitignore: '.gitignore' };

const slashed = (path: string): string => path.split(sep).join('/');

/** What the package.json of whoever has installed this lossreel calls its version, if that is known. */
function installedAs(): { readonly spec: string; readonly from: string } | undefined {
  const modules = dirname(PROJECT);
  if (basename(modules) !== 'node_modules') return undefined;
  const from = dirname(modules);
  try {
    const { dependencies, devDependencies } = JSON.parse(readFileSync(join(from, 'package.json'), 'utf8'));
    const spec: unknown = { ...devDependencies, ...dependencies }.lossreel;
    return typeof spec === 'string' ? { spec, from } : undefined;
  } catch {
    return undefined;
  }
}

/** How a package in a folder depends on the lossreel that runs: on this checkout, or as whoever installed it does. */
function dependencyFrom(folder: string): string {
  const file = (path: string): string => `file:${slashed(relative(folder, path))}`;
  if (WORKPLACE === PROJECT) return file(PROJECT);
  const known = installedAs();
  if (known === undefined) return readPackage().version;
  const { spec, from } = known;
  return spec.startsWith('file:') ? file(resolve(from, spec.slice('file:'.length))) : spec;
}

/** The package.json of a film. */
function packageOf(id: string, folder: string): string {
  const { devDependencies } = readPackage();
  const pinned = (...names: readonly string[]) =>
    Object.fromEntries(names.map((name) => [name, devDependencies[name] ?? 'latest']));
  const dependencies = { lossreel: dependencyFrom(folder), ...pinned('react', 'react-dom') };
  const about = {
    // No package may depend on one of its own name.
    name: id.toLowerCase() in dependencies ? `${id.toLowerCase()}-film` : id.toLowerCase(),
    private: true,
    type: 'module',
    main: 'index.tsx',
    scripts: {
      render: 'lossreel render .',
      studio: 'lossreel studio .',
      check: 'lossreel check .',
      test: 'tsc && lossreel check .',
    },
    dependencies,
    devDependencies: pinned('@types/react', 'typescript'),
  };
  return `${JSON.stringify(about, null, 2)}\n`;
}

/** Makes sure that a new film can be written into a folder. @throws UsageError */
function requireEmpty(named: string, folder: string): void {
  const there = statSync(folder, { throwIfNoEntry: false });
  if (there === undefined) return;
  if (!there.isDirectory()) throw new UsageError(`'${named}' is a file: a new film is a folder`);
  const [first] = readdirSync(folder).filter((name) => name !== '.git');
  if (first !== undefined)
    throw new UsageError(`'${named}' is not empty, it has '${first}': name a new folder`);
}

/**
 * Writes the smallest film there is into a folder, which gives it its id.
 *
 * @param named path of the folder; it is made
 * @param taken ids of other films
 * @returns the names of its files
 * @throws UsageError if the folder is not empty, or its name can be no id; Error if it cannot be written
 */
export function newFilm(named: string, taken: readonly string[]): readonly string[] {
  const folder = resolve(named);
  const id = basename(folder);
  const wrong = taken.includes(id) ? `'${id}' is the id of a film that comes with lossreel` : idProblem(id);
  if (wrong !== undefined) throw new UsageError(`the folder gives the film its id: ${wrong}`);
  requireEmpty(named, folder);
  const files = readdirSync(TEMPLATE).map((name): readonly [string, string] => [
    RENAMED[name] ?? name,
    readFileSync(join(TEMPLATE, name), 'utf8').replaceAll(ITS_ID, id),
  ]);
  const all = [...files, ['package.json', packageOf(id, folder)] as const].sort(([a], [b]) =>
    a < b ? -1 : 1,
  );
  const written: string[] = [];
  const isNew = statSync(folder, { throwIfNoEntry: false }) === undefined;
  try {
    makeFolder(folder);
    for (const [name, text] of all) {
      written.push(join(folder, name));
      writeFileSync(join(folder, name), text, { flag: 'wx' });
    }
  } catch (error) {
    for (const path of isNew ? [folder] : written) rmSync(path, { recursive: true, force: true });
    throw new Error(`cannot write ${named}: ${meaningOf(error)}`);
  }
  return all.map(([name]) => name);
}
