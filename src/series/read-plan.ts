import { existsSync } from 'node:fs';
import { dirname, isAbsolute, relative, resolve } from 'node:path';
import { z } from 'zod';
import { describeIssues, UsageError } from '../film/errors.ts';
import type { Film } from '../film/film.ts';
import { findFilm } from '../film/find-film.ts';
import { readJson } from '../film/json-file.ts';
import { type Episode, episodesOf, manifestSchema } from './manifest.ts';
import { type CheckedEpisode, type Overrides, type PlannedFilm, planFilms } from './plan.ts';

/** The plan that a manifest describes. */
export interface SeriesPlan {
  readonly title: string;
  readonly films: readonly PlannedFilm[];
}

/** Runs something and prefixes its errors with a place. */
function at<Value>(place: string, compute: () => Value): Value {
  try {
    return compute();
  } catch (error) {
    if (error instanceof UsageError) throw new UsageError(`${place}: ${error.message}`);
    throw error;
  }
}

const recordSchema = z.record(z.string(), z.unknown());

/** The record with the value at a path of keys replaced. */
function replaced(record: unknown, [key = '', ...rest]: readonly string[], value: unknown): unknown {
  const known = recordSchema.parse(record);
  return { ...known, [key]: rest.length === 0 ? value : replaced(known[key], rest, value) };
}

/** A path in the manifest, relative to the working directory. */
const seenFrom = (folder: string, path: string): string =>
  isAbsolute(path) ? path : relative('', resolve(folder, path));

/** Params with their file paths relative to the working directory. @throws UsageError if a file is missing */
function withInputPaths(film: Film, params: unknown, folder: string): unknown {
  return (film.inputs?.(params) ?? []).reduce((changed, { name, path }) => {
    const seen = seenFrom(folder, path);
    if (!existsSync(seen)) throw new UsageError(`${name}: there is no file '${path}'`);
    return replaced(changed, name.split('.'), seen);
  }, params);
}

/** Checks an episode's film and params. @param place in the manifest, for errors @throws UsageError */
function checkEpisode(
  { params, ...episode }: Episode,
  films: readonly Film[],
  place: string,
  folder: string,
): CheckedEpisode {
  const film = at(`${place}.film`, () => findFilm(films, episode.film));
  const inside = `${place}.params`;
  const inFile = typeof params === 'string';
  const given = inFile ? at(inside, () => readJson(seenFrom(folder, params))) : params;
  const result = film.params.safeParse(given, { reportInput: true });
  if (!result.success) {
    throw new UsageError(
      inFile
        ? `${inside}: ${params}: ${describeIssues(result.error)}`
        : describeIssues(result.error, [inside]),
    );
  }
  const complete = at(inside, () => withInputPaths(film, result.data, folder));
  return { ...episode, film, title: episode.title ?? film.words.title, params: complete };
}

/**
 * Reads a manifest and plans its films, without simulating anything.
 *
 * @param films to look the episodes' films up in
 * @throws UsageError, one line, naming the file and the place in it
 */
export function readPlan(file: string, films: readonly Film[], overrides: Overrides): SeriesPlan {
  const result = manifestSchema.safeParse(readJson(file), { reportInput: true });
  if (!result.success) throw new UsageError(`${file}: ${describeIssues(result.error)}`);
  const { title } = result.data;
  return at(file, () => {
    const episodes = episodesOf(result.data).map((episode, i) =>
      checkEpisode(episode, films, `episodes[${i}]`, dirname(file)),
    );
    return { title, films: planFilms(title, episodes, overrides) };
  });
}
