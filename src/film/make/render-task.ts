import type { EncoderSettings } from '../../render/encode/encoder.ts';
import type { FrameRange } from '../../story/clock.ts';
import type { ProgressReporter } from '../film.ts';
import type { FilmJob } from '../job.ts';

/** Settings of a render, independent of the film. */
export interface RenderSettings {
  /** Segments encoded in parallel. */
  readonly workers: number;
  /** The module of additional painting threads, which calls `servePainters` with all films. */
  readonly workerModule: URL;
  /** Recompute everything, ignoring the cache. */
  readonly force: boolean;
  /** Folder of the cache, and its maximum size in bytes. */
  readonly cache: string;
  readonly cacheLimit: number;
}

/** One film to render: what, how and where to. Created without simulating anything. */
export interface RenderTask extends RenderSettings {
  readonly job: FilmJob;
  /** Requested frames, which may turn out to be outside the film; all by default. */
  readonly frames: FrameRange | undefined;
  readonly engine: 'native' | 'chromium';
  readonly encoder: EncoderSettings;
  readonly mute: boolean;
  /** Path of the MP4 without extension; the sidecars go next to it. */
  readonly target: string;
}

/** The outcome of a render. */
export interface RenderOutcome {
  /** `unchanged`: the files already existed exactly as they would be rendered now, and were not touched. */
  readonly status: 'rendered' | 'unchanged';
  readonly frames: number;
  /** Number of segments, and how many of them had to be encoded; none when rendered through a browser. */
  readonly segments: { readonly total: number; readonly encoded: number };
}

/** Progress callbacks of a render, and the signal that aborts it. */
export interface RenderHooks {
  readonly onSimulate?: ProgressReporter | undefined;
  /** Told once the film has been told, with what there is to know of it then. */
  readonly onWarnings?: ((warnings: readonly string[]) => void) | undefined;
  readonly onProgress: ProgressReporter;
  readonly signal: AbortSignal;
}
