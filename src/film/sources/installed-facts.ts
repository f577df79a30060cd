import { join } from 'node:path';
import { bytesHash, jsonHash } from '../../cache/hash.ts';
import type { Store } from '../../cache/store.ts';
import { type Known, rememberFacts } from './file-facts.ts';
import {
  type Installed,
  installedVersions,
  listPrograms,
  packageFinder,
  readInstalled,
} from './installed.ts';

/** What is kept between processes. */
interface Memory {
  readonly hashes: Known<string>;
  readonly packages: Known<Installed>;
  readonly programs: Known<readonly string[]>;
}

/** What is known of files and of installed packages, most of it from processes before. */
export interface InstalledFacts {
  /** SHA-256 of a file, or `null` where it is not there. */
  readonly hashOf: (path: string) => string | null;
  /** The same of several, which are remembered at once. */
  readonly hashes: (paths: readonly string[]) => readonly (string | null)[];
  /** SHA-256 of each program of a package of the project; none where it is not installed. */
  readonly programs: (name: string) => readonly (string | null)[];
  /** Packages, each with the folder it is imported from, and all that these need, as `name@version`. */
  readonly versions: (wanted: readonly (readonly [name: string, from: string])[]) => readonly string[];
  /** Keeps what has been found out since the last time. */
  readonly remember: () => void;
}

/**
 * Opens what is known of files and packages.
 *
 * @param project the folder in which packages are looked up
 * @param version of the modules that find it out: what others have found is not read
 */
export function readInstalledFacts(project: string, store: Store, version: string): InstalledFacts {
  const key = jsonHash(['installed', project, version]);
  const kept = store.get('film', key);
  const memory: Partial<Memory> = kept === null ? {} : JSON.parse(kept.toString());
  const hashes = rememberFacts(bytesHash, memory.hashes);
  const packages = rememberFacts(readInstalled, memory.packages);
  const programs = rememberFacts(listPrograms, memory.programs);
  const find = packageFinder();

  const remember = (): void => {
    if (![hashes, packages, programs].some(({ grown }) => grown())) return;
    const all: Memory = {
      hashes: hashes.known(),
      packages: packages.known(),
      programs: programs.known(),
    };
    store.put('film', key, JSON.stringify(all));
  };

  return {
    hashOf: hashes.of,
    remember,
    hashes: (paths) => {
      const found = paths.map(hashes.of);
      remember();
      return found;
    },
    programs: (name) => {
      const folder = find(name, project);
      // What is new to a package is imported by something that has changed.
      const names = folder === null ? [] : (programs.of(join(folder, 'package.json')) ?? []);
      const found = names.map((program) => hashes.of(join(folder ?? '', program)));
      remember();
      return found;
    },
    versions: (wanted) => installedVersions(wanted, find, packages),
  };
}
