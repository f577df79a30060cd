import { rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Command } from 'commander';
import open from 'open';
import { cueSheetHash } from '../audio/cue-sheet-checks.ts';
import { ensureWavInWorker } from '../audio/node.ts';
import { renderVideo } from '../src/render/video.ts';
import type { ChromiumEngine } from './chromium.ts';
import { Interrupted } from './errors.ts';
import { withFilmOptions } from './film-options.ts';
import { requireFolder, SOUND_FOLDER } from './paths.ts';
import { createProgress } from './progress.ts';
import { planTask, type RenderFlags, type RenderTask } from './render-task.ts';
import type { SegmentJob } from './segment-worker.ts';
import { writeSidecars } from './sidecars.ts';

/** The WAV of a task's film in the cache of sounds. */
async function prepareSound({ told, force }: RenderTask, signal: AbortSignal): Promise<string> {
  const sheet = told.film.score(told.trace, told.story);
  if (force) await rm(join(SOUND_FOLDER, `${cueSheetHash(sheet)}.wav`), { force: true });
  return ensureWavInWorker(sheet, SOUND_FOLDER, signal);
}

/** Remotion with all tasks' sounds, which its bundle takes along as static files. */
async function startChromium(tasks: readonly RenderTask[], signal: AbortSignal): Promise<ChromiumEngine> {
  const { openChromium, requireBrowser } = await import('./chromium.ts');
  requireBrowser();
  for (const task of tasks) if (!task.mute) await prepareSound(task, signal);
  return openChromium(tasks);
}

/** Renders the MP4 and what belongs beside it. In the native engine sound is synthesized while the picture is painted. */
async function renderTask(
  task: RenderTask,
  chromium: ChromiumEngine | undefined,
  onProgress: (done: number, total: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const { job, told, span, target } = task;
  const out = `${target}.mp4`;
  if (chromium !== undefined) await chromium.render(task, out, onProgress, signal);
  else {
    await renderVideo({
      source: told.source,
      workerModule: new URL('./segment-worker.ts', import.meta.url),
      job: { job, trace: told.trace } satisfies SegmentJob,
      range: span,
      scale: job.scale,
      workers: task.workers,
      encoder: task.encoder,
      wav: task.mute ? undefined : prepareSound(task, signal),
      out,
      onProgress,
      signal,
    });
  }
  await writeSidecars(task);
}

/** A signal that is aborted by SIGINT or SIGTERM; a second one ends the process at once. */
function interruptible(): { readonly signal: AbortSignal; readonly release: () => void } {
  const controller = new AbortController();
  const interrupt = (): void => {
    if (controller.signal.aborted) process.exit(130);
    controller.abort(new Interrupted());
  };
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt);
  return {
    signal: controller.signal,
    release: () => process.off('SIGINT', interrupt).off('SIGTERM', interrupt),
  };
}

/** `lossreel render FILM…`: MP4s with sound, and what belongs beside them. */
export const addRender = (program: Command): Command =>
  withFilmOptions(program.command('render'))
    .argument('<films...>', 'ids of the films')
    .description('MP4 with sound, captions, chapters, poster and provenance')
    .option('--frames <range>', 'only these frames, first and last included, e.g. 30-59')
    .option('--engine <name>', 'native (no browser) or chromium (through Remotion)', 'native')
    .option('--workers <number>', 'films segments at once (default: the cores of this machine)')
    .option('--out <folder>', 'folder for the files', 'out')
    .option('--captions <how>', 'burned into the picture, or none (beside it only)', 'burned')
    .option('--draft', 'half the size, encoded fast')
    .option('--crf <number>', 'quality of x264, 0 to 51, lower is better (default: 18)')
    .option('--preset <name>', 'preset of x264 (default: medium)')
    .option('--mute', 'without sound')
    .option('--force', 'simulate and synthesize anew, even where that is cached')
    .option('--open', 'show the film when it is done')
    .option('--json', 'one event a line on standard output, for machines')
    .action(async (ids: readonly string[], flags: RenderFlags) => {
      const tasks = ids.map((id) => planTask(id, flags));
      await requireFolder('--out', flags.out);
      const { signal, release } = interruptible();
      const json = flags.json ?? false;
      const tell = (event: Record<string, unknown>): void => {
        if (json) process.stdout.write(`${JSON.stringify(event)}\n`);
      };
      let chromium: ChromiumEngine | undefined;
      try {
        if (tasks[0]?.engine === 'chromium') chromium = await startChromium(tasks, signal);
        for (const task of tasks) {
          const { film } = task.job;
          const out = `${task.target}.mp4`;
          const progress = createProgress(film, json);
          const begun = performance.now();
          tell({ event: 'start', film, out, frames: task.span.last + 1 - task.span.first });
          try {
            await renderTask(
              task,
              chromium,
              (done, total) => {
                progress.update(done, total);
                tell({ event: 'progress', film, done, total });
              },
              signal,
            );
          } finally {
            progress.stop();
          }
          const seconds = (performance.now() - begun) / 1000;
          const frames = task.span.last + 1 - task.span.first;
          tell({ event: 'done', film, out, frames, seconds: Number(seconds.toFixed(3)) });
          if (!json) {
            process.stdout.write(
              `${relative('.', out)}  ${frames} frames in ${seconds.toFixed(1)} s, ${(frames / seconds).toFixed(0)} a second\n`,
            );
          }
          if (flags.open) await open(out);
        }
      } catch (error) {
        // An interrupt may reach FFmpeg first, whose complaint is then not the reason.
        signal.throwIfAborted();
        throw error;
      } finally {
        await chromium?.close();
        release();
      }
    });
