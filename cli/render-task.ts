import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { CATALOGUE } from '../compositions/catalogue.ts';
import { DRAFT, type EncoderSettings, FINAL, PRESETS } from '../src/render/encoder.ts';
import { UsageError } from './errors.ts';
import type { FilmFlags } from './film-flags.ts';
import {
  type FilmJob,
  type FrameSpan,
  filmJob,
  numberOption,
  oneOf,
  outputName,
  readFrames,
} from './film-options.ts';
import type { ToldFilm } from './film-source.ts';
import { type RunFlags, readSize } from './run-flags.ts';

/** The options of `render`. */
export interface RenderFlags extends FilmFlags, RunFlags {
  readonly all?: boolean;
  readonly frames?: string;
  readonly engine: string;
  readonly out: string;
  readonly captions: string;
  readonly draft?: boolean;
  readonly crf?: string;
  readonly preset?: string;
  readonly mute?: boolean;
  readonly force?: boolean;
  readonly open?: boolean;
  readonly json?: boolean;
}

/** One film to render: what, how and where to. Plain data, made without simulating anything. */
export interface RenderTask {
  readonly job: FilmJob;
  /** Frames wanted, which may lie outside the film; all without it. */
  readonly frames: FrameSpan | undefined;
  readonly engine: 'native' | 'chromium';
  readonly encoder: EncoderSettings;
  readonly workers: number;
  readonly mute: boolean;
  /** Computes everything anew, whatever is kept. */
  readonly force: boolean;
  /** Without a progress bar of the simulation. */
  readonly quiet: boolean;
  /** Path of the MP4 without its ending; the sidecars stand beside it. */
  readonly target: string;
  /** Folder of the cache, and how much it may hold in bytes. */
  readonly cache: string;
  readonly cacheLimit: number;
}

/** A task whose film has been told, and the frames of it that are rendered. */
export interface ToldTask extends RenderTask {
  readonly told: ToldFilm;
  readonly span: FrameSpan;
}

/** How many segments are rendered at once. @throws UsageError */
export const readWorkers = (given: string | undefined): number =>
  given === undefined
    ? availableParallelism()
    : numberOption('workers', given, { low: 1, high: 64, whole: true });

/** The films that are asked for. @throws UsageError where no film is named, or `--all` and films */
export function chosenFilms(ids: readonly string[], all: boolean): readonly string[] {
  if (all && ids.length > 0) throw new UsageError(`--all: renders every film; '${ids[0]}' is named as well`);
  if (!all && ids.length === 0) throw new UsageError("missing argument 'films': name some, or give --all");
  return all ? CATALOGUE.map(({ id }) => id) : [...new Set(ids)];
}

/** Checks everything that can be checked before any work is done. @throws UsageError */
export function planTask(id: string, flags: RenderFlags): RenderTask {
  const full = filmJob(id, flags, oneOf('captions', flags.captions, ['burned', 'none']) === 'burned');
  const base = flags.draft ? DRAFT : FINAL;
  const job = flags.draft ? { ...full, scale: Math.max(0.1, full.scale / 2) } : full;
  const frames = flags.frames === undefined ? undefined : readFrames(flags.frames);
  const piece = frames === undefined ? '' : `-${frames.first}-${frames.last}`;
  return {
    job,
    frames,
    engine: oneOf('engine', flags.engine, ['native', 'chromium'] as const),
    encoder: {
      ...base,
      preset: flags.preset === undefined ? base.preset : oneOf('preset', flags.preset, PRESETS),
      crf:
        flags.crf === undefined
          ? base.crf
          : numberOption('crf', flags.crf, { low: 0, high: 51, whole: true }),
    },
    workers: readWorkers(flags.workers),
    mute: flags.mute ?? false,
    force: flags.force ?? false,
    quiet: flags.json ?? false,
    target: join(flags.out, outputName(job) + piece),
    cache: flags.cache,
    cacheLimit: readSize('--cache-limit', flags.cacheLimit),
  };
}
