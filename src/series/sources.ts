import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';

/** Statements that load another module, and files named relative to one. Type imports leave no trace at run time. */
const LOADS = [
  /(?:^|\n)\s*(?:import|export)\s(?!type\s)[^'"`;]*?from\s*['"](\.[^'"]+)['"]/g,
  /\bimport\s*\(?\s*['"](\.[^'"]+)['"]/g,
  /\bnew URL\(\s*['"](\.[^'"]+)['"]/g,
];

const contentOf = (path: string): string | null => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
};

/**
 * The files that modules are made of: themselves and all that they load of ours, directly or not.
 *
 * @param project folder that the paths are relative to
 * @param roots modules
 * @param except modules that are not entered and do not count
 * @returns the files' contents by path, sorted
 * @throws Error when there is no such module
 */
export function importClosure(
  project: string,
  roots: readonly string[],
  except: readonly string[] = [],
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const waiting = [...roots];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (found.has(file) || except.includes(file)) continue;
    const text = contentOf(join(project, file));
    if (text === null && roots.includes(file)) throw new Error(`there is no source ${file} in ${project}`);
    // Named in a comment, say: what a module really lacks, it complains of itself.
    if (text === null) continue;
    found.set(file, text);
    const from = dirname(file);
    for (const pattern of LOADS)
      for (const [, name = ''] of text.matchAll(pattern)) waiting.push(posix.join(from, name));
  }
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** SHA-256 over the paths and contents of files. */
export function sourcesHash(files: ReadonlyMap<string, string>): string {
  const hash = createHash('sha256');
  for (const [path, text] of files) hash.update(`${path}\n${text.length}\n`).update(text);
  return hash.digest('hex');
}
