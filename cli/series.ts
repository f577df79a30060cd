import { relative } from 'node:path';
import { type Command, Option } from 'commander';
import { closest } from 'fastest-levenshtein';
import { z } from 'zod';
import { CATALOGUE } from '../compositions/catalogue.ts';
import { manifestJsonSchema } from '../src/series/manifest-schema.ts';
import type { Overrides, PlannedFilm } from '../src/series/plan.ts';
import { type Shard, shardsOf, WHOLE } from '../src/series/shard.ts';
import { UsageError } from './errors.ts';
import { numberOption } from './film-options.ts';
import { requireFolder } from './paths.ts';
import { printJson } from './print.ts';
import { readWorkers } from './render-task.ts';
import { type RunFlags, readSize, withRunOptions } from './run-flags.ts';
import { readPlan, type SeriesPlan } from './series-manifest.ts';
import { mergeSeries } from './series-merge.ts';
import { humanTeller, machineTeller } from './series-progress.ts';
import { type RunOptions, runSeries } from './series-run.ts';

/** The options of `series`. */
interface SeriesFlags extends RunFlags {
  readonly shard?: string;
  readonly only?: readonly string[];
  readonly merge?: readonly string[];
  readonly out: string;
  readonly scale?: string;
  readonly draft?: boolean;
  readonly force?: boolean;
  readonly dryRun?: boolean;
  readonly schema?: boolean;
  readonly json?: boolean;
}

/** Reads `I/N`. @throws UsageError */
export function parseShard(given: string): Shard {
  const match = /^([1-9]\d{0,3})\/([1-9]\d{0,3})$/.exec(given);
  const shard = { index: Number(match?.[1]), of: Number(match?.[2]) };
  if (match === null || shard.index > shard.of)
    throw new UsageError(`--shard: '${given}' is not one of N parts, counted from 1, like 2/4`);
  return shard;
}

/** The films of some episodes. @throws UsageError that suggests the nearest id */
function onlyFilms({ films }: SeriesPlan, only: readonly string[] | undefined): readonly PlannedFilm[] {
  if (only === undefined) return films;
  const ids = [...new Set(films.map(({ id }) => id))];
  const unknown = only.find((id) => !ids.includes(id));
  if (unknown !== undefined)
    throw new UsageError(`--only: no episode '${unknown}': did you mean '${closest(unknown, ids)}'?`);
  return films.filter(({ id }) => only.includes(id));
}

interface ShardedFilm {
  readonly film: PlannedFilm;
  readonly shard: number;
}

/** The films of a shard, in the order of the series. */
function shardFilms(films: readonly PlannedFilm[], { index, of }: Shard): readonly ShardedFilm[] {
  const shards = shardsOf(
    films.map(({ cost }) => cost),
    of,
  );
  return films
    .map((film, i) => ({ film, shard: shards[i] ?? 1 }))
    .filter(({ shard }) => of === 1 || shard === index);
}

/** Prints what would be rendered. */
function printPlan(chosen: readonly ShardedFilm[], { of }: Shard, json: boolean): void {
  for (const { film, shard } of chosen) {
    const { id, output, cost } = film;
    const line = json
      ? JSON.stringify({ event: 'film', id, film: film.film, output: `${output}.mp4`, shard, of, cost })
      : `${shard}/${of}  ${String(cost).padStart(7)}  ${output}.mp4`;
    process.stdout.write(`${line}\n`);
  }
}

/** A word as a shell takes it. */
const quoted = (word: string): string =>
  /^[\w./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;

/** How to render one episode as this call does. Names no place outside the working directory's tree but by `..`. */
function rerunCommand(file: string, { out, scale, draft }: SeriesFlags): (episode: string) => string {
  return (episode) =>
    [
      'npx lossreel series',
      quoted(relative('', file)),
      ...(relative('', out) === 'out' ? [] : [`--out ${quoted(relative('', out) || '.')}`]),
      ...(scale === undefined ? [] : [`--scale ${scale}`]),
      ...(draft ? ['--draft'] : []),
      `--only ${episode}`,
    ].join(' ');
}

/** Reads the options, all before any work is done. @throws UsageError */
function runOptions(file: string, flags: SeriesFlags): RunOptions {
  return {
    out: flags.out,
    workers: readWorkers(flags.workers),
    force: flags.force ?? false,
    quiet: flags.json ?? false,
    cache: flags.cache,
    cacheLimit: readSize('--cache-limit', flags.cacheLimit),
    rerun: rerunCommand(file, flags),
  };
}

/** The JSON Schema of a manifest, with the params of every film. */
export const seriesSchema = (): Readonly<Record<string, unknown>> =>
  manifestJsonSchema(
    CATALOGUE.map(({ id, params }) => ({ id, params: z.toJSONSchema(params, { io: 'input' }) })),
  );

/** What `lossreel series` does. @throws UsageError for what cannot be; Error when a film failed or is missing */
export async function runSeriesCommand(file: string | undefined, flags: SeriesFlags): Promise<void> {
  if (flags.schema) {
    printJson(seriesSchema());
    return;
  }
  if (file === undefined) throw new UsageError("missing required argument 'file'");
  const overrides: Overrides = {
    scale: flags.scale === undefined ? undefined : numberOption('scale', flags.scale, { low: 0.1, high: 2 }),
    draft: flags.draft ?? false,
  };
  const shard = flags.shard === undefined ? undefined : parseShard(flags.shard);
  const options = runOptions(file, flags);
  const plan = readPlan(file, overrides);
  const json = flags.json ?? false;
  const chosen = shardFilms(onlyFilms(plan, flags.only), shard ?? WHOLE);
  if (flags.dryRun) {
    printPlan(chosen, shard ?? WHOLE, json);
    return;
  }
  await requireFolder('--out', flags.out);
  const teller = json ? machineTeller() : humanTeller();
  if (flags.merge !== undefined) {
    await mergeSeries(plan, flags.merge, options, teller);
    return;
  }
  await requireFolder('--cache', flags.cache);
  const films = chosen.map(({ film }) => film);
  await runSeries(plan, films, shard, options, teller);
}

/** `lossreel series FILE`: a whole series of films. */
export const addSeries = (program: Command): Command =>
  withRunOptions(program.command('series'))
    .argument('[file]', 'the manifest, JSON')
    .description('all films of a manifest, one report; what has not changed comes from the cache')
    .option('--shard <I/N>', 'only the I-th of N equal parts of the work')
    .addOption(
      new Option('--merge <folders...>', 'collect what shards have rendered into --out').conflicts([
        'shard',
        'only',
        'force',
        'dryRun',
      ]),
    )
    .option('--only <ids...>', 'only these episodes')
    .option('--out <folder>', 'folder for the films and the report', 'out')
    .option('--scale <factor>', 'size of all films, 0.1 to 2, whatever the manifest says')
    .option('--draft', 'half the size, encoded fast')
    .option('--force', 'render anew what has not changed')
    .option('--dry-run', 'show what would be rendered: shard, predicted cost, output')
    .option('--schema', 'print the JSON Schema of manifests, for editors')
    .option('--json', 'one event a line on standard output, for machines')
    .action(runSeriesCommand);
