import { existsSync, statSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileHash } from '../src/cache/hash.ts';
import { withTemporaryFolder, writeWhole } from '../src/cache/write-whole.ts';
import { UsageError } from '../src/film/errors.ts';
import type { ToldFilm } from '../src/film/told-film.ts';
import { filesBelow } from '../src/logs/files.ts';
import { baseName, plainName } from '../src/logs/names.ts';
import { writeReading } from '../src/logs/reading-file.ts';
import { LogError, type Reading } from '../src/logs/series.ts';
import { thinned } from '../src/logs/thin.ts';
import { InputError } from '../src/sim/data/idx.ts';
import { mediaKind, requireFolder } from './paths.ts';
import type { RenderFlags } from './render-task.ts';

/** The options of `run` that say what its film is to be. */
export interface RunFilmFlags extends RenderFlags {
  readonly duration?: string;
  readonly smoothing?: string;
  readonly provenance?: string;
  /** Pictures are square, for phones too, unless another format is asked for. */
  readonly formatIsGiven: boolean;
}

const FILM = 'training-run';
/** Larger files are read in pieces, and not again for the film. */
const LARGE = 2 ** 28;
/** What a film cannot read by itself: whatever takes other files, or a library that has to be loaded. */
const APART = /\.(db|sqlite3?|swanlab|gz|zip)$/i;

/** What the log is called: in the film, and in its files' names. */
const titleOf = (logs: readonly string[]): string =>
  logs.length === 1 && logs[0] !== '-'
    ? plainName(logs[0] ?? '')
    : logs[0] === '-'
      ? 'stdin'
      : `${plainName(logs[0] ?? '')}-and-${logs.length - 1}-more`;

const fileName = (title: string): string =>
  title.replace(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^[.-]+|[. -]+$/g, '') || 'log';

/** Whether the film reads these logs by itself: one file, which needs no others. */
export function filmReads([path, ...more]: readonly string[]): boolean {
  if (path === undefined || more.length > 0 || !existsSync(path) || APART.test(path)) return false;
  const stat = statSync(path);
  return stat.isFile() && stat.size > 0 && stat.size <= LARGE;
}

/** The files of the logs with their hashes; where they lie only if that is asked for. */
async function filesOf(logs: readonly string[], full: boolean) {
  const all = logs.flatMap((path) =>
    !existsSync(path)
      ? []
      : statSync(path).isDirectory()
        ? filesBelow(path)
        : [{ path, name: baseName(path) }],
  );
  return Promise.all(
    all.map(async ({ path, name }) => ({
      name,
      size: statSync(path).size,
      sha256: await fileHash(path),
      ...(full ? { path: resolve(path) } : {}),
    })),
  );
}

/**
 * What the film reads: the files themselves, or what was read from them, kept beside the film.
 *
 * @param reading `null` if it reads them by itself
 * @param kept.folder of the film
 * @param kept.full whether it is kept where the files were
 */
async function logsFor(
  logs: readonly string[],
  reading: Reading | null,
  title: string,
  { folder, full }: { readonly folder: string; readonly full: boolean },
): Promise<readonly string[]> {
  if (reading === null) return logs;
  const path = join(folder, `run-${fileName(title)}.log.json`);
  await requireFolder('--out', folder);
  const text = writeReading({ ...thinned(reading), title, files: await filesOf(logs, full) });
  await writeWhole(path, (into) => writeFile(into, text));
  return [path];
}

const numberOr = (given: string | undefined): number | string | undefined =>
  given === undefined || Number.isNaN(Number(given)) ? given : Number(given);

/**
 * Renders the film of some logs; to a `.png` a still of the whole run, to a `.gif` the film without its sound.
 *
 * @param reading `null` if the film reads them by itself
 * @param said what is said of them: `map` and `restart` of the film's params
 * @throws UsageError; LogError if there is nothing in them to draw
 */
export async function renderRun(
  logs: readonly string[],
  reading: Reading | null,
  said: { readonly map: object; readonly restart?: string },
  flags: RunFilmFlags,
): Promise<void> {
  try {
    await made(logs, reading, said, flags);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw error.message.startsWith('map:')
      ? new UsageError(`--${error.message}`)
      : new LogError(error.message);
  }
}

async function made(...[logs, reading, said, flags]: Parameters<typeof renderRun>): Promise<void> {
  const kind = mediaKind(flags.out);
  if (kind !== '.png' && kind !== '.gif') {
    const params = await paramsOf(logs, reading, said, {
      flags,
      folder: kind === undefined ? flags.out : dirname(flags.out),
    });
    const named = kind !== undefined || flags.name !== undefined;
    return (await import('./render.ts')).render([FILM], {
      ...flags,
      props: JSON.stringify(params),
      ...(named ? {} : { name: `run-${fileName(titleOf(logs))}{marks}` }),
    });
  }
  if (flags.provenance === 'full')
    throw new UsageError(`--provenance full: only a film has a provenance, ${flags.out} has none`);
  await withTemporaryFolder(async (folder) => {
    const props = JSON.stringify(await paramsOf(logs, reading, said, { flags, folder }));
    const film = { ...flags, props, ...(flags.formatIsGiven ? {} : { format: 'square' }) };
    if (kind === '.gif') await (await import('./run-gif.ts')).drawGif(FILM, film);
    else await (await import('./still.ts')).drawStill(FILM, film, whereItIsSaid);
  });
}

/** The frame over the whole run at which it is said what came of it. */
const whereItIsSaid = ({ parts, captions, posterFrame }: ToldFilm['story']): number => {
  const end = parts.at(-1)?.start ?? 0;
  const said = captions.find(({ start }) => start >= end);
  return said === undefined ? posterFrame : Math.floor((said.start + said.end) / 2);
};

/** The params of the film. @param place where what the film cannot read by itself is kept @throws UsageError */
async function paramsOf(
  logs: readonly string[],
  reading: Reading | null,
  said: object,
  { flags, folder }: { readonly flags: RunFilmFlags; readonly folder: string },
): Promise<object> {
  if (flags.duration !== undefined && !/^([\d.]+s?|auto)$/.test(flags.duration))
    throw new UsageError(`--duration: '${flags.duration}' is no number of seconds, like 45s`);
  const duration = numberOr(flags.duration?.replace(/s$/, ''));
  const smoothing = numberOr(flags.smoothing);
  const full = flags.provenance === 'full';
  return {
    ...(flags.props === undefined
      ? {}
      : ((await import('./props-option.ts')).readParams(flags.props) as object)),
    logs: await logsFor(logs, reading, titleOf(logs), { folder, full }),
    ...(full ? { provenance: 'full' } : {}),
    ...said,
    ...(duration === undefined ? {} : { duration }),
    ...(smoothing === undefined ? {} : { smoothing }),
  };
}
