import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
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
import { describeIssue, findFilm, parseParams } from './film-options.ts';

/** What a manifest asks for. */
export interface SeriesPlan {
  readonly title: string;
  readonly films: readonly PlannedFilm[];
}

/** Where a JSON text breaks off, as the engine's complaint tells it, e.g. ` (line 3, column 7)`. */
function lineAndColumn(text: string, complaint: string): string {
  const position = /at position (\d+)/.exec(complaint)?.[1];
  if (position === undefined) return '';
  const before = text.slice(0, Number(position)).split('\n');
  return ` (line ${before.length}, column ${(before.at(-1) ?? '').length + 1})`;
}

/** Reads a JSON file. @throws UsageError that begins with `source` */
function readJson(source: string, path: string): unknown {
  if (!existsSync(path)) throw new UsageError(`${source}: there is no file '${path}'`);
  if (!statSync(path).isFile()) throw new UsageError(`${source}: '${path}' is not a file`);
  // Some editors begin a file with a byte order mark.
  const text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  try {
    return JSON.parse(text);
  } catch (error) {
    const complaint = error instanceof Error ? error.message : String(error);
    const plain = complaint.replace(/ at position \d+.*$/s, '').replace(/\s+/g, ' ');
    throw new UsageError(`${source}: not JSON${lineAndColumn(text, complaint)}: ${plain}`);
  }
}

/** Runs something whose errors then begin with a place. */
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

/** Params with the files that they name as seen from the working directory. @throws UsageError when one is missing */
function withInputPaths(film: Film, params: unknown, folder: string): unknown {
  return (film.inputs?.(params) ?? []).reduce((changed, { name, path }) => {
    const seen = isAbsolute(path) ? path : relative('', resolve(folder, path));
    if (!existsSync(seen)) throw new UsageError(`${name}: there is no file '${path}'`);
    return replaced(changed, name.split('.'), seen);
  }, params);
}

/** Checks an episode's film and params. @throws UsageError */
function checkEpisode({ params, ...episode }: Episode, folder: string): CheckedEpisode {
  const film = at('film', () => findFilm(episode.film));
  const given = typeof params === 'string' ? readJson('params', join(folder, params)) : params;
  const complete = withInputPaths(film, parseParams(film, given), folder);
  return { ...episode, title: episode.title ?? film.title, params: complete, typical: film.typical };
}

/**
 * Reads a manifest and plans its films, without simulating anything.
 *
 * @throws UsageError, one line, naming the file and the place in it
 */
export function readPlan(file: string, overrides: Overrides): SeriesPlan {
  const result = manifestSchema.safeParse(readJson('series', file), { reportInput: true });
  if (!result.success) throw new UsageError(`${file}: ${result.error.issues.map(describeIssue).join('; ')}`);
  const folder = dirname(file);
  const episodes = episodesOf(result.data).map((episode, i) =>
    at(`${file}: episodes[${i}] '${episode.id}'`, () => checkEpisode(episode, folder)),
  );
  const { title } = result.data;
  try {
    return { title, films: planFilms(title, episodes, overrides) };
  } catch (error) {
    if (error instanceof PlanError) throw new UsageError(`${file}: ${error.message}`);
    throw error;
  }
}
