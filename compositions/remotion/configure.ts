import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Config } from '@remotion/cli/config';
import { findBrowser } from './browser.ts';
import { ffmpegCommand } from './ffmpeg-command.ts';
import { bundlerSettings, chromeMode, type OwnAliases, REMOTION_SETTINGS, tabs } from './settings.ts';
import { COMPUTING_TIMEOUT } from './timeouts.ts';

/**
 * Tells Remotion's command line how it shows and renders the films.
 *
 * @param root the folder with `node_modules` and `out`
 * @param loader path of the loader that fills in the version of the synthesis
 * @param own what the sources of films of somebody's own import, where there are any
 */
export function configure(root: string, loader: string, own?: OwnAliases): void {
  const publicFolder = join(root, 'out', '.cache', 'public');
  // Remotion wants the folder to be there, even in a fresh checkout.
  mkdirSync(publicFolder, { recursive: true });
  Config.setPublicDir(publicFolder);
  // Every beat of a story has a row of its own.
  Config.setMaxTimelineTracks(60);
  // Remotion's own successor of webpack: bundles in a quarter of the time, and needs no cache for that.
  Config.setRspack(true);
  Config.overrideRspackConfig(bundlerSettings(loader, own));

  Config.setVideoImageFormat(REMOTION_SETTINGS.imageFormat);
  Config.setColorSpace(REMOTION_SETTINGS.colorSpace);
  Config.setAudioBitrate(REMOTION_SETTINGS.audioBitrate);
  Config.overrideFfmpegCommand(ffmpegCommand);
  Config.setDelayRenderTimeoutInMilliseconds(COMPUTING_TIMEOUT);

  const browser = findBrowser(root);
  if (browser !== null) {
    Config.setBrowserExecutable(browser.path);
    Config.setChromeMode(chromeMode(browser));
  }
  Config.setConcurrency(tabs(browser));
}
