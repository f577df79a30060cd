import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { openBrowser } from '@remotion/renderer';
import { findBrowser, noBrowserMessage } from '../../compositions/remotion/browser.ts';
import { bundleFilms } from '../../compositions/remotion/bundle-films.ts';
import { chromeMode } from '../../compositions/remotion/settings.ts';

const root = join(import.meta.dirname, '..', '..');

/** The films bundled for Remotion, and a browser to render them in. */
export async function bundledFilms(publicDir: string) {
  const found = findBrowser(root);
  if (found === null) throw new Error(noBrowserMessage());
  const chrome = { browserExecutable: found.path, chromeMode: chromeMode(found), logLevel: 'error' } as const;
  const [serveUrl, puppeteerInstance] = await Promise.all([
    bundleFilms(publicDir),
    openBrowser('chrome', chrome),
  ]);
  return {
    options: { ...chrome, serveUrl, puppeteerInstance },
    close: async (): Promise<void> => {
      await puppeteerInstance.close({ silent: true });
      rmSync(serveUrl, { recursive: true, force: true });
    },
  };
}
