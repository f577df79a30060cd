import { mkdirSync } from 'node:fs';
import { Config } from '@remotion/cli/config';
import { findBrowser } from './compositions/remotion/browser.ts';
import {
  bundlerSettings,
  chromeMode,
  ffmpegCommand,
  REMOTION_SETTINGS,
  tabs,
} from './compositions/remotion/settings.ts';

Config.setEntryPoint('./compositions/index.ts');
// Remotion requires the folder to exist, even in a fresh checkout.
mkdirSync('./out/.cache/public', { recursive: true });
Config.setPublicDir('./out/.cache/public');
// Every part of a story has a row of its own.
Config.setMaxTimelineTracks(60);
// Remotion's replacement for webpack: bundles in a quarter of the time, without needing a cache.
Config.setRspack(true);
Config.overrideRspackConfig(bundlerSettings(process.cwd()));

Config.setVideoImageFormat(REMOTION_SETTINGS.imageFormat);
Config.setColorSpace(REMOTION_SETTINGS.colorSpace);
Config.setAudioBitrate(REMOTION_SETTINGS.audioBitrate);
Config.overrideFfmpegCommand(ffmpegCommand);

const browser = findBrowser(process.cwd());
if (browser !== null) {
  Config.setBrowserExecutable(browser.path);
  Config.setChromeMode(chromeMode(browser));
}
Config.setConcurrency(tabs(browser));
