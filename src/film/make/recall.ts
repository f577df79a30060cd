import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { kindFolder } from '../../cache/entry.ts';
import { fileHash, jsonHash } from '../../cache/hash.ts';
import { sweepOnce } from '../../cache/remains.ts';
import { openStore } from '../../cache/store.ts';
import { bedOf } from '../bed.ts';
import type { FilmOrigin } from '../film.ts';
import { knownOrigin } from '../own/origin.ts';
import { filmPlace } from '../own/place.ts';
import { hasFilm, sourcesVersion, toolchain } from '../sources/sources-version.ts';
import { warningsOf } from '../warnings.ts';
import { readRecord, touchRecord } from './film-record.ts';
import type { RenderOutcome, RenderTask } from './render-task.ts';
import { changedFiles } from './restore-film.ts';

/** A call for a film as the user typed it, not yet interpreted. */
export interface FilmCall {
  /** Possibly a film's id, or the path of somebody's own. */
  readonly film: string;
  /** The rest of the call, as data. */
  readonly words: unknown;
  /** The modules that interpret these words: when they change, the same words may mean another film. */
  readonly readers: readonly string[];
  /** Folder of the cache. */
  readonly cache: string;
}

/** The result of a call for a film. */
interface Answer {
  readonly id: string;
  /** Key of the film's record, and the path of its files without extension. */
  readonly film: string;
  readonly target: string;
  /** SHA-256 of the files named in the params and the look, by path. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly warnings: readonly string[];
}

/** A film that was requested in the same words before and has not changed since. */
export interface Recalled {
  readonly film: string;
  readonly target: string;
  readonly warnings: readonly string[];
  readonly outcome: RenderOutcome;
}

/** Everything an answer depends on except the files named in the params: the call's words, and what would interpret them. */
const callKey = ({ film, words, readers, cache }: FilmCall, origin: FilmOrigin | undefined): string =>
  jsonHash({
    film: origin?.path ?? film,
    words,
    toolchain: toolchain(origin === undefined ? { id: film } : { id: film, origin }, cache),
    reading: sourcesVersion(readers, cache),
  });

/**
 * Answers a call that was made before in the same words, if nothing has changed since. It loads no film, as that would
 * take longer than everything else there is to do.
 *
 * @returns `null` if the film needs a closer look
 */
export async function recall(call: FilmCall): Promise<Recalled | null> {
  const { film, cache } = call;
  // What has never kept a film need not be asked, nor be there.
  if (!existsSync(join(cache, kindFolder('film')))) return null;
  const place = filmPlace(film, (id) => hasFilm(id, cache));
  const origin = place === null ? undefined : knownOrigin(place, cache);
  if (origin === null || (place === null && !hasFilm(film, cache))) return null;
  const store = openStore(cache);
  const bytes = store.get('film', callKey(call, origin));
  if (bytes === null) return null;
  const answer: Answer = JSON.parse(bytes.toString());
  for (const [path, hash] of Object.entries(answer.inputs))
    if ((await fileHash(path).catch(() => '')) !== hash) return null;
  sweepOnce(resolve(dirname(answer.target)));
  const record = readRecord(store, answer.film);
  if (record === null || (await changedFiles(record, answer.target)).length > 0) return null;
  touchRecord(store, answer.film, record);
  const segments = { total: record.segments.length, encoded: 0 };
  return {
    film: answer.id,
    target: answer.target,
    warnings: answer.warnings,
    outcome: { status: 'unchanged', frames: record.frames, segments },
  };
}

/**
 * Stores the result of a call.
 *
 * @param film key of the film's record
 */
export async function rememberCall(call: FilmCall, film: string, { job, target }: RenderTask): Promise<void> {
  const named = [
    ...(job.film.inputs?.(job.params) ?? []),
    ...(bedOf(job.look) === null ? [] : [{ path: job.look.bed }]),
  ];
  const files = named.map(async ({ path }) => [path, await fileHash(path)] as const);
  const answer: Answer = {
    id: job.film.id,
    film,
    target,
    inputs: Object.fromEntries(await Promise.all(files)),
    warnings: warningsOf(job),
  };
  openStore(call.cache).put('film', callKey(call, job.film.origin), JSON.stringify(answer));
}
