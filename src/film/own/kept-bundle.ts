import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { bytesHash, jsonHash } from '../../cache/hash.ts';
import { openStore } from '../../cache/store.ts';
import { packageFinder, versionsOf } from '../sources/installed.ts';
import { PROJECT } from '../sources/project.ts';
import { sourcesVersion } from '../sources/sources-version.ts';
import { type Bundle, bundleFilm } from './bundle.ts';
import type { FilmPlace } from './place.ts';

/** A bundle, and all that decided what went into it. */
interface Kept {
  readonly bundle: Pick<Bundle, 'text' | 'map' | 'doors'>;
  /** SHA-256 of each file that was read, by absolute path; empty for one that is not there. */
  readonly files: Readonly<Record<string, string>>;
  /** The names in each folder of the film: another may come to be meant by an import. */
  readonly folders: Readonly<Record<string, string>>;
  /** Each package that was looked for, from where, and the folder that it was found in. */
  readonly packages: readonly (readonly [name: string, from: string, folder: string | null])[];
}

function hashOf(path: string): string {
  try {
    return bytesHash(readFileSync(path));
  } catch {
    return '';
  }
}

function namesIn(folder: string): string {
  try {
    return jsonHash(readdirSync(folder).sort());
  } catch {
    return '';
  }
}

const PACKAGES = `${sep}node_modules${sep}`;

/** The state of everything that decided what went into a bundle. */
function stateOf({ files, packages }: Bundle): Omit<Kept, 'bundle'> {
  const own = [
    ...new Set(
      Object.keys(files)
        .filter((path) => !path.includes(PACKAGES))
        .map(dirname),
    ),
  ];
  const find = packageFinder();
  const places = packages.map(([name, from]) => [name, from, find(name, from)] as const);
  const folders = [...own, ...places.flatMap(([, , folder]) => folder ?? [])];
  const about = folders.map((folder) => join(folder, 'package.json'));
  return {
    files: { ...Object.fromEntries(about.map((path) => [path, hashOf(path)])), ...files },
    folders: Object.fromEntries(own.map((folder) => [folder, namesIn(folder)])),
    packages: places,
  };
}

/** Whether all that is still so. */
function isCurrent({ files, folders, packages }: Kept): boolean {
  const find = packageFinder();
  return (
    Object.entries(files).every(([path, hash]) => hashOf(path) === hash) &&
    Object.entries(folders).every(([path, names]) => namesIn(path) === names) &&
    packages.every(([name, from, folder]) => find(name, from) === folder)
  );
}

const keyOf = ({ folder, entry }: FilmPlace, cache: string): string =>
  jsonHash([
    'bundle',
    folder,
    entry,
    sourcesVersion(['src/film/own/kept-bundle.ts'], cache),
    versionsOf(['esbuild'], PROJECT),
  ]);

/** The bundle of a film as it was made before, if nothing that went into it has changed; else `null`. */
export function keptBundle(place: FilmPlace, cache: string): Kept['bundle'] | null {
  const bytes = openStore(cache).get('film', keyOf(place, cache));
  if (bytes === null) return null;
  const kept: Kept = JSON.parse(bytes.toString());
  return isCurrent(kept) ? kept.bundle : null;
}

/** The bundle of a film as it is now. @throws FilmError */
export async function currentBundle(place: FilmPlace, cache: string): Promise<Kept['bundle']> {
  const before = keptBundle(place, cache);
  if (before !== null) return before;
  const made = await bundleFilm(place);
  const { text, map, doors } = made;
  const bundle = { text, map, doors };
  const kept: Kept = { bundle, ...stateOf(made) };
  openStore(cache).put('film', keyOf(place, cache), JSON.stringify(kept));
  return bundle;
}
