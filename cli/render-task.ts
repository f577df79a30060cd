import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { DRAFT, type EncoderSettings, FINAL, PRESETS } from '../src/render/encoder.ts';
import {
  type FilmFlags,
  type FilmJob,
  type FrameSpan,
  filmJob,
  numberOption,
  oneOf,
  outputName,
  parseFrames,
} from './film-options.ts';
import { type ToldFilm, tellJob } from './film-source.ts';
import { CACHE_FOLDER, CACHE_LIMIT } from './paths.ts';
import { simulateJob } from './simulation.ts';

/** The options of `render`. */
export interface RenderFlags extends FilmFlags {
  readonly frames?: string;
  readonly engine: string;
  readonly workers?: string;
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

/** One film to render: what, how and where to. Plain data, cheap to make. */
export interface RenderTask {
  readonly job: FilmJob;
  readonly engine: 'native' | 'chromium';
  readonly encoder: EncoderSettings;
  readonly workers: number;
  readonly mute: boolean;
  readonly force: boolean;
  /** Path of the MP4 without its ending; the sidecars stand beside it. */
  readonly target: string;
  /** Frames wanted; all without it. */
  readonly range?: FrameSpan;
  /** Folder of the cache, and how large it may get, in bytes. */
  readonly cache: string;
  readonly cacheLimit: number;
}

/** A task whose film is told. */
export interface ToldTask extends RenderTask {
  readonly told: ToldFilm;
  readonly span: FrameSpan;
}

/** Checks everything before any work is done. @throws UsageError */
export function planTask(id: string, flags: RenderFlags): ToldTask {
  const full = filmJob(id, flags, oneOf('captions', flags.captions, ['burned', 'none']) === 'burned');
  const base = flags.draft ? DRAFT : FINAL;
  const job = flags.draft ? { ...full, scale: Math.max(0.1, full.scale / 2) } : full;
  const engine = oneOf('engine', flags.engine, ['native', 'chromium'] as const);
  const encoder = {
    ...base,
    preset: flags.preset === undefined ? base.preset : oneOf('preset', flags.preset, PRESETS),
    crf:
      flags.crf === undefined ? base.crf : numberOption('crf', flags.crf, { low: 0, high: 51, whole: true }),
  };
  const workers =
    flags.workers === undefined
      ? availableParallelism()
      : numberOption('workers', flags.workers, { low: 1, high: 64, whole: true });
  const told = tellJob(job, simulateJob(job, { fresh: flags.force ?? false, quiet: flags.json ?? false }));
  const { frames } = told.story;
  const span =
    flags.frames === undefined ? { first: 0, last: frames - 1 } : parseFrames(flags.frames, frames);
  const piece = flags.frames === undefined ? '' : `-${span.first}-${span.last}`;
  return {
    job,
    told,
    span,
    engine,
    encoder,
    workers,
    mute: flags.mute ?? false,
    force: flags.force ?? false,
    target: join(flags.out, outputName(job) + piece),
    cache: CACHE_FOLDER,
    cacheLimit: CACHE_LIMIT,
  };
}
