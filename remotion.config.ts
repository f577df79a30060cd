import { availableParallelism } from 'node:os';
import { Config } from '@remotion/cli/config';
import { findBrowser } from './src/render/browser.ts';
import { alignSound } from './src/render/remotion-sound.ts';

Config.setEntryPoint('./compositions/index.ts');
Config.setPublicDir('./out/.cache/public');

// Lossless frames, the colours of HD video, and the quality of the native engine.
Config.setVideoImageFormat('png');
Config.setCodec('h264');
Config.setX264Preset('medium');
Config.setCrf(18);
Config.setPixelFormat('yuv420p');
Config.setColorSpace('bt709');
Config.setAudioCodec('aac');
Config.setAudioBitrate('192k');
Config.overrideFfmpegCommand(({ type, args }) => (type === 'stitcher' ? alignSound(args) : args));

const browser = findBrowser(process.cwd());
if (browser !== null) {
  Config.setBrowserExecutable(browser.path);
  Config.setChromeMode(browser.kind === 'headless-shell' ? 'headless-shell' : 'chrome-for-testing');
}
// The headless shell draws its tabs in parallel; full Chromium only seems to.
Config.setConcurrency(browser?.kind === 'chromium' ? 1 : availableParallelism());
