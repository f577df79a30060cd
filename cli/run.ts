import { UsageError } from '../src/film/errors.ts';
import { insteadOf } from '../src/film/nearest.ts';
import { type Description, describe } from '../src/logs/describe.ts';
import { readLogs } from '../src/logs/gather.ts';
import { RESTARTS } from '../src/logs/restarts.ts';
import { ROLES } from '../src/logs/role-keys.ts';
import { mappingOf, rolesOf, type Said, unknownSeries, unusedStep } from '../src/logs/said.ts';
import { type Reading, UnknownColumn } from '../src/logs/series.ts';
import { understand } from '../src/logs/understand.ts';
import { oneOf } from './options.ts';
import { printJson, warn } from './print.ts';
import { compare } from './run-compare.ts';
import { filmReads, type RunFilmFlags, renderRun } from './run-film.ts';
import { table } from './table.ts';

interface RunFlags extends RunFilmFlags {
  readonly describe?: boolean;
  readonly compare?: boolean;
  readonly watch?: boolean;
  readonly map?: string;
  readonly restart?: string;
}

const KEYS = [...Object.keys(ROLES), 'step', 'group'];

/** `train=loss,step=global_step` as what it says of columns and series. @throws UsageError */
function parseMap(text: string | undefined): Said {
  const pairs = (text === undefined ? [] : text.split(',')).map((part) => {
    const at = part.indexOf('=');
    const [key, name] = [part.slice(0, at).trim(), part.slice(at + 1).trim()];
    if (at < 1 || name === '')
      throw new UsageError(`--map: '${part}' is no KEY=NAME, as in --map train=loss,step=global_step`);
    if (!KEYS.includes(key)) throw new UsageError(`--map: '${key}' cannot be set; ${insteadOf(key, KEYS)}`);
    return [key, name] as const;
  });
  return Object.fromEntries(pairs);
}

/** What was understood, for somebody to read. */
function printed({ runs }: Description): string {
  return runs
    .map(({ id, producer, axis, series, events }) => {
      const rows = series.map(({ name, role, axis: on, points, first, last, min, max, notFinite }) => [
        name,
        role,
        on,
        String(points),
        String(first ?? '–'),
        String(last ?? '–'),
        min === null ? '–' : `${min[1]} at ${min[0]}`,
        max === null ? '–' : `${max[1]} at ${max[0]}`,
        notFinite.length === 0 ? '' : String(notFinite.length),
      ]);
      const head = `${id} (${producer}): ${axis.name} ${axis.first} to ${axis.last}\n`;
      const body =
        series.length === 0
          ? ''
          : table(
              ['series', 'role', 'axis', 'points', 'first', 'last', 'lowest', 'highest', 'not finite'],
              rows,
            );
      return head + body + events.map(({ kind, at, says }) => `${kind}, ${at}: ${says}\n`).join('');
    })
    .join('\n');
}

/** Reads logs; a column or series that was named and is not there is bad usage. @throws UsageError, LogError */
async function read(
  logs: readonly string[],
  said: Said,
  input: Iterable<Uint8Array> | undefined,
): Promise<Reading> {
  try {
    const reading = await readLogs(logs, mappingOf(said), input);
    const { names, unknown } = unknownSeries(reading, said);
    const [first] = unknown;
    if (first !== undefined)
      throw new UsageError(`--map: there is no series '${first}'; ${insteadOf(first, names)}`);
    return { ...reading, warnings: [...reading.warnings, ...unusedStep(reading, said)] };
  } catch (error) {
    throw error instanceof UnknownColumn ? new UsageError(`--map: ${error.message}`) : error;
  }
}

/** What `lossreel run` does. @throws UsageError, LogError */
export async function run(logs: readonly string[], flags: RunFlags): Promise<void> {
  if (flags.watch && (flags.describe || flags.compare))
    throw new UsageError('--watch draws a picture: leave out --describe and --compare');
  if (flags.watch)
    return (await import('./run-watch.ts')).watchLogs(logs, flags.out, (input) => once(logs, flags, input));
  await once(logs, flags);
}

/** @param input what has come in on standard input, where that has been read already */
async function once(logs: readonly string[], flags: RunFlags, input?: Iterable<Uint8Array>): Promise<void> {
  const map = parseMap(flags.map);
  const restart = flags.restart === undefined ? undefined : oneOf('restart', flags.restart, RESTARTS);
  const wishes = restart === undefined ? {} : { restart };
  const isFilm = !flags.describe && !flags.compare;
  const reading = isFilm && filmReads(logs) ? null : await read(logs, map, input);
  if (isFilm || reading === null) return renderRun(logs, reading, { map, ...wishes }, flags);
  const understood = understand(reading, { roles: rolesOf(map), ...wishes });
  if (flags.compare) return compare(understood, flags.json ?? false);
  const description = describe(understood);
  if (flags.json) {
    printJson(description);
    return;
  }
  process.stdout.write(printed(description));
  warn(description.warnings);
}
