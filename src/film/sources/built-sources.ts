import { readFileSync } from 'node:fs';
import { jsonHash } from '../../cache/hash.ts';
import type { Store } from '../../cache/store.ts';
import { readInstalledFacts } from './installed-facts.ts';
import { BUILT, builtFile } from './project.ts';
import type { SourceReader } from './sources.ts';

/** What a build tells of the sources it was made of, in its `sources.json`. */
interface BuiltSources {
  /** Hash of all that decided how they were read. */
  readonly settings: string;
  /** Packages that lie in the build itself, each in a file of its own: version, and SHA-256 of the file. */
  readonly carried: Readonly<
    Record<string, { readonly version: string; readonly hash: string; readonly file: string }>
  >;
  /** Each module by its path from the project: the SHA-256 of its text, and what it loads. */
  readonly modules: Readonly<
    Record<
      string,
      { readonly hash: string; readonly files: readonly string[]; readonly packages: readonly string[] }
    >
  >;
}

let read: BuiltSources | undefined;

/** What the build that runs was made of, or `null`: the sources themselves run. */
export function runningBuild(): BuiltSources | null {
  if (BUILT) read ??= JSON.parse(readFileSync(builtFile('sources.json'), 'utf8')) as BuiltSources;
  return read ?? null;
}

/** The modules that find out what is installed. */
const FINDERS = [
  'src/film/sources/installed-facts.ts',
  'src/film/sources/installed.ts',
  'src/film/sources/file-facts.ts',
];

/**
 * What modules were made of when they were built: nothing is looked at but installed packages.
 *
 * @param project the folder in which packages are looked up
 * @param except modules that are not entered and do not count
 */
export function readBuiltSources(
  { modules, carried }: BuiltSources,
  project: string,
  store: Store,
  except: readonly string[],
): SourceReader {
  const own = jsonHash(FINDERS.map((path) => modules[path]?.hash ?? ''));
  const { hashes, programs, versions, remember } = readInstalledFacts(project, store, own);
  return {
    hashes,
    programs,
    has: (path) => path in modules,
    of: (roots) => {
      const files = new Map<string, string>();
      const packages = new Set<string>();
      const waiting = [...roots];
      for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
        if (files.has(path) || except.includes(path)) continue;
        const module = modules[path];
        if (module === undefined) {
          if (roots.includes(path)) throw new Error(`there is no source ${path} in this build of lossreel`);
          continue;
        }
        files.set(path, module.hash);
        waiting.push(...module.files);
        for (const name of module.packages) packages.add(name);
      }
      const installed = [...packages].filter((name) => !(name in carried));
      const found = versions(installed.map((name) => [name, project] as const));
      remember();
      // The hash covers what a carried package needs in its turn.
      const along = Object.entries(carried)
        .filter(([name]) => packages.has(name))
        .map(([name, { version, hash }]) => `${name}@${version} ${hash}`);
      return {
        files: new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1))),
        packages: [...found, ...along].sort(),
      };
    },
  };
}
