import { existsSync, readFileSync, realpathSync, type Stats, statSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { cut, UsageError } from '../errors.ts';
import { CODE } from '../sources/module-imports.ts';

/** Where a film of somebody's own lies; all paths are absolute, without links. */
export interface FilmPlace {
  /** The folder or file that was named. */
  readonly path: string;
  /** The folder that its own files lie in. */
  readonly folder: string;
  /** The module whose default export is the film. */
  readonly entry: string;
}

const ENTRIES = ['index.tsx', 'index.ts', 'index.jsx', 'index.js'] as const;

/** What lies at a path; nothing where there can be nothing, as behind a file or under a name that is too long. */
function entryAt(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'ENAMETOOLONG' || code === 'ENOTDIR') return undefined;
    throw error;
  }
}

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;

/** The first path in a package's `exports`, as an import would take it. */
function exported(exports: unknown): string | undefined {
  if (typeof exports === 'string') return exports;
  if (typeof exports !== 'object' || exports === null) return undefined;
  const conditions = exports as Readonly<Record<string, unknown>>;
  return exported(conditions['.'] ?? conditions.import ?? conditions.default);
}

/** The module that a folder's package.json names, if it has one that is there. */
function namedByPackage(folder: string): string | undefined {
  const file = join(folder, 'package.json');
  if (!isFile(file)) return undefined;
  let about: { readonly main?: unknown; readonly exports?: unknown };
  try {
    about = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new UsageError(`'${file}' is not valid JSON`);
  }
  return [exported(about.exports), about.main]
    .flatMap((path) => (typeof path === 'string' ? [join(folder, path)] : []))
    .find(isFile);
}

/** Whether a name can only be a path: an id has no separator and does not begin with a dot. */
const isPath = (name: string): boolean => name.startsWith('.') || isAbsolute(name) || /[\\/]/.test(name);

/**
 * The place of a film that is named by its path: a folder, or the file of its module. A bare name is one only where no
 * film has it as its id.
 *
 * @param isKnown whether a film of the catalogue has this id
 * @param from the folder that relative paths are relative to
 * @returns `null` if the name is not a path
 * @throws UsageError if it is a path that leads to no film
 */
export function filmPlace(
  name: string,
  isKnown: (id: string) => boolean,
  from: string = process.cwd(),
): FilmPlace | null {
  const path = resolve(from, name);
  const there = entryAt(path);
  if (!isPath(name) && (name === '' || isKnown(name) || !there?.isDirectory())) return null;
  if (there === undefined) throw new UsageError(`'${cut(name)}': there is no such folder or file`);
  if (there.isFile()) {
    if (!CODE.test(path)) throw new UsageError(`'${name}' is not a module (${ENTRIES.join(', ')}, …)`);
    const entry = realpathSync.native(path);
    return { path: entry, folder: dirname(entry), entry };
  }
  const folder = realpathSync.native(path);
  const entry = ENTRIES.map((file) => join(folder, file)).find(isFile) ?? namedByPackage(folder);
  if (entry === undefined) {
    const also = existsSync(join(folder, 'package.json')) ? ", and its package.json names no 'main'" : '';
    throw new UsageError(`'${name}': no film in it: there is no ${ENTRIES.join(', ')}${also}`);
  }
  return { path: folder, folder, entry: realpathSync.native(entry) };
}
