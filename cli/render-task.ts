import { availableParallelism } from 'node:os';
import { CATALOGUE } from '../compositions/catalogue.ts';
import { UsageError } from '../src/film/errors.ts';
import type { RenderSettings, RenderTask } from '../src/film/make/render-task.ts';
import { DRAFT, FINAL } from '../src/render/encode/encoder.ts';
import { PRESETS } from '../src/render/encode/presets.ts';
import type { FilmFlags } from './film-flags.ts';
import { filmJob, readFrames } from './film-job.ts';
import { numberOption, oneOf } from './options.ts';
import { targetOf } from './render-target.ts';
import type { RunFlags } from './run-flags.ts';
import { readSize } from './size.ts';
import { WORKER } from './worker.ts';

/** The options of `render`. */
export interface RenderFlags extends FilmFlags, RunFlags {
  readonly all?: boolean;
  readonly frames?: string;
  readonly engine: string;
  readonly out: string;
  readonly name?: string;
  readonly draft?: boolean;
  readonly crf?: string;
  readonly preset?: string;
  readonly mute?: boolean;
  readonly stems?: boolean;
  readonly open?: boolean;
  readonly json?: boolean;
}

/** Render settings from the options of {@link withRunOptions}. @throws UsageError */
export const renderSettings = ({ workers, force, cache, cacheLimit }: RunFlags): RenderSettings => ({
  workers:
    workers === undefined
      ? availableParallelism()
      : numberOption('workers', workers, { low: 1, high: 64, whole: true }),
  workerModule: WORKER,
  force: force ?? false,
  cache,
  cacheLimit: readSize('--cache-limit', cacheLimit),
});

/** The requested films. @throws UsageError if no film is named, or both `--all` and films are given */
export function chosenFilms(ids: readonly string[], all: boolean): readonly string[] {
  if (all && ids.length > 0)
    throw new UsageError(`--all: renders every film, but '${ids[0]}' is named as well`);
  if (!all && ids.length === 0)
    throw new UsageError(
      `missing argument 'films': name some of ${CATALOGUE.map(({ id }) => id).join(', ')}, or use --all`,
    );
  return all ? CATALOGUE.map(({ id }) => id) : [...new Set(ids)];
}

/** Checks everything that can be checked up front. @throws UsageError, FilmError */
export async function planTask(name: string, flags: RenderFlags): Promise<RenderTask> {
  const full = await filmJob(name, flags);
  const base = flags.draft ? DRAFT : FINAL;
  const job = flags.draft ? { ...full, scale: Math.max(0.1, full.scale / 2) } : full;
  const frames = flags.frames === undefined ? undefined : readFrames(flags.frames);
  return {
    ...renderSettings(flags),
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
    mute: flags.mute ?? false,
    target: targetOf(job, frames, flags),
  };
}
