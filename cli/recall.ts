import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileHash } from '../src/render/file-hash.ts';
import { readRecord, touchRecord } from '../src/series/film-record.ts';
import { changedFiles } from '../src/series/restore-film.ts';
import { keyOf, openStore } from '../src/series/store.ts';
import { PROJECT } from './paths.ts';
import type { RenderOutcome } from './render-film.ts';
import type { RenderFlags, RenderTask } from './render-task.ts';
import { sourcesVersion, surroundings } from './sources-version.ts';

/** What a call for a film came to. */
interface Answer {
  /** Key of the film's record, and the path of its files without ending. */
  readonly film: string;
  readonly target: string;
  /** SHA-256 of the files that the params name, by path. */
  readonly inputs: Readonly<Record<string, string>>;
}

/** A film that was asked for in the same words before, and is still as it was then. */
export interface Recalled {
  readonly film: string;
  readonly target: string;
  readonly outcome: RenderOutcome;
}

const KIND = 'calls';

/** All that an answer depends on but the files that params name: the words of the call, and what would answer it. */
const callKey = (film: string, flags: RenderFlags): string =>
  keyOf({
    film,
    flags,
    props:
      flags.props !== undefined && existsSync(flags.props) && statSync(flags.props).isFile()
        ? readFileSync(flags.props, 'utf8')
        : null,
    surroundings: surroundings(film),
    reading: sourcesVersion('cli/recall.ts', 'cli/render-task.ts', 'cli/film-key.ts'),
  });

async function recallFilm(film: string, flags: RenderFlags): Promise<Recalled | null> {
  if (!/^[\w-]+$/.test(film) || !existsSync(join(PROJECT, 'compositions', film, 'index.ts'))) return null;
  const store = openStore(flags.cache);
  const bytes = await store.get(KIND, callKey(film, flags));
  if (bytes === null) return null;
  const answer: Answer = JSON.parse(bytes.toString());
  for (const [path, hash] of Object.entries(answer.inputs))
    if ((await fileHash(path).catch(() => '')) !== hash) return null;
  const record = await readRecord(store, answer.film);
  if (record === null || (await changedFiles(record, answer.target)).length > 0) return null;
  await touchRecord(store, answer.film, record);
  const segments = { total: record.segments.length, encoded: 0 };
  return { film, target: answer.target, outcome: { status: 'unchanged', frames: record.frames, segments } };
}

/**
 * Answers a call that was made before in the same words, where nothing has changed since. It loads no film, which takes
 * longer than all else that there is to do then.
 *
 * @returns `null` where one of the films has to be looked at
 */
export async function recall(
  films: readonly string[],
  flags: RenderFlags,
): Promise<readonly Recalled[] | null> {
  if (films.length === 0 || flags.all || flags.force || flags.open || flags.engine !== 'native') return null;
  const found: Recalled[] = [];
  for (const film of new Set(films)) {
    const recalled = await recallFilm(film, flags);
    if (recalled === null) return null;
    found.push(recalled);
  }
  return found;
}

/**
 * Keeps what a call came to.
 *
 * @param film key of the film's record
 * @param inputs paths of the files that its params name
 */
export async function rememberCall(
  { job, target, cache }: RenderTask,
  flags: RenderFlags,
  { film, inputs }: { readonly film: string; readonly inputs: readonly string[] },
): Promise<void> {
  const hashes = await Promise.all(inputs.map(async (path) => [path, await fileHash(path)] as const));
  const answer: Answer = { film, target, inputs: Object.fromEntries(hashes) };
  await openStore(cache).put(KIND, callKey(job.film, flags), Buffer.from(JSON.stringify(answer)));
}
