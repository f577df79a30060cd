import { existsSync, readFileSync, statSync } from 'node:fs';
import { type FilmCall, type Recalled, recall } from '../src/film/recall.ts';
import type { RenderFlags } from './render-task.ts';

/** A call as the user typed it, with the contents of a params file in place of its name. */
export function callFor(film: string, flags: RenderFlags): FilmCall {
  const { props, cache } = flags;
  const inFile = props !== undefined && existsSync(props) && statSync(props).isFile();
  const words = { flags, props: inFile ? readFileSync(props, 'utf8') : null };
  return { film, words, readers: ['cli/film-call.ts', 'cli/render-task.ts'], cache };
}

/** The films of a call that was made before, if nothing has changed since; `null` if any needs a closer look. */
export async function recallAll(
  films: readonly string[],
  flags: RenderFlags,
): Promise<readonly Recalled[] | null> {
  if (films.length === 0 || flags.all || flags.force || flags.open || flags.engine !== 'native') return null;
  const found: Recalled[] = [];
  for (const film of new Set(films)) {
    const recalled = await recall(callFor(film, flags));
    if (recalled === null) return null;
    found.push(recalled);
  }
  return found;
}
