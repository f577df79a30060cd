import { Config } from '@remotion/cli/config';
import { findBrowser } from '../compositions/remotion/browser.ts';
import { chromeMode } from '../compositions/remotion/settings.ts';

/** Remotion's defaults, except for the location of the browser: what `remotion render` does without any tuning. */
Config.setEntryPoint('./bench/usual-films.tsx');
Config.setPublicDir('./out/.cache/public');
const browser = findBrowser(process.cwd());
if (browser !== null) {
  Config.setBrowserExecutable(browser.path);
  Config.setChromeMode(chromeMode(browser));
}
