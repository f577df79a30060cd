import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from './errors.ts';

/** A provenance whose MP4 is gone is still a film. Other JSON files are none. */
function looksLikeProvenance(path: string): boolean {
  try {
    const data: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return typeof data === 'object' && data !== null && 'lossreel' in data && 'hashes' in data;
  } catch {
    return false;
  }
}

/** The films below a folder, hidden folders left out, by the paths of their files without endings. */
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

/** The films that a path names. @throws UsageError when it names none */
export function filmsAt(path: string): readonly string[] {
  if (!existsSync(path)) throw new UsageError(`'${path}': there is no such file or folder`);
  if (statSync(path).isDirectory()) {
    const films = filmsBelow(path);
    if (films.length === 0) throw new UsageError(`'${path}': no film in this folder, nor below it`);
    return films;
  }
  const match = /^(.*)\.(mp4|json)$/.exec(path);
  if (match?.[1] === undefined)
    throw new UsageError(`'${path}': neither an .mp4, nor its .json, nor a folder`);
  return [match[1]];
}
