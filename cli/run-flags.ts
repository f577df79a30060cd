import bytes from 'bytes';
import type { Command } from 'commander';
import { UsageError } from '../src/film/errors.ts';
import { CACHE_FOLDER } from '../src/film/project.ts';

/** Where the cache is, and how large it may grow. */
export interface CacheFlags {
  readonly cache: string;
  readonly cacheLimit: string;
}

/** Options of a command that renders. */
export interface RunFlags extends CacheFlags {
  readonly workers?: string;
  readonly force?: boolean;
}

/** Adds the options of a command that uses or manages the cache. */
export const withCacheOptions = (command: Command): Command =>
  command
    .option('--cache <folder>', 'cache folder for segments, sound, traces and films', CACHE_FOLDER)
    .option(
      '--cache-limit <size>',
      'maximum size of the cache; the least recently used entries are evicted first',
      '4GB',
    );

/** Adds the options of a command that renders. */
export const withRunOptions = (command: Command): Command =>
  withCacheOptions(
    command
      .option('--workers <number>', 'segments encoded in parallel (default: number of cores)')
      .option('--force', 'recompute everything, even if it is cached'),
  );

/** Reads a size like `4GB` or `500MB`, 1024-based, in bytes. @throws UsageError */
export function readSize(option: string, given: string): number {
  // The library would read "4XB" as 4 bytes.
  const size = /^\d+(\.\d+)? ?([kmgtp]?b)?$/i.test(given) ? bytes.parse(given) : null;
  if (size === null) throw new UsageError(`${option}: '${given}' is not a size like 4GB or 500MB`);
  return size;
}
