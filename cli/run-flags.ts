import bytes from 'bytes';
import type { Command } from 'commander';
import { UsageError } from './errors.ts';
import { CACHE_FOLDER } from './paths.ts';

/** Where things are kept, and how much of them. */
export interface CacheFlags {
  readonly cache: string;
  readonly cacheLimit: string;
}

/** What a command that renders may take of the machine. */
export interface RunFlags extends CacheFlags {
  readonly workers?: string;
}

/** Adds the options of a command that keeps things or looks after them. */
export const withCacheOptions = (command: Command): Command =>
  command
    .option('--cache <folder>', 'where encoded segments, sound and films are kept', CACHE_FOLDER)
    .option('--cache-limit <size>', 'how much that may hold; what is longest unused goes first', '4GB');

/** Adds the options of a command that renders. */
export const withRunOptions = (command: Command): Command =>
  withCacheOptions(
    command.option('--workers <number>', 'segments at once (default: the cores of this machine)'),
  );

/** Reads a size like `4GB` or `500MB`, 1024-based, in bytes. @throws UsageError */
export function readSize(option: string, given: string): number {
  // The library takes the number of "4XB" for bytes.
  const size = /^\d+(\.\d+)? ?([kmgtp]?b)?$/i.test(given) ? bytes.parse(given) : null;
  if (size === null) throw new UsageError(`${option}: '${given}' is not a size like 4GB or 500MB`);
  return size;
}
