import { existsSync } from 'node:fs';
import { relative } from 'node:path';
import { z } from 'zod';
import { CATALOGUE } from '../compositions/catalogue.ts';
import { UsageError } from '../src/film/errors.ts';
import { insteadOf } from '../src/film/nearest.ts';
import { SCHEMA_VERSIONS } from '../src/film/schema-version.ts';
import { manifestJsonSchema } from '../src/series/manifest-schema.ts';
import { mergeSeries } from '../src/series/merge.ts';
import type { Overrides, PlannedFilm } from '../src/series/plan.ts';
import { readPlan, type SeriesPlan } from '../src/series/read-plan.ts';
import { runSeries } from '../src/series/run.ts';
import { filmsOfShard, type Shard, type ShardedFilm, WHOLE } from '../src/series/shard.ts';
import { interruptible } from './interrupt.ts';
import { numberOption } from './options.ts';
import { refuseOtherKinds, requireCache, requireFolder } from './paths.ts';
import { printJson, printJsonLine } from './print.ts';
import { renderSettings } from './render-task.ts';
import type { RunFlags } from './run-flags.ts';
import { barsOfSeries, eventsOfSeries } from './series-progress.ts';
import { shellWord } from './shell-word.ts';

/** The options of `series`. */
interface SeriesFlags extends RunFlags {
  readonly shard?: string;
  readonly only?: readonly string[];
  readonly merge?: readonly string[];
  readonly out: string;
  readonly scale?: string;
  readonly draft?: boolean;
  readonly dryRun?: boolean;
  readonly schema?: boolean;
  readonly json?: boolean;
}

/** Reads `I/N`. @throws UsageError */
export function parseShard(given: string): Shard {
  const match = /^([1-9]\d{0,3})\/([1-9]\d{0,3})$/.exec(given);
  const shard = { index: Number(match?.[1]), of: Number(match?.[2]) };
  if (match === null || shard.index > shard.of)
    throw new UsageError(`--shard: '${given}' is not I/N with I from 1 to N, like 2/4`);
  return shard;
}

/** The films of selected episodes. @throws UsageError suggesting a near id, else all ids */
function onlyFilms({ films }: SeriesPlan, only: readonly string[] | undefined): readonly PlannedFilm[] {
  if (only === undefined) return films;
  const ids = [...new Set(films.map(({ id }) => id))];
  const unknown = only.find((id) => !ids.includes(id));
  if (unknown !== undefined)
    throw new UsageError(`--only: no episode '${unknown}': ${insteadOf(unknown, ids)}`);
  return films.filter(({ id }) => only.includes(id));
}

/** Prints what would be rendered. */
function printPlan(chosen: readonly ShardedFilm[], { of }: Shard, json: boolean): void {
  for (const { film, shard } of chosen) {
    const { id, output, cost } = film;
    if (json)
      printJsonLine({
        event: 'film',
        schemaVersion: SCHEMA_VERSIONS.plan,
        id,
        film: film.job.film.id,
        output: `${output}.mp4`,
        shard,
        of,
        cost,
      });
    else process.stdout.write(`${shard}/${of}  ${String(cost).padStart(7)}  ${output}.mp4\n`);
  }
}

/** The command that renders one episode with the options of this call. Paths are relative to the working directory. */
function rerunCommand(file: string, { out, scale, draft }: SeriesFlags): (episode: string) => string {
  return (episode) =>
    [
      'npx lossreel series',
      shellWord(relative('', file)),
      ...(relative('', out) === 'out' ? [] : [`--out ${shellWord(relative('', out) || '.')}`]),
      ...(scale === undefined ? [] : [`--scale ${scale}`]),
      ...(draft ? ['--draft'] : []),
      `--only ${episode}`,
    ].join(' ');
}

/** The JSON Schema of a manifest, with the params of every film. */
export const seriesSchema = (): Readonly<Record<string, unknown>> =>
  manifestJsonSchema(
    CATALOGUE.map(({ id, params }) => ({ id, params: z.toJSONSchema(params, { io: 'input' }) })),
  );

/** The manifest of a folder, if none is named. */
const MANIFEST = 'series.json';

/** What `lossreel series` does. @throws UsageError for a bad call; Error if a film failed or is missing */
export async function runSeriesCommand(given: string | undefined, flags: SeriesFlags): Promise<void> {
  if (flags.schema) {
    printJson(seriesSchema());
    return;
  }
  const file = given ?? MANIFEST;
  if (given === undefined && !existsSync(MANIFEST))
    throw new UsageError(
      `missing argument 'file': there is no ${MANIFEST} here; name a manifest, --schema tells what is in one`,
    );
  refuseOtherKinds('--out', flags.out, '', 'a series goes into a folder');
  const overrides: Overrides = {
    scale: flags.scale === undefined ? undefined : numberOption('scale', flags.scale, { low: 0.1, high: 2 }),
    draft: flags.draft ?? false,
  };
  const shard = flags.shard === undefined ? undefined : parseShard(flags.shard);
  const settings = renderSettings(flags);
  const place = { out: flags.out, rerun: rerunCommand(file, flags) };
  const plan = await readPlan(file, CATALOGUE, overrides, flags.cache);
  const json = flags.json ?? false;
  const chosen = filmsOfShard(onlyFilms(plan, flags.only), shard ?? WHOLE);
  if (flags.dryRun) {
    printPlan(chosen, shard ?? WHOLE, json);
    return;
  }
  await requireFolder('--out', flags.out);
  const reporter = json ? eventsOfSeries() : barsOfSeries();
  if (flags.merge !== undefined) {
    const absent = flags.merge.find((folder) => !existsSync(folder));
    if (absent !== undefined) throw new UsageError(`--merge: there is no folder '${absent}'`);
    await mergeSeries(plan, flags.merge, place, reporter);
    return;
  }
  await requireCache(flags);
  const films = chosen.map(({ film }) => film);
  const { signal, release } = interruptible();
  await runSeries(plan, films, shard, { ...place, ...settings }, reporter, signal).finally(release);
}
