import { existsSync, readdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { readRegular } from '../cache/regular-file.ts';
import { copyFilm, type FilmFiles, FilmFilesError, readFilmFiles } from '../film/film-files.ts';
import { requireSchemaVersion, SchemaVersionError } from '../film/schema-version.ts';
import type { PlannedFilm } from './plan.ts';
import type { SeriesPlan } from './read-plan.ts';
import {
  type FilmResult,
  type Result,
  SHARD_REPORT,
  type ShardFilm,
  shardReportSchema,
  unfinished,
} from './report.ts';
import type { SeriesReporter } from './reporter.ts';
import { type SeriesPlace, writeReports } from './run.ts';

/** What the shards in a folder report, by output. @throws Error naming an invalid report */
function shardFilms(folder: string): readonly ShardFilm[] {
  return readdirSync(folder)
    .filter((name) => SHARD_REPORT.test(name))
    .sort()
    .flatMap((name) => {
      const path = join(folder, name);
      try {
        const data: unknown = JSON.parse(readRegular(path).toString());
        requireSchemaVersion('report', data);
        return shardReportSchema.parse(data).films;
      } catch (error) {
        if (error instanceof SchemaVersionError)
          throw new Error(`${path}: ${error.message}: render that shard again with this version`);
        throw new Error(`${path} is not a shard's report: render that shard again`);
      }
    });
}

interface Candidate {
  readonly folder: string;
  readonly found: FilmFiles;
}

/** The film from the first folder that has it as its shard reported it, else the reason why none does. */
async function search(
  film: PlannedFilm,
  folders: readonly string[],
  reported: readonly ShardFilm[],
): Promise<Candidate | { readonly reason: string }> {
  const hashes = reported.flatMap((each) => (each.status === 'done' ? [each.sha256] : []));
  const reasons: string[] = [];
  for (const folder of folders) {
    if (!existsSync(join(folder, `${film.output}.mp4`))) continue;
    const place = relative('', folder);
    try {
      const found = await readFilmFiles(folder, film);
      if (hashes.length === 0 || hashes.includes(found.sha256)) return { folder, found };
      reasons.push(`in ${place} it is not the one its shard reported`);
    } catch (error) {
      if (!(error instanceof FilmFilesError)) throw error;
      reasons.push(`in ${place} ${error.message}`);
    }
  }
  return { reason: reasons[0] ?? `there is no ${film.output}.mp4` };
}

/** Copies one film into the output folder. */
async function mergeFilm(
  film: PlannedFilm,
  folders: readonly string[],
  reported: readonly ShardFilm[],
  { out, rerun }: SeriesPlace,
): Promise<FilmResult> {
  const found = await search(film, folders, reported);
  if ('found' in found) {
    if (resolve(found.folder) !== resolve(out)) await copyFilm(film, found.folder, out);
    return { film, result: { status: 'done', found: found.found } };
  }
  const failure = reported.find(({ status }) => status === 'failed');
  const result: Result =
    failure?.status === 'failed'
      ? { status: 'failed', reason: failure.reason, rerun: rerun(film.id) }
      : { status: 'missing', reason: found.reason, rerun: rerun(film.id) };
  return { film, result };
}

/**
 * Collects the films of a series from the folders of its shards, checks that each is the one planned and reported,
 * and writes the report and the page of the whole series, identical to those of an unsharded run.
 *
 * @throws Error naming the films that are missing or failed
 */
export async function mergeSeries(
  plan: SeriesPlan,
  folders: readonly string[],
  place: SeriesPlace,
  reporter: SeriesReporter,
): Promise<void> {
  const { out } = place;
  // Films already in place count too, after those of the shards.
  const places = folders.some((folder) => resolve(folder) === resolve(out)) ? folders : [...folders, out];
  const reports = places.flatMap(shardFilms);
  reporter.plan(plan.title, plan.films);
  const films: FilmResult[] = [];
  for (const film of plan.films) {
    const reported = reports.filter(({ output }) => output === `${film.output}.mp4`);
    const merged = await mergeFilm(film, places, reported, place);
    if (merged.result.status !== 'done') reporter.failed(merged);
    films.push(merged);
  }
  const paths = await writeReports(out, { title: plan.title, films });
  reporter.report(paths);
  const absent = unfinished(films).map(({ film }) => film.output);
  if (absent.length > 0)
    throw new Error(`${absent.length} of ${films.length} films are missing: ${absent.join(', ')}`);
}
