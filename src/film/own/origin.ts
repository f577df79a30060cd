import { bytesHash } from '../../cache/hash.ts';
import type { FilmOrigin } from '../film.ts';
import type { Bundle } from './bundle.ts';
import { doors, openedDoors } from './doors.ts';
import { currentBundle, keptBundle } from './kept-bundle.ts';
import { writeModule } from './module-file.ts';
import type { FilmPlace } from './place.ts';

/** What is known of a film that has been bundled, its module written. */
function originOf({ path, entry }: FilmPlace, bundle: Pick<Bundle, 'text' | 'map' | 'doors'>): FilmOrigin {
  const sources = bundle.doors.flatMap((door) => doors().get(door)?.source ?? []);
  const module = writeModule(openedDoors(bundle.text), '.mjs', { '.map': bundle.map });
  return { path, entry, module, hash: bytesHash(bundle.text), toolkit: sources.sort() };
}

/** What is known of a film of somebody's own without bundling it; `null` if it has to be. */
export function knownOrigin(place: FilmPlace, cache: string): FilmOrigin | null {
  const bundle = keptBundle(place, cache);
  return bundle && originOf(place, bundle);
}

/** The same, of the film as it is now. @throws FilmError, one line naming file and line, if it cannot be bundled */
export const originAt = async (place: FilmPlace, cache: string): Promise<FilmOrigin> =>
  originOf(place, await currentBundle(place, cache));
