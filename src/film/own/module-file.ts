import { mkdtempSync, readFileSync, renameSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { kindFolder } from '../../cache/entry.ts';
import { bytesHash } from '../../cache/hash.ts';
import { discard, OWNER, sweepOnce, temporaryName } from '../../cache/remains.ts';
import { makeFolder } from '../../cache/write-whole.ts';

/** Writes a file unless it is there already, as it would be written. */
function ensureFile(path: string, text: string): void {
  try {
    if (readFileSync(path, 'utf8') === text) {
      const now = new Date();
      utimesSync(path, now, now);
      return;
    }
  } catch {}
  makeFolder(dirname(path));
  const beside = join(dirname(path), temporaryName('module'));
  try {
    writeFileSync(beside, text);
    renameSync(beside, path);
  } finally {
    discard(beside);
  }
}

let spare: string | undefined;

/** A folder for this process alone, for when the cache cannot be written. */
function spareFolder(): string {
  if (spare !== undefined) return spare;
  sweepOnce(tmpdir());
  const made = mkdtempSync(join(tmpdir(), `lossreel-${OWNER}-`));
  process.on('exit', () => discard(made));
  spare = made;
  return made;
}

/**
 * Writes a module that can be imported, named by its text: among the films of a cache, or where that cannot be written,
 * in a temporary folder that goes with this process.
 *
 * @param ending with its dot
 * @param beside texts that lie beside it, by their endings
 * @returns its path
 */
export function writeModule(
  cache: string,
  text: string,
  ending: '.mjs' | '.js',
  beside: Readonly<Record<string, string>> = {},
): string {
  const name = bytesHash(JSON.stringify([text, beside]));
  const write = (folder: string): string => {
    const path = join(folder, kindFolder('film'), name.slice(0, 2), name);
    for (const [other, content] of Object.entries(beside)) ensureFile(path + other, content);
    ensureFile(path + ending, text);
    return path + ending;
  };
  try {
    return write(cache);
  } catch {
    return write(spareFolder());
  }
}
