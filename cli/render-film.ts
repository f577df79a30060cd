import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { cueSheetHash } from '../audio/cue-sheet-checks.ts';
import { ensureWavInWorker } from '../audio/node.ts';
import { renderVideo } from '../src/render/video.ts';
import { tellJob } from './film-source.ts';
import { SOUND_FOLDER } from './paths.ts';
import type { RenderTask, ToldTask } from './render-task.ts';
import type { SegmentJob } from './segment-worker.ts';
import { writeSidecars } from './sidecars.ts';
import { simulateJob } from './simulation.ts';

/** What became of a render. */
export interface RenderOutcome {
  readonly status: 'rendered' | 'unchanged';
  readonly frames: number;
  readonly segments: { readonly total: number; readonly encoded: number };
}

/** Renders the MP4 and what belongs beside it. Sound is synthesized while the picture is painted. */
export async function renderTold(
  task: ToldTask,
  onProgress: (done: number, total: number) => void,
  signal: AbortSignal,
): Promise<number> {
  const { job, told, span, engine, target } = task;
  const out = `${target}.mp4`;
  const sheet = told.film.score(told.trace, told.story);
  if (task.force) await rm(join(SOUND_FOLDER, `${cueSheetHash(sheet)}.wav`), { force: true });
  const wav = task.mute ? undefined : ensureWavInWorker(sheet, SOUND_FOLDER, signal);
  let segments = 1;
  if (engine === 'chromium') {
    // Remotion's bundle takes the sound along as a static file, so it has to be there first.
    await wav;
    const { renderChromium } = await import('./chromium.ts');
    await renderChromium(task, out, onProgress, signal);
  } else {
    const video = await renderVideo({
      source: told.source,
      workerModule: new URL('./segment-worker.ts', import.meta.url),
      job: { job, trace: told.trace } satisfies SegmentJob,
      range: span,
      scale: job.scale,
      workers: task.workers,
      encoder: task.encoder,
      wav,
      out,
      onProgress,
      signal,
    });
    segments = video.segments;
  }
  await writeSidecars(task);
  return segments;
}

/**
 * Renders one film and what belongs beside it.
 *
 * @throws whatever keeps it from being whole; the signal's reason when aborted
 */
export async function renderFilm(
  task: RenderTask,
  tell: { readonly onProgress: (done: number, total: number) => void; readonly signal: AbortSignal },
): Promise<RenderOutcome> {
  const told = tellJob(task.job, simulateJob(task.job, { fresh: task.force, quiet: true }));
  const span = task.range ?? { first: 0, last: told.story.frames - 1 };
  const total = await renderTold({ ...task, told, span }, tell.onProgress, tell.signal);
  return { status: 'rendered', frames: span.last + 1 - span.first, segments: { total, encoded: total } };
}
