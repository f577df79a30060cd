import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findBrowser, noBrowserMessage } from '../../compositions/remotion/browser.ts';

/** Chromium's picture of SVG markup as PNG. @throws Error saying how to install a browser, if there is none */
export async function chromiumPicture(markup: string, width: number, height: number): Promise<Uint8Array> {
  const browser = findBrowser(process.cwd());
  if (browser === null) throw new Error(noBrowserMessage());
  const folder = await mkdtemp(join(tmpdir(), 'lossreel-chromium-'));
  try {
    const [page, picture] = [join(folder, 'page.html'), join(folder, 'page.png')];
    await writeFile(page, `<!doctype html><style>body{margin:0}svg{display:block}</style>${markup}`);
    await promisify(execFile)(
      browser.path,
      [
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        '--hide-scrollbars',
        '--force-device-scale-factor=1',
        '--force-color-profile=srgb',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
        `--user-data-dir=${folder}`,
        `--window-size=${width},${height}`,
        `--screenshot=${picture}`,
        `file://${page}`,
      ],
      { timeout: 60_000 },
    );
    return await readFile(picture);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
