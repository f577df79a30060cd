import { existsSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileHash } from '../cache/hash.ts';
import { readRegular } from '../cache/regular-file.ts';
import { writeSet } from '../cache/write-set.ts';
import { writeWhole } from '../cache/write-whole.ts';
import type { EncoderSettings } from '../render/encode/encoder.ts';
import { differences } from './differences.ts';
import { rangeFrom } from './frame-range.ts';
import type { FilmJob } from './job.ts';
import { SchemaVersionError } from './schema-version.ts';
import { HASHED_SIDECARS, type Provenance, parseProvenance } from './sidecars/provenance.ts';

/** The extensions of a film's files. The provenance is written last: if it exists, so do the others. */
export const FILM_ENDINGS = ['.mp4', ...HASHED_SIDECARS, '.json'] as const;
export type FilmEnding = (typeof FILM_ENDINGS)[number];

export interface ChapterLine {
  /** As written, e.g. `1:05`. */
  readonly time: string;
  readonly seconds: number;
  readonly title: string;
}

/** A film that should exist, and how it should have been made. */
export interface WantedFilm {
  readonly job: FilmJob;
  readonly encoder: EncoderSettings;
  readonly mute: boolean;
  /** Path in the output folder, without the extension. */
  readonly output: string;
}

/** A finished film, as described by its files. */
export interface FilmFiles {
  readonly width: number;
  readonly height: number;
  readonly frames: number;
  readonly sha256: string;
  readonly chapters: readonly ChapterLine[];
}

/** A film's files do not match the plan; the message says how. */
export class FilmFilesError extends Error {
  override readonly name = 'FilmFilesError';
}

/** The chapters of a `.chapters.txt`. */
export function parseChapters(text: string): readonly ChapterLine[] {
  return [...text.matchAll(/^((?:\d+:)?\d+:\d\d) (.+)$/gm)].map(([, time = '', title = '']) => ({
    time,
    seconds: time.split(':').reduce((sum, part) => 60 * sum + Number(part), 0),
    title,
  }));
}

/** The first difference between a film and its plan, or `undefined`. */
function difference({ job, encoder, mute }: WantedFilm, made: Provenance): string | undefined {
  const wanted = { job, encoder, mute, engine: 'native', firstFrame: 0 } as const;
  const [first] = differences(wanted, made);
  if (first === undefined) return undefined;
  const { what, before, now } = first;
  if (what === 'sources') return 'other sources';
  return what.startsWith('params')
    ? 'other params'
    : `${what} ${JSON.stringify(before)} instead of ${JSON.stringify(now)}`;
}

async function readProvenance(path: string): Promise<Provenance> {
  const text = readRegular(path).toString();
  try {
    return parseProvenance(text);
  } catch (error) {
    if (error instanceof SchemaVersionError) throw new FilmFilesError(`its .json: ${error.message}`);
    throw new FilmFilesError('its .json is not the provenance of a film');
  }
}

/**
 * Reads the files of a planned film in a folder.
 *
 * @throws FilmFilesError if it is missing, not the planned film, or not the one its provenance describes
 */
export async function readFilmFiles(folder: string, film: WantedFilm): Promise<FilmFiles> {
  const base = join(folder, film.output);
  const absent = FILM_ENDINGS.find((ending) => !existsSync(base + ending));
  if (absent !== undefined) throw new FilmFilesError(`there is no ${film.output}${absent}`);
  const made = await readProvenance(`${base}.json`);
  const differs = difference(film, made);
  if (differs !== undefined) throw new FilmFilesError(`it was made with ${differs}`);
  const sha256 = made.hashes.video;
  for (const [ending, hash] of Object.entries({ '.mp4': sha256, ...made.hashes.files })) {
    if ((await fileHash(base + ending)) !== hash)
      throw new FilmFilesError(`its ${ending} does not match its .json`);
  }
  const chapters = parseChapters(readRegular(`${base}.chapters.txt`).toString());
  const { width, height } = made;
  const { start, end } = rangeFrom(made.frames);
  return { width, height, frames: end - start, sha256, chapters };
}

/** Copies a film's files from one folder to another, all or none. */
export const copyFilm = ({ output }: WantedFilm, from: string, to: string): Promise<void> =>
  writeSet(join(to, output), FILM_ENDINGS, async (pathOf) => {
    for (const ending of FILM_ENDINGS)
      await writeWhole(pathOf(ending), (path) => copyFile(join(from, output + ending), path));
  });
