import { existsSync } from 'node:fs';
import { copyFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { fileHash } from '../render/file-hash.ts';
import { writeWhole } from '../render/output.ts';
import { scaledSize } from '../render/painter.ts';
import { FORMATS } from '../scene/stage.ts';
import type { PlannedFilm } from './plan.ts';

/** The endings of a film's files. The provenance comes last: where it stands, the others do. */
export const FILM_ENDINGS = [
  '.mp4',
  '.srt',
  '.vtt',
  '.chapters.txt',
  '.transcript.md',
  '.poster.png',
  '.json',
] as const;
export type FilmEnding = (typeof FILM_ENDINGS)[number];

/** What a series reads of a film's provenance. */
const provenanceSchema = z.object({
  film: z.string(),
  params: z.unknown(),
  seed: z.string(),
  fps: z.number(),
  format: z.string(),
  width: z.number(),
  height: z.number(),
  theme: z.string(),
  language: z.string(),
  captions: z.string(),
  encoder: z.object({ preset: z.string(), crf: z.number() }),
  frames: z.object({ first: z.number(), last: z.number() }),
  sound: z.boolean(),
  hashes: z.object({ video: z.string() }),
});
type KnownProvenance = z.infer<typeof provenanceSchema>;

export interface ChapterLine {
  /** As written, e.g. `1:05`. */
  readonly time: string;
  readonly seconds: number;
  readonly title: string;
}

/** A finished film, as its files tell it. */
export interface FilmFiles {
  readonly width: number;
  readonly height: number;
  readonly frames: number;
  readonly sha256: string;
  readonly chapters: readonly ChapterLine[];
  /** Which of {@link FILM_ENDINGS} there are. */
  readonly endings: readonly FilmEnding[];
}

/** A film's files are not what the plan wants; says what is wrong. */
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

/** The first thing in which a film differs from its plan, or `undefined`. */
function difference(film: PlannedFilm, made: KnownProvenance): string | undefined {
  const { width, height } = FORMATS[film.format];
  const pairs: readonly (readonly [what: string, planned: unknown, found: unknown])[] = [
    ['film', film.film, made.film],
    ['params', film.params, made.params],
    ['seed', film.seed, made.seed],
    ['fps', film.fps, made.fps],
    ['format', film.format, made.format],
    ['width', scaledSize(width, film.scale), made.width],
    ['height', scaledSize(height, film.scale), made.height],
    ['theme', film.theme, made.theme],
    ['language', film.language, made.language],
    ['captions', film.burnCaptions ? 'burned' : 'none', made.captions],
    ['crf', film.encoder.crf, made.encoder.crf],
    ['preset', film.encoder.preset, made.encoder.preset],
    ['sound', !film.mute, made.sound],
    ['first frame', 0, made.frames.first],
  ];
  const wrong = pairs.find(([, planned, found]) => JSON.stringify(planned) !== JSON.stringify(found));
  if (wrong === undefined) return undefined;
  const [what, planned, found] = wrong;
  return what === 'params'
    ? 'other params'
    : `${what} ${JSON.stringify(found)} instead of ${JSON.stringify(planned)}`;
}

async function readProvenance(path: string): Promise<KnownProvenance> {
  try {
    return provenanceSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    throw new FilmFilesError('its .json is no provenance of a film');
  }
}

/**
 * Reads what a folder holds of a planned film.
 *
 * @throws FilmFilesError when it is missing, not the film that is planned, or not the one its provenance speaks of
 */
export async function readFilmFiles(folder: string, film: PlannedFilm): Promise<FilmFiles> {
  const base = join(folder, film.output);
  const endings = FILM_ENDINGS.filter((ending) => existsSync(base + ending));
  const needed = FILM_ENDINGS.find((ending) => ending !== '.transcript.md' && !endings.includes(ending));
  if (needed !== undefined) throw new FilmFilesError(`there is no ${film.output}${needed}`);
  const made = await readProvenance(`${base}.json`);
  const differs = difference(film, made);
  if (differs !== undefined) throw new FilmFilesError(`it was made with ${differs}`);
  const sha256 = await fileHash(`${base}.mp4`);
  if (sha256 !== made.hashes.video) throw new FilmFilesError('its .mp4 is not the one of its .json');
  const chapters = parseChapters(await readFile(`${base}.chapters.txt`, 'utf8'));
  const { width, height, frames } = made;
  return { width, height, frames: frames.last + 1 - frames.first, sha256, chapters, endings };
}

/** Copies a film's files from one folder to another, the provenance last. */
export async function copyFilm(
  { output }: PlannedFilm,
  endings: readonly FilmEnding[],
  from: string,
  to: string,
): Promise<void> {
  for (const ending of endings) {
    const file = output + ending;
    await writeWhole(join(to, file), (path) => copyFile(join(from, file), path));
  }
}
