import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { fileHash } from '../../cache/hash.ts';
import { BED, type BedFile } from '../bed.ts';
import type { Provenance } from '../sidecars/provenance.ts';
import type { Check } from './check.ts';

const about = { id: 'inputs', file: '.json' } as const;

/** Where a bed may be: where it was, by its path from the film, or beside the film under whatever name. */
async function places(base: string, path: string): Promise<readonly string[]> {
  const folder = dirname(base);
  const beside = await readdir(folder).catch(() => []);
  const alike = beside.filter((name) => extname(name).toLowerCase() === extname(path).toLowerCase());
  return [path, join(folder, path), join(folder, basename(path)), ...alike.map((name) => join(folder, name))];
}

/**
 * Looks for the music that a film was rendered with, by its hash.
 *
 * @param base path of the film's files without extension
 * @returns the file, `null` if the film has none, `undefined` if it cannot be found; and the check
 */
export async function findBed(
  base: string,
  { look, inputs }: Provenance,
): Promise<{ readonly bed: BedFile | null | undefined; readonly checks: readonly Check[] }> {
  const hash = inputs?.[BED];
  if (hash === undefined) return { bed: null, checks: [] };
  for (const path of new Set(await places(base, look.bed))) {
    if (!existsSync(path) || (await fileHash(path).catch(() => '')) !== hash) continue;
    return {
      bed: { path, hash },
      checks: [{ ...about, status: 'ok', says: `${path} is the bed that was rendered` }],
    };
  }
  const says = `not checked: input missing: no file of the bed '${look.bed}' has the SHA-256 ${hash.slice(0, 12)}…`;
  return { bed: undefined, checks: [{ ...about, status: 'skipped', says }] };
}
