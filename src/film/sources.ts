import { readFileSync, realpathSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { bytesHash, jsonHash } from '../cache/hash.ts';
import type { Store } from '../cache/store.ts';
import { type Known, rememberFacts } from './file-facts.ts';
import {
  type Installed,
  installedVersions,
  listPrograms,
  packageFinder,
  readInstalled,
} from './installed.ts';
import { CODE, type Imports, readImports } from './module-imports.ts';

/** The files and packages that modules consist of. */
export interface Sources {
  /** SHA-256 of each file, by path relative to the project. */
  readonly files: ReadonlyMap<string, string>;
  /** Installed packages they import, including transitive dependencies, as `name@version`. */
  readonly packages: readonly string[];
}

/** A module that has been read. */
interface Module extends Imports {
  readonly hash: string;
}

/** What is saved between processes. */
interface Memory {
  readonly hashes: Known<string>;
  readonly packages: Known<Installed>;
  readonly programs: Known<readonly string[]>;
  readonly modules: Readonly<Record<string, Module>>;
}

export interface SourceReader {
  /** The sources of modules. @throws Error, one line, naming a module that is missing or cannot be read */
  readonly of: (roots: readonly string[]) => Sources;
  /** SHA-256 of each code file of one of the project's packages; none if it is not installed. */
  readonly programs: (name: string) => readonly (string | null)[];
  /** SHA-256 of files, `null` for a missing one. */
  readonly hashes: (paths: readonly string[]) => readonly (string | null)[];
}

/**
 * Determines the sources of modules. esbuild finds the imports, which are cached in the store with the module's hash:
 * esbuild takes a tenth of a second, checking the files a hundredth.
 *
 * @param folder of the project, which paths are relative to
 * @param except modules that are not followed and do not count
 */
export function readSources(folder: string, store: Store, except: readonly string[] = []): SourceReader {
  // esbuild reports real paths.
  const project = realpathSync(folder);
  const left = new Set(except.map((path) => join(project, path)));
  const own = ['./sources.ts', './module-imports.ts', './installed.ts', './file-facts.ts'].map(
    (name) => new URL(name, import.meta.url),
  );
  const key = jsonHash([project, except, own.map((url) => bytesHash(readFileSync(url)))]);
  const kept = store.get('film', key);
  const memory: Partial<Memory> = kept === null ? {} : JSON.parse(kept.toString());
  const hashes = rememberFacts(bytesHash, memory.hashes);
  const packages = rememberFacts(readInstalled, memory.packages);
  const programs = rememberFacts(listPrograms, memory.programs);
  const find = packageFinder();
  const modules = new Map(Object.entries(memory.modules ?? {}));

  /** Lets esbuild read modules and everything they import. */
  const ask = (entries: readonly string[], fresh: Set<string>): void => {
    for (const [path, imports] of readImports(project, entries, [...left])) {
      modules.set(path, { ...imports, hash: hashes.of(path) ?? '' });
      fresh.add(path);
    }
  };

  /** Saves what has been found since the last time. */
  const remember = (): void => {
    if (![hashes, packages, programs].some(({ grown }) => grown())) return;
    const all: Memory = {
      hashes: hashes.known(),
      packages: packages.known(),
      programs: programs.known(),
      modules: Object.fromEntries(modules),
    };
    store.put('film', key, JSON.stringify(all));
  };

  return {
    hashes: (paths) => {
      const found = paths.map(hashes.of);
      remember();
      return found;
    },
    programs: (name) => {
      const folder = find(name, project);
      // Only a changed module can import anything new.
      const names = folder === null ? [] : (programs.of(join(folder, 'package.json')) ?? []);
      const found = names.map((program) => hashes.of(join(folder ?? '', program)));
      remember();
      return found;
    },
    of: (names) => {
      const roots = names.map((name) => {
        const path = join(project, name);
        if (hashes.of(path) === null) throw new Error(`source ${name} not found in ${project}`);
        return realpathSync.native(path);
      });
      const found = new Map<string, string>();
      const wanted = new Map<string, readonly [name: string, from: string]>();
      const fresh = new Set<string>();
      const waiting = [...roots];
      for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
        if (found.has(path) || left.has(path)) continue;
        const hash = hashes.of(path);
        // Referred to by URL but missing: a module that really needs it will report that itself.
        if (hash === null) continue;
        found.set(path, hash);
        if (!CODE.test(path)) continue;
        const known = modules.get(path);
        const sure = fresh.has(path) || (known?.hash === hash && known.exact);
        if (!sure) ask(roots.includes(path) ? roots.filter((root) => CODE.test(root)) : [path], fresh);
        const module = modules.get(path);
        if (module === undefined) throw new Error(`esbuild did not report ${path}`);
        waiting.push(...module.files);
        const from = path.startsWith(project + sep) ? project : dirname(path);
        for (const name of module.packages) wanted.set(`${name} ${from}`, [name, from]);
      }
      const versions = installedVersions([...wanted.values()], find, packages);
      remember();
      const files = [...found].map(
        ([path, hash]) => [relative(project, path).split(sep).join('/'), hash] as const,
      );
      return { files: new Map(files.sort(([a], [b]) => (a < b ? -1 : 1))), packages: versions };
    },
  };
}
