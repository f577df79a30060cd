import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Description, describe } from '../../src/logs/describe.ts';
import { readLogs } from '../../src/logs/gather.ts';
import type { Mapping } from '../../src/logs/place.ts';
import { understand, type Wishes } from '../../src/logs/understand.ts';

export const FIXTURES = new URL('./fixtures/', import.meta.url).pathname;

/** What is understood of logs at these paths. */
export async function understoodAt(
  paths: readonly string[],
  map: Mapping = {},
  wishes: Wishes = {},
): Promise<Description> {
  return describe(understand(await readLogs(paths, map), wishes));
}

/** What is understood of a fixture. */
export const fixture = (log: string, wishes: Wishes = {}): Promise<Description> =>
  understoodAt([join(FIXTURES, log)], {}, wishes);

/** What is understood of a file with this content. */
export async function understood(
  content: string | Uint8Array,
  map: Mapping = {},
  wishes: Wishes = {},
  name = 'log',
): Promise<Description> {
  const folder = mkdtempSync(join(tmpdir(), 'lossreel-logs-'));
  try {
    const path = join(folder, name);
    writeFileSync(path, content);
    return await understoodAt([path], map, wishes);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The series of a name in all runs. */
export const seriesNamed = ({ runs }: Description, name: string) =>
  runs.flatMap(({ series }) => series.filter((one) => one.name === name));

/** Of each series its name and its number of points. */
export const pointsOf = ({ runs }: Description): Readonly<Record<string, number>> =>
  Object.fromEntries(runs.flatMap(({ series }) => series.map(({ name, points }) => [name, points])));
