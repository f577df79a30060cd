import { rm } from 'node:fs/promises';
import bytes from 'bytes';
import type { Command } from 'commander';
import { type CacheFile, cacheFiles, prune } from '../src/series/store-limit.ts';
import { UsageError } from './errors.ts';
import { requireFolder } from './paths.ts';
import { printJson } from './print.ts';
import { type CacheFlags, readSize, withCacheOptions } from './run-flags.ts';

interface CacheCommandFlags extends CacheFlags {
  readonly prune?: boolean;
  readonly clear?: boolean;
  readonly json?: boolean;
}

const sizeOf = (files: readonly CacheFile[]): number => files.reduce((sum, file) => sum + file.bytes, 0);

/** Entries and bytes of each kind, and of all. */
function summary(files: readonly CacheFile[]) {
  const kinds = [...new Set(files.map(({ kind }) => kind))].sort();
  const told = kinds.map((kind) => {
    const own = files.filter((file) => file.kind === kind);
    return { kind, entries: own.length, bytes: sizeOf(own) };
  });
  return { entries: files.length, bytes: sizeOf(files), kinds: told };
}

/** `lossreel cache`: what is kept between renders, and how to be rid of it. */
export const addCache = (program: Command): Command =>
  withCacheOptions(program.command('cache'))
    .description('what is kept between renders: segments, sound, traces')
    .option('--prune', 'remove what is longest unused, down to the limit')
    .option('--clear', 'remove everything')
    .option('--json', 'for machines')
    .action(async (flags: CacheCommandFlags) => {
      if (flags.prune && flags.clear) throw new UsageError('--prune and --clear exclude each other');
      const limit = readSize('--cache-limit', flags.cacheLimit);
      const changing = (flags.prune ?? false) || (flags.clear ?? false);
      if (changing) await requireFolder('--cache', flags.cache);
      const removed = flags.clear
        ? await cacheFiles(flags.cache)
        : flags.prune
          ? await prune(flags.cache, limit)
          : [];
      if (flags.clear) for (const { path } of removed) await rm(path, { force: true });
      const kept = summary(await cacheFiles(flags.cache));
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
    });
