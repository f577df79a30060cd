import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { bytesHash } from '../src/cache/hash.ts';
import { brandFiles } from '../src/film/brand/brand-files.ts';
import { type FilmCall, type Recalled, recall } from '../src/film/make/recall.ts';
import type { RenderFlags } from './render-task.ts';

/** The contents of a file that an option names, or `null`. */
const contentsOf = (given: string | undefined): string | null =>
  given !== undefined && existsSync(given) && statSync(given).isFile() ? readFileSync(given, 'latin1') : null;

/** The names and SHA-256 of the files in a folder of recordings. */
const recordingsIn = (folder: string | undefined): readonly (readonly [string, string])[] =>
  folder === undefined || !existsSync(folder) || !statSync(folder).isDirectory()
    ? []
    : readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
        !entry.isFile() ? [] : [[entry.name, bytesHash(readFileSync(join(folder, entry.name)))]],
      );

/** A call as the user typed it, with the contents of the files of its params, words, brand and narration. */
export function callFor(film: string, flags: RenderFlags): FilmCall {
  const { props, words: said, brand, narration, cache } = flags;
  const words = {
    flags,
    props: contentsOf(props),
    words: contentsOf(said),
    brand: brand === undefined ? [] : brandFiles(brand).map(contentsOf),
    narration: recordingsIn(narration),
  };
  return { film, words, readers: ['cli/film-call.ts', 'cli/render-task.ts'], cache };
}

/** The films of a call that was made before, if nothing has changed since; `null` if any needs a closer look. */
export async function recallAll(
  films: readonly string[],
  flags: RenderFlags,
): Promise<readonly Recalled[] | null> {
  if (films.length === 0 || flags.all || flags.force || flags.open || flags.engine !== 'native') return null;
  // These are not kept.
  if (flags.stems) return null;
  const found: Recalled[] = [];
  for (const film of new Set(films)) {
    const recalled = await recall(callFor(film, flags));
    if (recalled === null) return null;
    found.push(recalled);
  }
  return found;
}
