import bytes from 'bytes';
import { type CacheFile, cacheFiles, prune } from '../src/cache/store-limit.ts';
import { UsageError } from '../src/film/errors.ts';
import { refuseNoFolder, requireFolder } from './paths.ts';
import { printJson } from './print.ts';
import type { CacheFlags } from './run-flags.ts';
import { readSize } from './size.ts';

interface CacheCommandFlags extends CacheFlags {
  readonly prune?: boolean;
  readonly clear?: boolean;
  readonly json?: boolean;
}

const sizeOf = (files: readonly CacheFile[]): number => files.reduce((sum, file) => sum + file.bytes, 0);

/** Entries and bytes per kind, and in total. */
function summary(files: readonly CacheFile[]) {
  const kinds = [...new Set(files.map(({ kind }) => kind))].sort();
  const totals = kinds.map((kind) => {
    const own = files.filter((file) => file.kind === kind);
    return { kind, entries: own.length, bytes: sizeOf(own) };
  });
  return { entries: files.length, bytes: sizeOf(files), kinds: totals };
}

/** What `lossreel cache` does. @throws UsageError */
export async function showCache(flags: CacheCommandFlags): Promise<void> {
  if (flags.prune && flags.clear) throw new UsageError('--prune and --clear are mutually exclusive');
  const limit = readSize('--cache-limit', flags.cacheLimit);
  const changing = (flags.prune ?? false) || (flags.clear ?? false);
  if (changing) await requireFolder('--cache', flags.cache);
  else refuseNoFolder('--cache', flags.cache);
  const removed = changing ? prune(flags.cache, flags.clear ? 0 : limit) : [];
  const kept = summary(cacheFiles(flags.cache));
  const gone = { entries: removed.length, bytes: sizeOf(removed) };
  if (flags.json) {
    printJson({ folder: flags.cache, ...kept, ...(changing ? { removed: gone } : {}) });
    return;
  }
  const line = (name: string, entries: number, size: number): void => {
    process.stdout.write(`${name.padEnd(14)}${String(entries).padStart(7)}  ${bytes.format(size)}\n`);
  };
  process.stdout.write(`${flags.cache}\n`);
  for (const { kind, entries, bytes: size } of kept.kinds) line(kind, entries, size);
  line('all', kept.entries, kept.bytes);
  if (changing) line('removed', gone.entries, gone.bytes);
}
