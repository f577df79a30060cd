import { dirname, isAbsolute, resolve, sep } from 'node:path';
import type { Film } from '../film.ts';
import { findFilm } from '../find-film.ts';
import { oneLine } from '../one-line.ts';
import { seenPath } from '../own/bundle.ts';
import { openFilm } from '../own/open-film.ts';
import type { Provenance } from '../sidecars/provenance.ts';
import type { Check } from './check.ts';

const about = { id: 'sources', file: '.json' } as const;
const failed = (says: string): Check => ({ ...about, status: 'failed', says });

/** What is said of a film whose sources have changed since it was rendered, and with them what it shows. */
export const otherSources = ({ origin }: Film): readonly Check[] => [
  failed(`made of other sources: ${seenPath(origin?.path ?? '')} has changed since it was rendered`),
];

/** How to name a film that is not where it was. */
const ELSEWHERE = 'where it is now is told by --film PATH';

/** A path as the user sees it, which cannot be taken for an id. */
function asPath(path: string): string {
  const seen = seenPath(path);
  return seen.startsWith('.') || isAbsolute(seen) ? seen : `.${sep}${seen}`;
}

/** Loads somebody's own film. */
async function ownFilm(path: string, { film: id, source }: Provenance, films: readonly Film[]) {
  const film = await openFilm(asPath(path), films);
  if (film.id !== id)
    return {
      check: [failed(`made of the film '${id}', and ${seenPath(path)} is '${film.id}': ${ELSEWHERE}`)],
    };
  const check: Check =
    film.origin?.hash === source?.hash
      ? { ...about, status: 'ok', says: `made of the sources of ${seenPath(path)}` }
      : {
          ...about,
          status: 'noted',
          says: `the sources of ${seenPath(path)} have changed, to the same effect`,
        };
  return { film, check: [check] };
}

/**
 * The film that a provenance names: of a catalogue, or somebody's own, where it was when it was rendered.
 *
 * @param base path of the rendered film's files without extension
 * @param given path of the film if it is somewhere else now
 * @returns no film if it cannot be had; the check then says why. `noted`: its sources have changed
 */
export async function filmOf(
  base: string,
  provenance: Provenance,
  films: readonly Film[],
  given: string | undefined,
): Promise<{ readonly film?: Film; readonly check: readonly Check[] }> {
  const { film: id, source } = provenance;
  try {
    if (source === undefined) return { film: findFilm(films, id), check: [] };
    const path = given ?? source.path;
    if (path === null) return { check: [failed(`the film '${id}' is on another drive: ${ELSEWHERE}`)] };
    return await ownFilm(
      given === undefined ? resolve(dirname(base), path) : resolve(path),
      provenance,
      films,
    );
  } catch (error) {
    const says = oneLine(error);
    if (source === undefined) return { check: [{ ...about, id: 'provenance', status: 'failed', says }] };
    return { check: [failed(given === undefined ? `${says}; ${ELSEWHERE}` : says)] };
  }
}
