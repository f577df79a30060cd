import { join } from 'node:path';
import { build } from 'esbuild';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBrowser, noBrowserMessage } from '../../compositions/remotion/browser.ts';

const root = join(import.meta.dirname, '..', '..');

interface State {
  readonly playing: boolean;
  readonly frame: number;
  readonly words: readonly string[];
}

describe('a film in a player on a page that plays it by itself, in a loop', () => {
  let browser: Browser;
  let script = '';
  beforeAll(async () => {
    const found = findBrowser(root);
    if (found === null) throw new Error(noBrowserMessage());
    const { outputFiles } = await build({
      entryPoints: [join(import.meta.dirname, 'page', 'player.tsx')],
      bundle: true,
      write: false,
      format: 'esm',
      platform: 'browser',
      jsx: 'automatic',
      loader: { '.woff': 'dataurl' },
      define: { 'process.env.NODE_ENV': '"production"', 'process.env': '{}' },
      logLevel: 'error',
    });
    script = outputFiles[0]?.text ?? '';
    browser = await chromium.launch({ executablePath: found.path, args: ['--no-sandbox', '--disable-gpu'] });
  });
  afterAll(() => browser?.close());

  /** A page with the player, once it shows the film. */
  async function opened(reducedMotion: 'reduce' | 'no-preference'): Promise<Page> {
    const page = await browser.newPage({ reducedMotion });
    await page.route('http://player.test/**', (route) =>
      route.request().url().endsWith('.js')
        ? route.fulfill({ contentType: 'text/javascript', body: script })
        : route.fulfill({
            contentType: 'text/html',
            body: '<!doctype html><body></body><script type="module" src="/player.js"></script>',
          }),
    );
    await page.goto('http://player.test/');
    await page.waitForSelector('svg[viewBox="0 0 1920 1080"] [data-text]', {
      timeout: 30_000,
      state: 'attached',
    });
    return page;
  }
  const stateOf = (page: Page): Promise<State> => page.evaluate('state()');

  it('plays where its viewer has nothing against motion', async () => {
    const page = await opened('no-preference');
    await page.waitForFunction('state().frame > 2', undefined, { timeout: 20_000 });
    expect((await stateOf(page)).playing).toBe(true);
    await page.close();
  });

  it('shows its poster and stands still where its viewer has asked for less', async () => {
    const page = await opened('reduce');
    await page.waitForTimeout(500);
    const first = await stateOf(page);
    expect(first).toMatchObject({ playing: false, frame: 0 });
    // On the poster all steps are done.
    expect(first.words).toContain('step 4 / 4');
    await page.close();
  });

  it('plays once when they start it, and then stands still', async () => {
    const page = await opened('reduce');
    await page.waitForTimeout(300);
    await page.mouse.click(200, 100);
    await page.waitForFunction('state().playing && state().frame > 1', undefined, { timeout: 20_000 });
    await page.evaluate('seek(84)');
    await page.waitForFunction('!state().playing', undefined, { timeout: 20_000 });
    expect((await stateOf(page)).frame).toBeLessThan(10);
    await page.close();
  });
});
