import { readFileSync, statSync } from 'node:fs';

/** Facts about files, by path: a known fact is returned without reading the file as long as the file is unchanged. */
export interface Facts<Fact> {
  /** The fact about a file, or `null` if there is no such file; each file is checked once. */
  readonly of: (path: string) => Fact | null;
  /** Whether facts have been added since `known` was last called. */
  readonly grown: () => boolean;
  /** All facts, to be saved for the next process. */
  readonly known: () => Known<Fact>;
}
export type Known<Fact> = Readonly<Record<string, readonly [mark: string, fact: Fact]>>;

function stateOf(path: string) {
  try {
    return statSync(path, { bigint: true, throwIfNoEntry: false });
  } catch {
    // A component of the path is a file, or not accessible.
    return undefined;
  }
}

/** Milliseconds within which a file may be written twice and keep the same timestamps. */
const TICK = 1000;

/**
 * Opens a store of facts. An unchanged file is recognized by inode, size, mtime and ctime in nanoseconds; no program can
 * set the ctime.
 *
 * @param find computes the fact from a file's bytes and path
 */
export function rememberFacts<Fact>(
  find: (bytes: Buffer, path: string) => Fact,
  known: Known<Fact> = {},
): Facts<Fact> {
  const facts = new Map(Object.entries(known));
  const answered = new Map<string, Fact | null>();
  let grown = false;
  const look = (path: string): Fact | null => {
    const about = stateOf(path);
    if (!about?.isFile()) return null;
    const mark = [about.ino, about.size, about.mtimeNs, about.ctimeNs].join(' ');
    const [before, fact] = facts.get(path) ?? [];
    if (before === mark && fact !== undefined) return fact;
    const found = find(readFileSync(path), path);
    if (Date.now() - Number(about.ctimeMs) > TICK) {
      facts.set(path, [mark, found]);
      grown = true;
    }
    return found;
  };
  return {
    of: (path) => {
      const before = answered.get(path);
      if (before !== undefined) return before;
      const fact = look(path);
      answered.set(path, fact);
      return fact;
    },
    grown: () => grown,
    known: () => {
      grown = false;
      return Object.fromEntries(facts);
    },
  };
}
