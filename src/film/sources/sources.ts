import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { bytesHash, jsonHash } from '../../cache/hash.ts';
import type { Store } from '../../cache/store.ts';
import { type InstalledFacts, readInstalledFacts } from './installed-facts.ts';
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

export interface SourceReader extends Pick<InstalledFacts, 'hashes' | 'programs'> {
  /** What modules are made of. @throws Error, one line, naming a module that is not there or cannot be read */
  readonly of: (roots: readonly string[]) => Sources;
  /** Whether there is such a module. */
  readonly has: (path: string) => boolean;
}

/** The modules that find out what this file tells. */
const FINDERS = [
  './sources.ts',
  './module-imports.ts',
  './installed-facts.ts',
  './installed.ts',
  './file-facts.ts',
];

/**
 * Determines the sources of modules. esbuild finds the imports, which are cached in the store with the module's hash:
 * esbuild takes a tenth of a second, checking the files a hundredth.
 *
 * @param folder of the project, which paths are relative to
 * @param except modules that are not followed and do not count
 */
export function readSources(folder: string, store: Store, except: readonly string[] = []): SourceReader {
  // esbuild reports real paths, in the case that the file system has them in.
  const project = realpathSync.native(folder);
  const left = new Set(except.map((path) => join(project, path)));
  const own = jsonHash(FINDERS.map((name) => bytesHash(readFileSync(new URL(name, import.meta.url)))));
  const { hashOf, hashes, programs, versions, remember } = readInstalledFacts(project, store, own);
  const key = jsonHash(['modules', project, except, own]);
  const kept = store.get('film', key);
  const known: Readonly<Record<string, Module>> = kept === null ? {} : JSON.parse(kept.toString());
  const modules = new Map(Object.entries(known));

  /** Lets esbuild read modules and everything they import. */
  const ask = (entries: readonly string[], fresh: Set<string>): void => {
    for (const [path, imports] of readImports(project, entries, [...left])) {
      modules.set(path, { ...imports, hash: hashOf(path) ?? '' });
      fresh.add(path);
    }
  };

  return {
    hashes,
    programs,
    has: (path) => existsSync(join(project, path)),
    of: (names) => {
      const roots = names.map((name) => {
        const path = join(project, name);
        if (hashOf(path) === null) throw new Error(`source ${name} not found in ${project}`);
        return realpathSync.native(path);
      });
      const found = new Map<string, string>();
      const wanted = new Map<string, readonly [name: string, from: string]>();
      const fresh = new Set<string>();
      const waiting = [...roots];
      for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
        if (found.has(path) || left.has(path)) continue;
        const hash = hashOf(path);
        // Named beside a module, but not there: what a module really lacks, it complains of itself.
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
      const packages = versions([...wanted.values()]);
      remember();
      if (fresh.size > 0) store.put('film', key, JSON.stringify(Object.fromEntries(modules)));
      const files = [...found].map(
        ([path, hash]) => [relative(project, path).split(sep).join('/'), hash] as const,
      );
      return { files: new Map(files.sort(([a], [b]) => (a < b ? -1 : 1))), packages };
    },
  };
}
