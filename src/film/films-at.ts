import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readRegular } from '../cache/regular-file.ts';
import { UsageError } from './errors.ts';

/** A provenance without its MP4 still counts as a film. Other JSON files do not. */
function looksLikeProvenance(path: string): boolean {
  try {
    const data: unknown = JSON.parse(readRegular(path).toString());
    return typeof data === 'object' && data !== null && 'lossreel' in data && 'hashes' in data;
  } catch {
    return false;
  }
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

/**
 * The films below a folder, except in hidden folders, as paths without extension. Linked folders are gone into once; what is
 * named like an MP4 is a film, whatever it is: it then fails.
 *
 * @param above real paths of the folders that lead here
 */
function filmsBelow(folder: string, above: readonly string[] = []): readonly string[] {
  const real = realpathSync(folder);
  if (above.includes(real)) return [];
  const names = readdirSync(folder)
    .filter((name) => !name.startsWith('.'))
    .sort();
  return names.flatMap((name) => {
    const path = join(folder, name);
    if (name.endsWith('.mp4')) return [path.slice(0, -'.mp4'.length)];
    if (isFolder(path)) return filmsBelow(path, [...above, real]);
    const base = path.slice(0, -'.json'.length);
    const lone = name.endsWith('.json') && !existsSync(`${base}.mp4`);
    return lone && looksLikeProvenance(path) ? [base] : [];
  });
}

/** The films at a path. @throws UsageError if there are none */
export function filmsAt(path: string): readonly string[] {
  if (!existsSync(path)) throw new UsageError(`'${path}': no such file or folder`);
  if (isFolder(path) && !path.endsWith('.mp4')) {
    const films = filmsBelow(path);
    if (films.length === 0) throw new UsageError(`'${path}': no film in or below this folder`);
    return films;
  }
  const match = /^(.*)\.(mp4|json)$/.exec(path);
  if (match?.[1] === undefined) throw new UsageError(`'${path}': not an .mp4, its .json, or a folder`);
  return [match[1]];
}
