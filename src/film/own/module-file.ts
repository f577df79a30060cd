import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bytesHash } from '../../cache/hash.ts';
import { ownFolder } from '../../cache/remains.ts';

/**
 * Writes a module that can be imported, named by its text, into a folder that goes with this process. Worker threads
 * import it long after: in the cache another process might remove it meanwhile.
 *
 * @param ending with its dot
 * @param beside texts that lie beside it, by their endings
 * @returns its path
 */
export function writeModule(
  text: string,
  ending: '.mjs' | '.js',
  beside: Readonly<Record<string, string>> = {},
): string {
  const folder = join(ownFolder(), 'film');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, bytesHash(JSON.stringify([text, beside])));
  for (const [other, content] of Object.entries({ ...beside, [ending]: text }))
    if (!existsSync(path + other)) writeFileSync(path + other, content);
  return path + ending;
}
