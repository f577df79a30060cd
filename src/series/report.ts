import { writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { writeWhole } from '../cache/write-whole.ts';
import type { FilmFiles } from '../film/film-files.ts';
import { SCHEMA_VERSIONS } from '../film/schema-version.ts';
import { readPackage } from '../film/sources/project.ts';
import { warningsOf } from '../film/warnings.ts';
import type { PlannedFilm } from './plan.ts';
import type { Shard } from './shard.ts';

/** The result of a planned film. */
export type Result =
  | { readonly status: 'done'; readonly found: FilmFiles }
  | { readonly status: 'failed' | 'missing'; readonly reason: string; readonly rerun: string };

/** A planned film and its result. */
export interface FilmResult {
  readonly film: PlannedFilm;
  readonly result: Result;
}

/** `report.json`, or a shard's part of it. Contains nothing that depends on when, where or how fast it was made. */
export interface Report {
  readonly title: string;
  readonly shard?: Shard;
  readonly films: readonly FilmResult[];
}

/** Seconds of a film, to the millisecond. */
export const filmSeconds = (frames: number, fps: number): number => Math.round((frames * 1000) / fps) / 1000;

function filmRecord({ film, result }: FilmResult): Readonly<Record<string, unknown>> {
  const { id, title, job, output } = film;
  const { fps, format, look } = job;
  const { theme, language } = look;
  const warnings = warningsOf(job);
  const named = {
    id,
    title,
    film: job.film.id,
    format,
    theme,
    language,
    output: `${output}.mp4`,
    ...(warnings.length === 0 ? {} : { warnings }),
  };
  if (result.status !== 'done') return { ...named, ...result };
  const { width, height, frames, sha256, chapters } = result.found;
  const size = { width, height, fps, frames, seconds: filmSeconds(frames, fps) };
  return {
    ...named,
    status: result.status,
    ...size,
    sha256,
    chapters: chapters.map(({ time, title: name }) => ({ time, title: name })),
  };
}

/** A report as JSON. */
export const reportJson = ({ title, shard, films }: Report): string =>
  `${JSON.stringify(
    {
      schemaVersion: SCHEMA_VERSIONS.report,
      lossreel: readPackage().version,
      title,
      ...(shard === undefined ? {} : { shard }),
      films: films.map(filmRecord),
    },
    null,
    2,
  )}\n`;

/** Writes a report. */
export const writeReport = (path: string, report: Report): Promise<void> =>
  writeWhole(path, (file) => writeFile(file, reportJson(report)));

/** The name of a shard's report. */
export const shardReportName = ({ index, of }: Shard): string => `report-${index}-of-${of}.json`;
export const SHARD_REPORT = /^report-\d+-of-\d+\.json$/;

/** The fields of a shard's report that merging reads. */
export const shardReportSchema = z.object({
  films: z.array(
    z.discriminatedUnion('status', [
      z.object({ output: z.string(), status: z.literal('done'), sha256: z.string() }),
      z.object({ output: z.string(), status: z.literal(['failed', 'missing']), reason: z.string() }),
    ]),
  ),
});
export type ShardFilm = z.infer<typeof shardReportSchema>['films'][number];

/** The results other than `done`. */
export const unfinished = (films: readonly FilmResult[]): readonly FilmResult[] =>
  films.filter(({ result }) => result.status !== 'done');
