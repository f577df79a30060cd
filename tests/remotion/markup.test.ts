import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build } from 'esbuild';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CATALOGUE } from '../../compositions/catalogue.ts';
import { findBrowser, noBrowserMessage } from '../../compositions/remotion/browser.ts';
import { nodeTypefaces } from '../../src/render/paint/fonts.ts';
import { simulated } from '../helpers/films.ts';
import { frameHashes } from './page/frame-hashes.ts';

const root = join(import.meta.dirname, '..', '..');
const COUNT = 12;

/** The page's module for the browser, as text. */
async function bundledPage(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, 'page', 'entry.ts')],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'error',
  });
  return outputFiles[0]?.text ?? '';
}

describe('markup computed inside Chromium', () => {
  let browser: Browser | undefined;
  let page: Page;
  beforeAll(async () => {
    const found = findBrowser(root);
    if (found === null) throw new Error(noBrowserMessage());
    const { resolve } = createRequire(import.meta.url);
    const module = await bundledPage();
    browser = await chromium.launch({ executablePath: found.path, args: ['--no-sandbox', '--disable-gpu'] });
    page = await browser.newPage();
    // A local site: the page, its module, and the font files by name.
    await page.route('http://films.test/**', async (route) => {
      const path = new URL(route.request().url()).pathname.slice(1);
      if (path === '') await route.fulfill({ contentType: 'text/html', body: '<!doctype html>' });
      else if (path === 'entry.js') await route.fulfill({ contentType: 'text/javascript', body: module });
      else await route.fulfill({ path: resolve(path) });
    });
    await page.goto('http://films.test/');
  });
  afterAll(() => browser?.close());

  it.each(CATALOGUE)('has the hashes that Node gets, of $id in every format', async (film) => {
    const call = `import('/entry.js').then((page) => page.hashesInPage('${film.id}', ${COUNT}))`;
    const inPage = await page.evaluate(call);
    const trace = simulated(film, film.params.parse({}));
    expect(inPage).toEqual(frameHashes(film, trace, COUNT, nodeTypefaces()));
  });
});
