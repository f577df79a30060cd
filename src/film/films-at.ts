import { existsSync, readdirSync, statSync } from 'node:fs';
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

/** The films below a folder, except in hidden folders, as paths without extension. */
function filmsBelow(folder: string): readonly string[] {
  const entries = readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !name.startsWith('.'))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filmsBelow(path);
    if (entry.name.endsWith('.mp4')) return [path.slice(0, -'.mp4'.length)];
    const base = path.slice(0, -'.json'.length);
    const lone = entry.name.endsWith('.json') && !existsSync(`${base}.mp4`);
    return lone && looksLikeProvenance(path) ? [base] : [];
  });
}

/** The films at a path. @throws UsageError if there are none */
export function filmsAt(path: string): readonly string[] {
  if (!existsSync(path)) throw new UsageError(`'${path}': no such file or folder`);
  if (statSync(path).isDirectory()) {
    const films = filmsBelow(path);
    if (films.length === 0) throw new UsageError(`'${path}': no film in or below this folder`);
    return films;
  }
  const match = /^(.*)\.(mp4|json)$/.exec(path);
  if (match?.[1] === undefined) throw new UsageError(`'${path}': not an .mp4, its .json, or a folder`);
  return [match[1]];
}
