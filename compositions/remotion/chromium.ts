import { rmSync } from 'node:fs';
import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openBrowser } from '@remotion/renderer';
import { ownFolder } from '../../src/cache/remains.ts';
import { writeSet } from '../../src/cache/write-set.ts';
import { writeWhole } from '../../src/cache/write-whole.ts';
import { requireBed } from '../../src/film/bed.ts';
import { FILM_ENDINGS } from '../../src/film/film-files.ts';
import { VIDEO } from '../../src/film/make/film-record.ts';
import type { RenderHooks, RenderOutcome, RenderTask } from '../../src/film/make/render-task.ts';
import { soundOf, tellTask } from '../../src/film/make/told-task.ts';
import { writeSidecars } from '../../src/film/make/write-sidecars.ts';
import { WORKPLACE } from '../../src/film/sources/project.ts';
import { type Browser, findBrowser, noBrowserMessage } from './browser.ts';
import { type BrowserSite, videoInBrowser } from './browser-video.ts';
import { bundleFilms } from './bundle-films.ts';
import { rootOf } from './own-films.ts';
import { chromeMode, tabs } from './settings.ts';
import { inputCopy } from './static-inputs.ts';

/** A bundle of the films and a browser, shared by all renders. */
export interface ChromiumEngine {
  /** Renders a film and its sidecars: the same scenes as the native engine, with very slightly different pixels. */
  readonly render: (task: RenderTask, hooks: RenderHooks) => Promise<RenderOutcome>;
  readonly close: () => Promise<void>;
}

/** The browser to use. @throws Error, one line, if there is none */
function requireBrowser(): Browser {
  const browser = findBrowser(WORKPLACE);
  if (browser === null) throw new Error(noBrowserMessage());
  return browser;
}

/** Bundles the films of tasks. @returns the folder of the bundle */
function bundleTasks(tasks: readonly RenderTask[], publicFolder: string): Promise<string> {
  const films = tasks.map(({ job }) => job.film);
  const own = films.some(({ origin }) => origin !== undefined);
  return bundleFilms(publicFolder, own ? rootOf(films, false) : undefined);
}

/** Copies each file named in the params to where the page finds it. The bed is mixed here, not there. */
async function copyInputs({ job }: RenderTask, publicFolder: string): Promise<void> {
  for (const { path } of job.film.inputs?.(job.params) ?? []) {
    await writeWhole(join(publicFolder, inputCopy(path)), (copy) => copyFile(path, copy));
  }
}

/**
 * Bundles the films and their inputs and starts the browser, both once for all tasks.
 *
 * @throws Error if there is no browser
 */
export async function openChromium(tasks: readonly RenderTask[]): Promise<ChromiumEngine> {
  const found = requireBrowser();
  const chrome = { browserExecutable: found.path, chromeMode: chromeMode(found), logLevel: 'error' } as const;
  // The sounds in the cache's public folder are not heard here, and others may remove them while they are copied.
  const publicFolder = join(ownFolder(), 'public');
  await mkdir(publicFolder, { recursive: true });
  for (const task of tasks) await copyInputs(task, publicFolder);
  const browser = await openBrowser('chrome', chrome);
  const close = (): Promise<void> => browser.close({ silent: true });
  const serveUrl = await bundleTasks(tasks, publicFolder).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  const site = { ...chrome, serveUrl, puppeteerInstance: browser };
  return {
    render: (task, hooks) => makeFilmInBrowser(site, tabs(found), task, hooks),
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
  hooks: RenderHooks,
): Promise<RenderOutcome> {
  if (!task.mute) await requireBed(task.job.look);
  const told = tellTask(task, hooks);
  const wav = soundOf(told, hooks);
  const frames = await writeSet(told.target, FILM_ENDINGS, async (pathOf) => {
    const tabsAtOnce = Math.min(concurrency, task.workers);
    const hashes = await videoInBrowser(site, tabsAtOnce, told, wav, pathOf(VIDEO), hooks);
    await writeSidecars(told, hashes, await wav, pathOf);
    return hashes;
  });
  return { status: 'rendered', frames: frames.length, segments: { total: 0, encoded: 0 } };
}
