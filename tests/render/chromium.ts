import { chromium } from 'playwright-core';
import { findBrowser, noBrowserMessage } from '../../compositions/remotion/browser.ts';

/** A browser that draws SVG markup. */
export interface Chromium {
  /** Its picture of markup as PNG. @param size in scene units */
  readonly picture: (
    markup: string,
    size: { readonly width: number; readonly height: number },
  ) => Promise<Uint8Array>;
  readonly close: () => Promise<void>;
}

/**
 * Opens a browser for pictures of SVG markup.
 *
 * @param scale pixels per scene unit
 * @throws Error saying how to install a browser, if there is none
 */
export async function openChromium(scale = 1): Promise<Chromium> {
  const found = findBrowser(process.cwd());
  if (found === null) throw new Error(noBrowserMessage());
  const args = ['--no-sandbox', '--disable-gpu', '--hide-scrollbars', '--force-color-profile=srgb'];
  const browser = await chromium.launch({ executablePath: found.path, args });
  const page = await browser.newPage({ deviceScaleFactor: scale });
  return {
    picture: async (markup, { width, height }) => {
      await page.setViewportSize({ width, height });
      const style = 'body{margin:0}svg{display:block;width:100vw;height:100vh}';
      await page.setContent(`<!doctype html><style>${style}</style>${markup}`);
      return await page.screenshot();
    },
    close: () => browser.close(),
  };
}

/** Chromium's picture of SVG markup as PNG. @throws Error saying how to install a browser, if there is none */
export async function chromiumPicture(markup: string, width: number, height: number): Promise<Uint8Array> {
  const browser = await openChromium();
  try {
    return await browser.picture(markup, { width, height });
  } finally {
    await browser.close();
  }
}
