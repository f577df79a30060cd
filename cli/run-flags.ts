import { relative } from 'node:path';
import { type Command, Option } from 'commander';
import { READONLY_VARIABLE } from '../src/cache/readonly.ts';
import { UsageError } from '../src/film/errors.ts';
import { CACHE_FOLDER } from '../src/film/sources/project.ts';
import { FFMPEG_VARIABLE, ffmpegPlace } from '../src/render/encode/ffmpeg-place.ts';

/** Where the cache is, and how large it may grow. */
export interface CacheFlags {
  readonly cache: string;
  readonly cacheLimit: string;
}

/** Options of a command that renders. */
export interface RunFlags extends CacheFlags {
  readonly workers?: string;
  readonly force?: boolean;
  readonly cacheReadonly?: boolean;
}

/** Adds the options of a command that uses or manages the cache. */
export const withCacheOptions = (command: Command): Command =>
  command
    .addOption(
      new Option('--cache <folder>', 'cache folder for segments, sound, traces and films').default(
        CACHE_FOLDER,
        relative('', CACHE_FOLDER),
      ),
    )
    .option(
      '--cache-limit <size>',
      'maximum size of the cache; the least recently used entries are evicted first',
      '4GB',
    );

/** Has this process and its threads use the FFmpeg that is named. @throws UsageError when it is not there */
function useFfmpeg(path: string | undefined): void {
  if (path === undefined) return;
  process.env[FFMPEG_VARIABLE] = path;
  try {
    process.env[FFMPEG_VARIABLE] = ffmpegPlace().ffmpeg;
  } catch {
    throw new UsageError(`--ffmpeg: there is no FFmpeg '${path}'`);
  }
}

/** Adds the option of a command that calls FFmpeg. */
export const withFfmpegOption = (command: Command): Command =>
  command
    .option('--ffmpeg <path>', `an FFmpeg with libx264 in place of Remotion's; also by ${FFMPEG_VARIABLE}`)
    .hook('preAction', (_, action) => useFfmpeg(action.opts<{ ffmpeg?: string }>().ffmpeg));

/** Has this process and its threads read from the cache alone. */
function useReadonly(given: boolean | undefined): void {
  if (given) process.env[READONLY_VARIABLE] = 'yes';
}

/** Adds the options of a command that renders. */
export const withRunOptions = (command: Command): Command =>
  withFfmpegOption(
    withCacheOptions(
      command
        .option('--workers <number>', 'segments at once (default: the cores of this machine)')
        .option('--force', 'compute everything anew, even where it is cached')
        .option('--cache-readonly', 'use what is cached, keep nothing: for a cache that others fill')
        .hook('preAction', (_, action) => useReadonly(action.opts<RunFlags>().cacheReadonly)),
    ),
  );
