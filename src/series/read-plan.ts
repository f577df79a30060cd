import { existsSync } from 'node:fs';
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { z } from 'zod';
import { readBrand } from '../film/brand/read-brand.ts';
import { describeIssues, UsageError } from '../film/errors.ts';
import type { Film } from '../film/film.ts';
import { readJson } from '../film/json-file.ts';
import { type ReadNarration, readNarration } from '../film/narration/read.ts';
import { openFilm } from '../film/own/open-film.ts';
import { present } from '../film/present.ts';
import { withNewNames } from '../film/renamed-params.ts';
import { rewordingOf, rewordingSchema } from '../film/rewording.ts';
import { keysOf } from '../film/schema-keys.ts';
import { requireSchemaVersion, SchemaVersionError } from '../film/schema-version.ts';
import { CACHE_FOLDER } from '../film/sources/project.ts';
import type { Brand } from '../story/brand.ts';
import type { Look } from '../story/look.ts';
import { type Episode, episodesOf, manifestSchema } from './manifest.ts';
import { type CheckedEpisode, type Overrides, type PlannedFilm, planFilms } from './plan.ts';

/** The plan that a manifest describes. */
export interface SeriesPlan {
  readonly title: string;
  readonly films: readonly PlannedFilm[];
}

/** Runs something and prefixes its errors with a place. */
async function at<Value>(place: string, compute: () => Value | Promise<Value>): Promise<Value> {
  try {
    return await compute();
  } catch (error) {
    if (error instanceof UsageError || error instanceof SchemaVersionError)
      throw new UsageError(`${place}: ${error.message}`);
    throw error;
  }
}

const recordSchema = z.record(z.string(), z.unknown());

/** The record, or list, with the value at a path of keys replaced. */
function replaced(record: unknown, [key = '', ...rest]: readonly string[], value: unknown): unknown {
  if (Array.isArray(record))
    return record.map((item, i) =>
      String(i) !== key ? item : rest.length === 0 ? value : replaced(item, rest, value),
    );
  const known = recordSchema.parse(record);
  return { ...known, [key]: rest.length === 0 ? value : replaced(known[key], rest, value) };
}

/** A path in the manifest, relative to the working directory; with slashes everywhere, as it goes into traces and hashes. */
const seenFrom = (folder: string, path: string): string =>
  isAbsolute(path) ? path : relative('', resolve(folder, path)).split(sep).join('/');

/** Params with their file paths relative to the working directory. @throws UsageError if a file is missing */
function withInputPaths(film: Film, params: unknown, folder: string): unknown {
  return (film.inputs?.(params) ?? []).reduce((changed, { name, path }) => {
    const seen = seenFrom(folder, path);
    if (!existsSync(seen)) throw new UsageError(`${name}: there is no file '${path}'`);
    return replaced(
      changed,
      name.split(/[.[\]]+/).filter((key) => key !== ''),
      seen,
    );
  }, params);
}

/** Looks with the path of their bed relative to the working directory. @throws UsageError if it is missing */
const withBedPath = (looks: readonly Look[], folder: string): readonly Look[] =>
  looks.map((look) => {
    if (look.bed === '') return look;
    const bed = seenFrom(folder, look.bed);
    if (!existsSync(bed)) throw new UsageError(`bed: there is no file '${look.bed}'`);
    return { ...look, bed };
  });

/** Looks with the narration of an episode, each in its language. @throws UsageError; Error for a damaged file */
async function withNarration(
  looks: readonly Look[],
  folderOf: (language: Look['language']) => string | undefined,
  narrationAt: (path: string) => Promise<ReadNarration>,
): Promise<{
  readonly looks: readonly Look[];
  readonly narrationFiles: NonNullable<CheckedEpisode['narrationFiles']>;
}> {
  const narrationFiles = new Map<Look['narration'], ReadNarration['files']>();
  const narrated: Look[] = [];
  for (const look of looks) {
    const folder = folderOf(look.language);
    if (folder === undefined) {
      narrated.push(look);
      continue;
    }
    const { narration, files } = await narrationAt(folder);
    narrationFiles.set(narration, files);
    narrated.push({ ...look, narration });
  }
  return { looks: narrated, narrationFiles };
}

