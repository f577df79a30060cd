import { existsSync } from 'node:fs';
import { dirname, isAbsolute, relative, resolve } from 'node:path';
import { z } from 'zod';
import type { Film } from '../compositions/film.ts';
import { type Episode, episodesOf, manifestSchema } from '../src/series/manifest.ts';
import {
  type CheckedEpisode,
  type Overrides,
  PlanError,
  type PlannedFilm,
  planFilms,
} from '../src/series/plan.ts';
import { UsageError } from './errors.ts';
import { describeIssues, findFilm } from './film-options.ts';
import { readJson } from './json-file.ts';

/** What a manifest asks for. */
export interface SeriesPlan {
  readonly title: string;
  readonly films: readonly PlannedFilm[];
}

/** Runs something whose errors then begin with a place. */
function at<Value>(place: string, compute: () => Value): Value {
  try {
    return compute();
  } catch (error) {
    if (error instanceof UsageError || error instanceof PlanError)
      throw new UsageError(`${place}: ${error.message}`);
    throw error;
  }
}

const recordSchema = z.record(z.string(), z.unknown());

/** The record with the value at a path of keys replaced. */
function replaced(record: unknown, [key = '', ...rest]: readonly string[], value: unknown): unknown {
  const known = recordSchema.parse(record);
  return { ...known, [key]: rest.length === 0 ? value : replaced(known[key], rest, value) };
}

/** A path in the manifest as seen from the working directory. */
const seenFrom = (folder: string, path: string): string =>
  isAbsolute(path) ? path : relative('', resolve(folder, path));

/** Params with the files that they name as seen from the working directory. @throws UsageError when one is missing */
function withInputPaths(film: Film, params: unknown, folder: string): unknown {
  return (film.inputs?.(params) ?? []).reduce((changed, { name, path }) => {
    const seen = seenFrom(folder, path);
    if (!existsSync(seen)) throw new UsageError(`${name}: there is no file '${path}'`);
    return replaced(changed, name.split('.'), seen);
  }, params);
}

/** Checks an episode's film and params. @param place where it stands in the manifest @throws UsageError */
function checkEpisode({ params, ...episode }: Episode, place: string, folder: string): CheckedEpisode {
  const film = at(`${place}.film`, () => findFilm(episode.film));
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
  return { ...episode, title: episode.title ?? film.title, params: complete, typical: film.typical };
}

/**
 * Reads a manifest and plans its films, without simulating anything.
 *
 * @throws UsageError, one line, naming the file and the place in it
 */
export function readPlan(file: string, overrides: Overrides): SeriesPlan {
  const result = manifestSchema.safeParse(readJson(file), { reportInput: true });
  if (!result.success) throw new UsageError(`${file}: ${describeIssues(result.error)}`);
  const { title } = result.data;
  return at(file, () => {
    const episodes = episodesOf(result.data).map((episode, i) =>
      checkEpisode(episode, `episodes[${i}]`, dirname(file)),
    );
    return { title, films: planFilms(title, episodes, overrides) };
  });
}
