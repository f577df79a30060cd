import { existsSync, statSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { type LogFile, readLog, readStream } from './files.ts';
import { continued, joined } from './folder.ts';
import { layoutsOf } from './layouts/layouts.ts';
import { distinct, plainName } from './names.ts';
import type { Mapping } from './place.ts';
import { LogError, type Reading, type Run } from './series.ts';

const SHOWN = 3;

/** Names of files that programs give to every run: the folder tells runs apart. */
const USUAL =
  /^(metrics|results|progress|history|log|monitor|scalars|trainer_state|events\.out\.tfevents|stdout|stderr|console|evaluations)$/;

const idOf = (name: string, given: string): string => {
  const own = plainName(name);
  const folder = name.includes('/') ? dirname(name) : basename(dirname(resolve(given)));
  return USUAL.test(own) ? (name.includes('/') ? folder : own) : own;
};

/** Parts of one run of W&B, which begins at step 0 again when it is resumed offline. */
function sameIds(runs: readonly Run[]): Reading {
  const byId = new Map<string, Run>();
  const warnings: string[] = [];
  for (const run of runs) {
    const key = run.producer === 'wandb-offline' ? run.id : `${run.id} ${byId.size}`;
    const before = byId.get(key);
    if (before === undefined) byId.set(key, run);
    else if (before.series.length === 0 || run.series.length === 0)
      byId.set(key, before.series.length === 0 ? run : before);
    else {
      const top = Math.max(...before.series.map(({ steps }) => steps.at(-1) ?? 0));
      byId.set(key, joined(before, run, top + 1));
      warnings.push(
        `${run.id}: resumed, its steps begin at 0 again: the later part is placed after step ${top}`,
      );
    }
  }
  return { runs: [...byId.values()], warnings };
}

const isText = ({ runs }: Reading): boolean => runs.every(({ producer }) => /(^|-)text$/.test(producer));

/** Readings of a folder's files, without console output where a file beside it says the same with all digits. */
function withoutCopies(
  found: readonly { readonly file: LogFile; readonly reading: Reading }[],
): readonly Reading[] {
  const exact = new Set(
    found.filter(({ reading }) => !isText(reading)).map(({ file }) => dirname(file.name)),
  );
  return found.map(({ file, reading }) =>
    isText(reading) && reading.runs.length > 0 && exact.has(dirname(file.name))
      ? {
          runs: [],
          warnings: [
            `${file.name}: console output, left out: a file beside it has more digits; give it by itself to see it`,
          ],
        }
      : reading,
  );
}

async function readFolder(path: string, map: Mapping): Promise<Reading> {
  const root = basename(resolve(path));
  const { laid, rest } = layoutsOf(path, root, map);
  const readings: Reading[] = [];
  const refused: string[] = [];
  const attempt = async (read: () => Promise<Reading>): Promise<Reading | string> => {
    try {
      return await read();
    } catch (error) {
      if (error instanceof LogError) return error.message;
      throw error;
    }
  };
  for (const { read } of laid) {
    const reading = await attempt(read);
    readings.push(typeof reading === 'string' ? { runs: [], warnings: [reading] } : reading);
  }
  const others: { readonly file: LogFile; readonly reading: Reading }[] = [];
  for (const file of rest) {
    const reading = await attempt(() => readLog(file, map, idOf(file.name, path)));
    if (typeof reading === 'string') refused.push(file.name);
    else others.push({ file, reading });
  }
  readings.push(...withoutCopies(others));
  const all = readings.flatMap(({ runs }) => runs);
  const drawn = all.filter(({ series }) => series.length > 0);
  if (all.length === 0) {
    const seen =
      refused.length === 0
        ? 'it has no files'
        : `looked at ${refused.length} file${refused.length === 1 ? '' : 's'}: ${refused.slice(0, SHOWN).join(', ')}${refused.length > SHOWN ? ', …' : ''}`;
    throw new LogError(`${path}: no logs in this folder; ${seen}`);
  }
  const one = sameIds(drawn.length > 0 ? drawn : all.slice(0, 1));
  const chained = continued(one.runs);
  return {
    runs: chained.runs,
    warnings: [...readings.flatMap(({ warnings }) => warnings), ...one.warnings, ...chained.warnings],
  };
}

/** What comes in where a log is `-`. */
type Input = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

async function readOne(
  path: string,
  map: Mapping,
  { several, input }: { readonly several: boolean; readonly input: Input },
): Promise<Reading> {
  if (path === '-') return readStream(input, map);
  if (!existsSync(path)) throw new LogError(`${path}: there is no such file or folder`);
  const stat = statSync(path);
  if (stat.isDirectory()) return readFolder(path, map);
  if (!stat.isFile())
    throw new LogError(
      `${path}: a pipe or a device, not a file; to read a pipe, say 'lossreel run -' and redirect it`,
    );
  const file: LogFile = { path, name: path };
  const plain = plainName(path);
  return readLog(file, map, several && USUAL.test(plain) ? basename(dirname(resolve(path))) : plain);
}

/**
 * Reads logs: files, folders, or `-` for standard input.
 *
 * @param input what comes in where a log is `-`
 * @throws LogError if one of them is no log, or cannot be read
 */
export async function readLogs(
  paths: readonly string[],
  map: Mapping = {},
  input: Input = process.stdin,
): Promise<Reading> {
  const readings: Reading[] = [];
  for (const path of paths) readings.push(await readOne(path, map, { several: paths.length > 1, input }));
  const runs = readings.flatMap((reading) => reading.runs);
  return { runs: distinct(runs), warnings: readings.flatMap(({ warnings }) => warnings) };
}
