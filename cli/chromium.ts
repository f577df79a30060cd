import { rmSync } from 'node:fs';
import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { bundle } from '@remotion/bundler';
import { makeCancelSignal, openBrowser, renderMedia, selectComposition } from '@remotion/renderer';
import { compositionId, type Film } from '../compositions/film.ts';
import { inputCopy } from '../compositions/static-inputs.ts';
import { type Browser, findBrowser, noBrowserMessage } from '../src/render/browser.ts';
import { PRESETS } from '../src/render/encoder.ts';
import { writeWhole } from '../src/render/output.ts';
import { scaledSize } from '../src/render/painter.ts';
import { alignedSound, chromeMode, REMOTION_SETTINGS, tabs } from '../src/render/remotion-settings.ts';
import { FORMATS } from '../src/scene/stage.ts';
import { type FilmJob, oneOf } from './film-options.ts';
import { PROJECT, PUBLIC_FOLDER } from './paths.ts';
import type { RenderTask } from './render-task.ts';

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

/** A bundle of the films and a browser that has them open, for as many renders as there are. */
export interface ChromiumEngine {
  /** Renders a film: the same scene as the native engine's, other pixels by a hair. */
  readonly render: (
    task: RenderTask,
    out: string,
    onProgress: (done: number, total: number) => void,
    signal: AbortSignal,
  ) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** The browser to draw with. @throws Error, one line, when there is none */
export function requireBrowser(): Browser {
  const browser = findBrowser(PROJECT);
  if (browser === null) throw new Error(noBrowserMessage());
  return browser;
}

/**
 * Bundles the films with their sounds and inputs and starts the browser, both once for all tasks.
 *
 * @param tasks whose sounds are in the public folder by now
 * @throws Error when there is no browser
 */
export async function openChromium(tasks: readonly RenderTask[]): Promise<ChromiumEngine> {
  const found = requireBrowser();
  const chrome = { browserExecutable: found.path, chromeMode: chromeMode(found), logLevel: 'error' } as const;
  await mkdir(PUBLIC_FOLDER, { recursive: true });
  for (const { told, job } of tasks) await copyInputs(told.film, job.params);
  const browser = await openBrowser('chrome', chrome);
  const close = (): Promise<void> => browser.close({ silent: true });
  const entryPoint = join(PROJECT, 'compositions', 'index.ts');
  const serveUrl = await bundle({ entryPoint, publicDir: PUBLIC_FOLDER }).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  const site = { ...chrome, serveUrl, puppeteerInstance: browser };
  return {
    render: (task, out, onProgress, signal) => renderIn(site, tabs(found), task, out, onProgress, signal),
    close: async () => {
      await close();
      rmSync(serveUrl, { recursive: true, force: true });
    },
  };
}

type Site = Parameters<typeof selectComposition>[0] & Parameters<typeof renderMedia>[0];

/** @throws the signal's reason when aborted */
async function renderIn(
  site: Pick<Site, 'serveUrl' | 'browserExecutable' | 'chromeMode' | 'logLevel' | 'puppeteerInstance'>,
  concurrency: number,
  task: RenderTask,
  out: string,
  onProgress: (done: number, total: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const { job, span } = task;
  signal.throwIfAborted();
  const inputProps = propsOf(job);
  const composition = await selectComposition({
    ...site,
    id: compositionId(job.film, job.format),
    inputProps,
  });
  const { cancelSignal, cancel } = makeCancelSignal();
  signal.addEventListener('abort', cancel, { once: true });
  const total = span.last + 1 - span.first;
  try {
    await writeWhole(out, async (path) => {
      await renderMedia({
        ...REMOTION_SETTINGS,
        ...site,
        composition,
        inputProps,
        outputLocation: path,
        frameRange: [span.first, span.last],
        // Remotion wants even sizes too, which the native engine rounds to.
        scale: scaledSize(FORMATS[job.format].width, job.scale) / FORMATS[job.format].width,
        x264Preset: oneOf('preset', task.encoder.preset, PRESETS),
        crf: task.encoder.crf,
        muted: task.mute,
        concurrency: Math.min(concurrency, task.workers),
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
