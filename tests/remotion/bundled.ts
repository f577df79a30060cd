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
  // Remotion waits for a browser that has ended as for one that is slow.
  const { transport } = puppeteerInstance.connection;
  const ended = new Promise<never>((_, reject) => {
    const onclose = transport.onclose?.bind(transport);
    transport.onclose = () => {
      onclose?.();
      reject(new Error('the browser has ended'));
    };
  });
  ended.catch(() => {});
  return {
    options: { ...chrome, serveUrl, puppeteerInstance },
    /** What Remotion does; fails when the browser ends. */
    inBrowser: <Value>(work: Promise<Value>): Promise<Value> => Promise.race([work, ended]),
    kill: (): Promise<void> => puppeteerInstance.runner.closeProcess(),
    close: async (): Promise<void> => {
      // One that has been killed has pages that cannot be closed.
      await puppeteerInstance.close({ silent: true }).catch(() => {});
      rmSync(serveUrl, { recursive: true, force: true });
    },
  };
}
