import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileHash } from '../../cache/hash.ts';
import type { Narration } from '../../story/recording.ts';
import type { Check } from './check.ts';

const about = { id: 'inputs', file: '.json' } as const;

/** A folder and those directly in it. */
function withFolders(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  const inside = readdirSync(folder, { withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && !entry.name.startsWith('.'),
  );
  return [folder, ...inside.map(({ name }) => join(folder, name))];
}

/**
 * Looks for the recordings that a film was rendered with, by name, size and hash: in a folder that is named, else beside
 * the film, in the folder above it, and in the folders in both. Where they were is not recorded.
 *
 * @param base path of the film's files without extension
 * @returns the files by part, `undefined` if any cannot be found; and the checks
 */
export async function findNarration(
  base: string,
  narration: Narration,
  folder: string | undefined,
): Promise<{
  readonly files: Readonly<Record<string, string>> | undefined;
  readonly checks: readonly Check[];
}> {
  const recordings = Object.entries(narration);
  if (recordings.length === 0) return { files: {}, checks: [] };
  const own = dirname(base);
  const places =
    folder === undefined ? [...new Set([...withFolders(own), ...withFolders(join(own, '..'))])] : [folder];
  const files: Record<string, string> = {};
  const missing: string[] = [];
  for (const [part, { name, bytes, sha256 }] of recordings) {
    for (const place of places) {
      const path = join(place, name);
      if (!existsSync(path) || statSync(path).size !== bytes) continue;
      if ((await fileHash(path).catch(() => '')) !== sha256) continue;
      files[part] = path;
      break;
    }
    if (files[part] === undefined) missing.push(name);
  }
  if (missing.length === 0)
    return {
      files,
      checks: [{ ...about, status: 'ok', says: 'the narration is the one that was rendered' }],
    };
  const says = `not checked: input missing: no file '${missing[0]}'${missing.length > 1 ? `, and ${missing.length - 1} more,` : ''} as it was rendered: name the folder of the narration by --narration`;
  // In the folder that was named they should be.
  return {
    files: undefined,
    checks: [{ ...about, status: folder === undefined ? 'skipped' : 'failed', says }],
  };
}