/** Looks in the words of an episode. @throws UsageError */
function inWords(looks: readonly Look[], given: Episode['words'], folder: string): readonly Look[] {
  const words = typeof given === 'string' ? readJson(seenFrom(folder, given)) : given;
  const read = rewordingSchema.safeParse(words, { reportInput: true });
  if (!read.success) throw new UsageError(`words: ${describeIssues(read.error)}`);
  return looks.map((look) => ({ ...look, words: rewordingOf(read.data, look.language) }));
}

/** Checks an episode's film and params. @param place in the manifest, for errors @throws UsageError */
async function checkEpisode(
  { params, words, brand: named, narration, looks: inOwnWords, ...episode }: Episode,
  open: (name: string) => Promise<Film>,
  brandAt: (path: string) => Brand,
  narrationAt: (path: string) => Promise<ReadNarration>,
  place: string,
  folder: string,
): Promise<CheckedEpisode> {
  const film = await at(`${place}.film`, () => open(episode.film));
  const inside = `${place}.params`;
  const inFile = typeof params === 'string';
  const given = inFile ? await at(inside, () => readJson(seenFrom(folder, params))) : params;
  const result = film.params.safeParse(given, { reportInput: true });
  if (!result.success) {
    const keys = keysOf(film.params);
    const issues = withNewNames(film, result.error);
    throw new UsageError(
      inFile
        ? `${inside}: ${params}: ${describeIssues(issues, [], keys)}`
        : describeIssues(issues, [inside], keys),
    );
  }
  const complete = await at(inside, () => withInputPaths(film, result.data, folder));
  const brandFile = named === undefined ? undefined : resolve(folder, named);
  const brand = brandFile === undefined ? null : await at(place, () => brandAt(brandFile));
  const reworded = await at(place, () => inWords(withBedPath(inOwnWords, folder), words, folder));
  const folderOf = (language: Look['language']): string | undefined => {
    const given = typeof narration === 'string' ? narration : narration?.[language];
    return given === undefined ? undefined : seenFrom(folder, given);
  };
  const { looks, narrationFiles } = await at(place, () =>
    withNarration(
      reworded.map((look) => ({ ...look, brand })),
      folderOf,
      narrationAt,
    ),
  );
  const [shown = film] = await at(place, () => looks.map((look) => present(film, look)));
  return {
    ...episode,
    looks,
    film,
    title: episode.title ?? shown.words.title,
    params: complete,
    brandFile,
    narrationFiles,
  };
}

/**
 * Reads a manifest and plans its films, without simulating anything. Somebody's own films are loaded, which runs their code.
 *
 * @param films to look the episodes' films up in
 * @param cache folder of the cache
 * @throws UsageError or FilmError, one line, naming the file and the place in it
 */
export async function readPlan(
  file: string,
  films: readonly Film[],
  overrides: Overrides,
  cache: string = CACHE_FOLDER,
): Promise<SeriesPlan> {
  const data = readJson(file);
  await at(file, () => requireSchemaVersion('manifest', data));
  const result = manifestSchema.safeParse(data, { reportInput: true });
  if (!result.success) {
    throw new UsageError(`${file}: ${describeIssues(result.error, [], keysOf(manifestSchema))}`);
  }
  const { title } = result.data;
  const opened = new Map<string, Promise<Film>>();
  const open = (name: string): Promise<Film> => {
    const film = opened.get(name) ?? openFilm(name, films, { from: dirname(file), cache });
    opened.set(name, film);
    return film;
  };
  const brands = new Map<string, Brand>();
  const brandAt = (path: string): Brand => {
    const brand = brands.get(path) ?? readBrand(path);
    brands.set(path, brand);
    return brand;
  };
  const narrations = new Map<string, Promise<ReadNarration>>();
  const narrationAt = (path: string): Promise<ReadNarration> => {
    const narration = narrations.get(path) ?? readNarration(path);
    narrations.set(path, narration);
    return narration;
  };
  return at(file, async () => {
    const episodes: CheckedEpisode[] = [];
    for (const [i, episode] of episodesOf(result.data).entries())
      episodes.push(await checkEpisode(episode, open, brandAt, narrationAt, `episodes[${i}]`, dirname(file)));
    return { title, films: planFilms(title, episodes, overrides) };
  });
}
