import { lstatSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, sep } from 'node:path';
import type { Facts } from './file-facts.ts';

/** What we read from an installed package's package.json. */
export interface Installed {
  readonly id: string;
  /** The packages it may import. */
  readonly needs: readonly string[];
}

/** Reads a package.json. */
export function readInstalled(bytes: Buffer): Installed {
  const about = JSON.parse(bytes.toString());
  const needs = { ...about.dependencies, ...about.optionalDependencies, ...about.peerDependencies };
  return { id: `${about.name}@${about.version}`, needs: Object.keys(needs) };
}

/** The executable code of the package whose package.json is at a path. */
export function listPrograms(_bytes: Buffer, path: string): readonly string[] {
  const names = readdirSync(dirname(path), { recursive: true, encoding: 'utf8' });
  return names.filter((name) => /\.([cm]?js|wasm)$/.test(name)).sort();
}

/** The name of the package that an import of `name` or `name/part` resolves to. */
export const packageName = (specifier: string): string =>
  specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');

/** The real path of a folder: a package manager may link to a place with all the package's dependencies next to it. */
function placeOf(folder: string): string | null {
  const about = lstatSync(folder, { throwIfNoEntry: false });
  if (about?.isSymbolicLink()) return realpathSync.native(folder);
  return about?.isDirectory() ? folder : null;
}

/** Resolves packages as Node does: the folder of the package that a module in a folder imports, or `null`. */
export type PackageFinder = (name: string, from: string) => string | null;

/** What Yarn's Plug'n'Play tells of packages, which it keeps in archives instead of `node_modules`. */
interface PnpApi {
  readonly resolveToUnqualified: (
    name: string,
    from: string,
    options: { readonly considerBuiltins: boolean },
  ) => string | null;
}

/** The same where Plug'n'Play runs this process. */
const pnpFinder =
  ({ resolveToUnqualified }: PnpApi): PackageFinder =>
  (name, from) => {
    try {
      return resolveToUnqualified(name, `${from}${sep}`, { considerBuiltins: false });
    } catch {
      // Not installed, or not declared by whoever asks.
      return null;
    }
  };

/** Creates a resolver for folders without links in their paths; it looks at each folder once. */
export function packageFinder(): PackageFinder {
  if (process.versions.pnp !== undefined)
    return pnpFinder(createRequire(import.meta.url)('pnpapi') as PnpApi);
  const places = new Map<string, string | null>();
  const real = (folder: string): string | null => {
    const known = places.get(folder);
    if (known !== undefined) return known;
    const place = placeOf(folder);
    places.set(folder, place);
    return place;
  };
  const above = new Map<string, readonly string[]>();
  /** The folders of packages above a module's folder, the nearest first. */
  const foldersAbove = (from: string): readonly string[] => {
    const known = above.get(from);
    if (known !== undefined) return known;
    const own = basename(from) === 'node_modules' ? null : real(join(from, 'node_modules'));
    const outer = dirname(from) === from ? [] : foldersAbove(dirname(from));
    const all = own === null ? outer : [own, ...outer];
    above.set(from, all);
    return all;
  };
  return (name, from) => {
    for (const folder of foldersAbove(from)) {
      const place = real(`${folder}${sep}${name}`);
      if (place !== null) return place;
    }
    return null;
  };
}

/** The versions of packages as resolved from a folder, by name; packages not installed are left out. */
export function versionsOf(names: readonly string[], from: string): Readonly<Record<string, string>> {
  const find = packageFinder();
  const found = names.flatMap((name) => {
    const folder = find(name, from);
    if (folder === null) return [];
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    return [[name, String(version)]];
  });
  return Object.fromEntries(found);
}

/**
 * Names and versions of installed packages and of everything these may import.
 *
 * @param wanted names, each with the folder it is imported from
 * @returns `name@version`, sorted; just the name if a package is not installed
 */
export function installedVersions(
  wanted: readonly (readonly [name: string, from: string])[],
  find: PackageFinder,
  packages: Facts<Installed>,
): readonly string[] {
  const ids = new Set<string>();
  const seen = new Set<string>();
  const waiting = [...wanted];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [name, from] = next;
    const folder = find(name, from);
    if (folder === null) ids.add(name);
    if (folder === null || seen.has(folder)) continue;
    seen.add(folder);
    const { id, needs } = packages.of(join(folder, 'package.json')) ?? { id: name, needs: [] };
    ids.add(id);
    waiting.push(...needs.map((need) => [need, folder] as const));
  }
  return [...ids].sort();
}
