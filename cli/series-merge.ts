import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { copyFilm, type FilmFiles, FilmFilesError, readFilmFiles } from '../src/series/film-files.ts';
import type { PlannedFilm } from '../src/series/plan.ts';
import {
  type FilmResult,
  type Result,
  SHARD_REPORT,
  type ShardFilm,
  shardReportSchema,
  undone,
} from '../src/series/report.ts';
import { UsageError } from './errors.ts';
import type { SeriesPlan } from './series-manifest.ts';
import type { SeriesTeller } from './series-progress.ts';
import { type SeriesPlace, writeReports } from './series-run.ts';

/** What the shards in a folder report, by output. @throws Error naming a report that is none */
function shardFilms(folder: string): readonly ShardFilm[] {
  return readdirSync(folder)
    .filter((name) => SHARD_REPORT.test(name))
    .sort()
    .flatMap((name) => {
      const path = join(folder, name);
      try {
        return shardReportSchema.parse(JSON.parse(readFileSync(path, 'utf8'))).films;
      } catch {
        throw new Error(`${path} is not the report of a shard: render that shard again`);
      }
    });
}

interface Candidate {
  readonly folder: string;
  readonly found: FilmFiles;
}

/** A film in the first folder that has it as its shard reported it, else why none has. */
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
      reasons.push(`in ${place} it is not the one that its shard reported`);
    } catch (error) {
      if (!(error instanceof FilmFilesError)) throw error;
      reasons.push(`in ${place} ${error.message}`);
    }
  }
  return { reason: reasons[0] ?? `there is no ${film.output}.mp4` };
}

/** Brings one film into the output folder. */
async function mergeFilm(
  film: PlannedFilm,
  folders: readonly string[],
  reported: readonly ShardFilm[],
  { out, rerun }: SeriesPlace,
): Promise<FilmResult> {
  const found = await search(film, folders, reported);
  if ('found' in found) {
    if (resolve(found.folder) !== resolve(out)) await copyFilm(film, found.found.endings, found.folder, out);
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
 * and writes the report and the page of the whole: those of a run that was not split.
 *
 * @throws UsageError for a folder that is none; Error naming the films that are missing or failed
 */
export async function mergeSeries(
  plan: SeriesPlan,
  folders: readonly string[],
  place: SeriesPlace,
  teller: SeriesTeller,
): Promise<void> {
  for (const folder of folders)
    if (!existsSync(folder)) throw new UsageError(`--merge: there is no folder '${folder}'`);
  const { out } = place;
  // What is there already counts too, after what the shards bring.
  const places = folders.some((folder) => resolve(folder) === resolve(out)) ? folders : [...folders, out];
  const reports = places.flatMap(shardFilms);
  teller.plan(plan.title, plan.films);
  const films: FilmResult[] = [];
  for (const film of plan.films) {
    const reported = reports.filter(({ output }) => output === `${film.output}.mp4`);
    const merged = await mergeFilm(film, places, reported, place);
    if (merged.result.status !== 'done') teller.failed(merged);
    films.push(merged);
  }
  const paths = await writeReports(out, { title: plan.title, films });
  teller.report(paths);
  const absent = undone(films).map(({ film }) => film.output);
  if (absent.length > 0)
    throw new Error(`${absent.length} of ${films.length} films are missing: ${absent.join(', ')}`);
}
