import { tmpdir } from 'node:os';
import { join, resolve, sep } from 'node:path';
import { FilmFilesError, readFilmFiles } from '../film/film-files.ts';
import { renderFilm } from '../film/make/render-film.ts';
import type { RenderSettings, RenderTask } from '../film/make/render-task.ts';
import { oneLine } from '../film/one-line.ts';
import { writeIndexPage } from './index-page.tsx';
import type { PlannedFilm } from './plan.ts';
import type { SeriesPlan } from './read-plan.ts';
import { type FilmResult, type Report, shardReportName, unfinished, writeReport } from './report.ts';
import type { SeriesReporter } from './reporter.ts';
import type { Shard } from './shard.ts';

/** Where the films of a series are, or will be. */
export interface SeriesPlace {
  readonly out: string;
  /** The command that renders just one episode. */
  readonly rerun: (episode: string) => string;
}

/** How the films of a series are rendered. */
export type RunOptions = SeriesPlace & RenderSettings;

/** A planned film as a render task. */
const taskOf = (
  { job, encoder, mute, output }: PlannedFilm,
  { out, rerun: _, ...settings }: RunOptions,
): RenderTask => ({
  ...settings,
  job,
  frames: undefined,
  engine: 'native',
  encoder,
  mute,
  target: join(out, output),
});

/** A reason stripped of local paths, so that a report does not depend on the machine. */
function reasonOf(error: unknown, out: string): string {
  const folders = [resolve(out), resolve('.'), tmpdir()].map((folder) => folder + sep);
  return folders
    .reduce((text, folder) => text.replaceAll(folder, ''), oneLine(error))
    .replace(/lossreel-[\w.-]+[/\\]/g, '');
}

/** The files of a film in a folder, as a result. */
async function resultOf(film: PlannedFilm, { out, rerun }: SeriesPlace): Promise<FilmResult> {
  try {
    return { film, result: { status: 'done', found: await readFilmFiles(out, film) } };
  } catch (error) {
    if (!(error instanceof FilmFilesError)) throw error;
    return { film, result: { status: 'missing', reason: error.message, rerun: rerun(film.id) } };
  }
}

/** Writes the report and, for a whole series, the page. @returns the paths written */
export async function writeReports(out: string, report: Report): Promise<readonly string[]> {
  const path = join(out, report.shard === undefined ? 'report.json' : shardReportName(report.shard));
  await writeReport(path, report);
  if (report.shard !== undefined) return [path];
  await writeIndexPage(out, report);
  return [path, join(out, 'index.html')];
}

/** Renders one film; a failure is a result like any other. */
async function renderOne(
  film: PlannedFilm,
  options: RunOptions,
  reporter: SeriesReporter,
  signal: AbortSignal,
): Promise<FilmResult> {
  reporter.start(film);
  try {
    const outcome = await renderFilm(taskOf(film, options), {
      onSimulate: (done, total) => reporter.simulate(film, done, total),
      onWarnings: (warnings) => reporter.warnings(film, warnings),
      onProgress: (done, total) => reporter.progress(film, done, total),
      signal,
    });
    const found = await readFilmFiles(options.out, film);
    reporter.done(film, outcome);
    return { film, result: { status: 'done', found } };
  } catch (error) {
    // An interrupt may reach FFmpeg first; its error is then not the real reason.
    signal.throwIfAborted();
    const reason = reasonOf(error, options.out);
    const failed: FilmResult = { film, result: { status: 'failed', reason, rerun: options.rerun(film.id) } };
    reporter.failed(failed);
    return failed;
  }
}

/**
 * Renders films one after the other and writes the report: of the shard, or of the whole series, where films that were
 * not rendered are reported by the files found.
 *
 * @param films which of the plan's films are rendered
 * @param shard the part that `films` are, where the series is split
 * @throws Error naming the episodes that failed; if aborted, the signal's reason, after reporting what was done
 */
export async function runSeries(
  plan: SeriesPlan,
  films: readonly PlannedFilm[],
  shard: Shard | undefined,
  options: RunOptions,
  reporter: SeriesReporter,
  signal: AbortSignal,
): Promise<void> {
  reporter.plan(plan.title, films);
  const results = new Map<PlannedFilm, FilmResult>();
  try {
    for (const film of films) {
      if (signal.aborted) break;
      results.set(film, await renderOne(film, options, reporter, signal));
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
  const reported: FilmResult[] = [];
  for (const film of shard === undefined ? plan.films : films)
    reported.push(results.get(film) ?? (await resultOf(film, options)));
  const paths = await writeReports(options.out, {
    title: plan.title,
    ...(shard === undefined ? {} : { shard }),
    films: reported,
  });
  reporter.report(paths);
  signal.throwIfAborted();
  const failed = unfinished([...results.values()]);
  if (failed.length > 0) {
    const names = failed.map(({ film }) => film.output).join(', ');
    throw new Error(`${failed.length} of ${films.length} films failed: ${names} (see ${paths[0]})`);
  }
}
