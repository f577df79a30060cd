import { rmSync } from 'node:fs';
import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openBrowser } from '@remotion/renderer';
import { inputCopy } from '../compositions/static-inputs.ts';
import { type Browser, findBrowser, noBrowserMessage } from '../src/render/browser.ts';
import { writeWhole } from '../src/render/output.ts';
import { chromeMode, tabs } from '../src/render/remotion-settings.ts';
import { type BrowserSite, videoInBrowser } from './browser-video.ts';
import { bundleFilms } from './bundle-films.ts';
import { findFilm } from './film-options.ts';
import { soundOf, toldTask } from './make-film.ts';
import { PROJECT, PUBLIC_FOLDER, soundFolder } from './paths.ts';
import type { RenderOutcome, RenderWatch } from './render-film.ts';
import type { RenderTask } from './render-task.ts';
import { writeSidecars } from './sidecars.ts';

/** A bundle of the films and a browser, for as many renders as there are. */
export interface ChromiumEngine {
  /** Renders a film and what belongs beside it: the same scene as the native engine's, other pixels by a hair. */
  readonly render: (task: RenderTask, watch: RenderWatch) => Promise<RenderOutcome>;
  readonly close: () => Promise<void>;
}

/** The browser to draw with. @throws Error, one line, when there is none */
function requireBrowser(): Browser {
  const browser = findBrowser(PROJECT);
  if (browser === null) throw new Error(noBrowserMessage());
  return browser;
}

/** Leaves a copy of each file that the params name where the page finds it. */
async function copyInputs({ job }: RenderTask): Promise<void> {
  for (const { path } of findFilm(job.film).inputs?.(job.params) ?? []) {
    await writeWhole(join(PUBLIC_FOLDER, inputCopy(path)), (copy) => copyFile(path, copy));
  }
}

/**
 * Bundles the films and their inputs and starts the browser, both once for all tasks.
 *
 * @throws Error when there is no browser
 */
export async function openChromium(tasks: readonly RenderTask[]): Promise<ChromiumEngine> {
  const found = requireBrowser();
  const chrome = { browserExecutable: found.path, chromeMode: chromeMode(found), logLevel: 'error' } as const;
  await mkdir(PUBLIC_FOLDER, { recursive: true });
  for (const task of tasks) await copyInputs(task);
  const browser = await openBrowser('chrome', chrome);
  const close = (): Promise<void> => browser.close({ silent: true });
  const serveUrl = await bundleFilms(PUBLIC_FOLDER).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  const site = { ...chrome, serveUrl, puppeteerInstance: browser };
  return {
    render: (task, watch) => makeFilmInBrowser(site, tabs(found), task, watch),
    close: async () => {
      await close();
      rmSync(serveUrl, { recursive: true, force: true });
    },
  };
}

async function makeFilmInBrowser(
  site: BrowserSite,
  concurrency: number,
  task: RenderTask,
  watch: RenderWatch,
): Promise<RenderOutcome> {
  const told = toldTask(task);
  const wav = task.mute ? undefined : soundOf(told, soundFolder(task.cache), watch.signal);
  wav?.catch(() => {});
  const frames = await videoInBrowser(site, Math.min(concurrency, task.workers), told, wav, watch);
  await writeSidecars(told, { frames, ...(wav === undefined ? {} : { wav: await wav }) });
  return { status: 'rendered', frames: frames.length, segments: { total: 0, encoded: 0 } };
}
