import { UsageError } from '../src/film/errors.ts';
import { insteadOf } from '../src/film/nearest.ts';
import { type Description, describe } from '../src/logs/describe.ts';
import { readLogs } from '../src/logs/gather.ts';
import type { Mapping } from '../src/logs/place.ts';
import { RESTARTS } from '../src/logs/restarts.ts';
import { type Reading, type Role, UnknownColumn } from '../src/logs/series.ts';
import { type Roles, understand } from '../src/logs/understand.ts';
import { oneOf } from './options.ts';
import { printJson, warn } from './print.ts';
import { table } from './table.ts';

interface RunFlags {
  readonly describe?: boolean;
  readonly map?: string;
  readonly restart?: string;
  readonly json?: boolean;
}

const ROLES: Readonly<Record<string, Role>> = {
  train: 'train-loss',
  val: 'validation-loss',
  test: 'test-loss',
  metric: 'metric',
  rate: 'rate',
  gradient: 'gradient-norm',
};
const KEYS = [...Object.keys(ROLES), 'step', 'group'];

/** `train=loss,step=global_step` as what it says of columns and series. @throws UsageError */
function parseMap(text: string): { readonly map: Mapping; readonly roles: Roles } {
  const pairs = text.split(',').map((part) => {
    const at = part.indexOf('=');
    const [key, name] = [part.slice(0, at).trim(), part.slice(at + 1).trim()];
    if (at < 1 || name === '')
      throw new UsageError(`--map: '${part}' is no KEY=NAME, as in --map train=loss,step=global_step`);
    if (!KEYS.includes(key)) throw new UsageError(`--map: '${key}' cannot be set; ${insteadOf(key, KEYS)}`);
    return [key, name] as const;
  });
  const given = Object.fromEntries(pairs);
  return {
    map: {
      ...(given.step === undefined ? {} : { step: given.step }),
      ...(given.group === undefined ? {} : { group: given.group }),
    },
    roles: Object.fromEntries(
      pairs.flatMap(([key, name]) => (ROLES[key] === undefined ? [] : [[ROLES[key], name]])),
    ),
  };
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

/** Reads logs; a column that was named and is not there is bad usage. @throws UsageError, LogError */
async function read(logs: readonly string[], map: Mapping): Promise<Reading> {
  try {
    const reading = await readLogs(logs, map);
    const axes = new Set(
      reading.runs.flatMap(({ series }) => series.map(({ axis }) => axis.name.toLowerCase())),
    );
    if (map.step === undefined || axes.has(map.step.toLowerCase())) return reading;
    return {
      ...reading,
      warnings: [
        ...reading.warnings,
        `--map step=${map.step}: not used, since these logs have steps of their own`,
      ],
    };
  } catch (error) {
    throw error instanceof UnknownColumn ? new UsageError(`--map: ${error.message}`) : error;
  }
}

/** What `lossreel run` does. @throws UsageError, LogError */
export async function run(logs: readonly string[], flags: RunFlags): Promise<void> {
  if (!flags.describe) throw new UsageError('run: say --describe to see what is understood of a log');
  const { map, roles } = flags.map === undefined ? { map: {}, roles: {} } : parseMap(flags.map);
  const restart = flags.restart === undefined ? undefined : oneOf('restart', flags.restart, RESTARTS);
  const reading = await read(logs, map);
  checkNames(
    roles,
    reading.runs.flatMap(({ series }) => series.map(({ name }) => name)),
  );
  const description = describe(understand(reading, { roles, ...(restart === undefined ? {} : { restart }) }));
  if (flags.json) {
    printJson(description);
    return;
  }
  process.stdout.write(printed(description));
  warn(description.warnings);
}

/** Each series that is named must be there. @throws UsageError */
function checkNames(roles: Roles, names: readonly string[]): void {
  for (const name of Object.values(roles))
    if (!names.some((one) => one.toLowerCase() === name.toLowerCase() || one.split('/').at(-1) === name))
      throw new UsageError(`--map: there is no series '${name}'; ${insteadOf(name, names)}`);
}
