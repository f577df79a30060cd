import { mkdirSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundle } from '@remotion/bundler';
import { ensureBrowser, makeCancelSignal, renderMedia, selectComposition } from '@remotion/renderer';
import { compositionId, type Film } from '../compositions/film.ts';
import { inputCopy } from '../compositions/static-inputs.ts';
import { findBrowser, noBrowserMessage } from '../src/render/browser.ts';
import { PRESETS } from '../src/render/encoder.ts';
import { writeWhole } from '../src/render/output.ts';
import { scaledSize } from '../src/render/painter.ts';
import { alignedSound, chromeMode, REMOTION_SETTINGS, tabs } from '../src/render/remotion-settings.ts';
import { FORMATS } from '../src/scene/stage.ts';
import { type FilmJob, oneOf } from './film-options.ts';
import { PROJECT, PUBLIC_FOLDER } from './paths.ts';
import type { ToldTask } from './render-task.ts';

/** A job as the props of its composition. */
const propsOf = ({ params, seed, fps, theme, language, burnCaptions }: FilmJob): Record<string, unknown> => ({
  ...(params as object),
  seed,
  fps,
  theme,
  lang: language,
  captions: burnCaptions ? 'burned' : 'none',
});

/** Leaves a copy of each file that the params name where the page finds it. */
async function copyInputs(film: Film, params: unknown): Promise<void> {
  for (const { path } of film.inputs?.(params) ?? []) {
    await writeWhole(join(PUBLIC_FOLDER, inputCopy(path)), (copy) => copyFile(path, copy));
  }
}

/**
 * Renders a film through Remotion and a browser: the same scene, other pixels by a hair.
 *
 * @throws Error when there is no browser; the signal's reason when aborted
 */
export async function renderChromium(
  task: ToldTask,
  out: string,
  onProgress: (done: number, total: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const { job, span } = task;
  const browser = findBrowser(PROJECT);
  if (browser === null) throw new Error(noBrowserMessage());
  mkdirSync(PUBLIC_FOLDER, { recursive: true });
  await copyInputs(task.told.film, job.params);
  const chrome = {
    browserExecutable: browser.path,
    chromeMode: chromeMode(browser),
    logLevel: 'error',
  } as const;
  await ensureBrowser(chrome);
  const serveUrl = await bundle({
    entryPoint: join(PROJECT, 'compositions', 'index.ts'),
    publicDir: PUBLIC_FOLDER,
  });
  signal.throwIfAborted();
  const inputProps = propsOf(job);
  const composition = await selectComposition({
    serveUrl,
    id: compositionId(job.film, job.format),
    inputProps,
    ...chrome,
  });
  const { cancelSignal, cancel } = makeCancelSignal();
  signal.addEventListener('abort', cancel, { once: true });
  const total = span.last + 1 - span.first;
  try {
    await writeWhole(out, async (path) => {
      await renderMedia({
        ...REMOTION_SETTINGS,
        ...chrome,
        serveUrl,
        composition,
        inputProps,
        outputLocation: path,
        frameRange: [span.first, span.last],
        // Remotion wants even sizes too, which the native engine rounds to.
        scale: scaledSize(FORMATS[job.format].width, job.scale) / FORMATS[job.format].width,
        x264Preset: oneOf('preset', task.encoder.preset, PRESETS),
        crf: task.encoder.crf,
        muted: task.mute,
        concurrency: Math.min(tabs(browser), task.workers),
        ffmpegOverride: alignedSound,
        cancelSignal,
        onProgress: ({ renderedFrames }) => onProgress(renderedFrames, total),
      });
    });
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}
