import { tmpdir } from 'node:os';
import { join, resolve, sep } from 'node:path';
import { FilmFilesError, readFilmFiles } from '../src/series/film-files.ts';
import { writeIndexPage } from '../src/series/index-page.tsx';
import type { PlannedFilm } from '../src/series/plan.ts';
import { type FilmResult, type Report, shardReportName, undone, writeReport } from '../src/series/report.ts';
import type { Shard } from '../src/series/shard.ts';
import { oneLine } from './errors.ts';
import { interruptible } from './interrupt.ts';
import { renderFilm } from './render-film.ts';
import type { RenderTask } from './render-task.ts';
import type { SeriesPlan } from './series-manifest.ts';
import type { SeriesTeller } from './series-progress.ts';

/** Where the films of a series are, or will be. */
export interface SeriesPlace {
  readonly out: string;
  /** The command that renders just one episode. */
  readonly rerun: (episode: string) => string;
}

/** How films of a series are rendered. */
export interface RunOptions extends SeriesPlace {
  readonly workers: number;
  readonly force: boolean;
  /** Without the bar of a simulation. */
  readonly quiet: boolean;
  readonly cache: string;
  readonly cacheLimit: number;
}

/** A planned film as a task of the renderer. */
function taskOf(
  film: PlannedFilm,
  { out, workers, force, quiet, cache, cacheLimit }: RunOptions,
): RenderTask {
  const { params, seed, fps, format, scale, theme, language, burnCaptions } = film;
  return {
    job: { film: film.film, params, seed, fps, format, scale, theme, language, burnCaptions },
    frames: undefined,
    engine: 'native',
    encoder: film.encoder,
    workers,
    mute: film.mute,
    force,
    quiet,
    target: join(out, film.output),
    cache,
    cacheLimit,
  };
}

/** A reason without the places of this machine, so that a report does not depend on it. */
function reasonOf(error: unknown, out: string): string {
  const folders = [resolve(out), resolve('.'), tmpdir()].map((folder) => folder + sep);
  return folders
    .reduce((text, folder) => text.replaceAll(folder, ''), oneLine(error))
    .replace(/lossreel-\w{6}[/\\]/g, '');
}

/** What a folder holds of a film, as a result. */
async function resultOf(film: PlannedFilm, { out, rerun }: SeriesPlace): Promise<FilmResult> {
  try {
    return { film, result: { status: 'done', found: await readFilmFiles(out, film) } };
  } catch (error) {
    if (!(error instanceof FilmFilesError)) throw error;
    return { film, result: { status: 'missing', reason: error.message, rerun: rerun(film.id) } };
  }
}

/** Writes the report and, of a whole series, the page. @returns what has been written */
export async function writeReports(out: string, report: Report): Promise<readonly string[]> {
  const path = join(out, report.shard === undefined ? 'report.json' : shardReportName(report.shard));
  await writeReport(path, report);
  if (report.shard !== undefined) return [path];
  await writeIndexPage(out, report);
  return [path, join(out, 'index.html')];
}

/** Renders one film; what goes wrong with it is a result like any other. */
async function renderOne(
  film: PlannedFilm,
  options: RunOptions,
  teller: SeriesTeller,
  signal: AbortSignal,
): Promise<FilmResult> {
  teller.start(film);
  try {
    const onProgress = (done: number, total: number): void => teller.progress(film, done, total);
    const outcome = await renderFilm(taskOf(film, options), { onProgress, signal });
    const found = await readFilmFiles(options.out, film);
    teller.done(film, outcome);
    return { film, result: { status: 'done', found } };
  } catch (error) {
    // An interrupt may reach FFmpeg first, whose complaint is then not the reason.
    signal.throwIfAborted();
    const reason = reasonOf(error, options.out);
    const failed: FilmResult = { film, result: { status: 'failed', reason, rerun: options.rerun(film.id) } };
    teller.failed(failed);
    return failed;
  }
}

/**
 * Renders films one after the other and writes the report: of the shard, or of the whole series, in which films that
 * were not asked for stand as their files tell.
 *
 * @param films which of the plan's films are rendered
 * @param shard the part that `films` are, where the series is split
 * @throws Error naming the episodes that failed; Interrupted, when what is done has been reported
 */
export async function runSeries(
  plan: SeriesPlan,
  films: readonly PlannedFilm[],
  shard: Shard | undefined,
  options: RunOptions,
  teller: SeriesTeller,
): Promise<void> {
  teller.plan(plan.title, films);
  const { signal, release } = interruptible();
  const results = new Map<PlannedFilm, FilmResult>();
  try {
    for (const film of films) {
      if (signal.aborted) break;
      results.set(film, await renderOne(film, options, teller, signal));
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    release();
  }
  const told: FilmResult[] = [];
  for (const film of shard === undefined ? plan.films : films)
    told.push(results.get(film) ?? (await resultOf(film, options)));
  const paths = await writeReports(options.out, {
    title: plan.title,
    ...(shard === undefined ? {} : { shard }),
    films: told,
  });
  teller.report(paths);
  signal.throwIfAborted();
  const failed = undone([...results.values()]);
  if (failed.length > 0) {
    const names = failed.map(({ film }) => film.output).join(', ');
    throw new Error(`${failed.length} of ${films.length} films failed: ${names} (see ${paths[0]})`);
  }
}
