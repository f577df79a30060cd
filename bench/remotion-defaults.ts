import { Config } from '@remotion/cli/config';
import { findBrowser } from '../src/render/browser.ts';
import { chromeMode } from '../src/render/remotion-settings.ts';

/** Remotion as it comes, but for where the browser is: what `remotion render` does without any tuning. */
Config.setEntryPoint('./bench/usual-films.tsx');
Config.setPublicDir('./out/.cache/public');
const browser = findBrowser(process.cwd());
if (browser !== null) {
  Config.setBrowserExecutable(browser.path);
  Config.setChromeMode(chromeMode(browser));
}
