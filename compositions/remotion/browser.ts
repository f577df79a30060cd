import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { join, posix, win32 } from 'node:path';

export interface Browser {
  readonly path: string;
  /** The headless shell draws tabs in parallel; full Chromium does them one after the other. */
  readonly kind: 'headless-shell' | 'chromium';
}

/** The environment variable that can name a browser. */
export const BROWSER_VARIABLE = 'LOSSREEL_BROWSER';

const NAMES = [
  'chromium-headless-shell',
  'chrome-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
] as const;

/** Well-known locations of browsers that are not on the PATH. */
function elsewhere(platform: NodeJS.Platform, environment: NodeJS.ProcessEnv): readonly string[] {
  if (platform !== 'win32')
    return [
      '/usr/lib/chromium/chromium-headless-shell',
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
    ];
  const { ProgramFiles, 'ProgramFiles(x86)': old, LOCALAPPDATA } = environment;
  return [ProgramFiles, old, LOCALAPPDATA].flatMap((folder) =>
    folder === undefined
      ? []
      : ['Google\\Chrome', 'Chromium'].map((name) => win32.join(folder, name, 'Application', 'chrome.exe')),
  );
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

const kindOf = (path: string): Browser['kind'] =>
  /headless[-_]shell/.test(path) ? 'headless-shell' : 'chromium';

/** Browsers downloaded by Remotion itself, below `node_modules/.remotion`. */
function downloaded(root: string): readonly string[] {
  const base = join(root, 'node_modules', '.remotion');
  if (!existsSync(base)) return [];
  return readdirSync(base, { recursive: true, withFileTypes: true })
    .filter(
      (entry) => entry.isFile() && /^(chrome-headless-shell|headless_shell|chrome)(\.exe)?$/.test(entry.name),
    )
    .map((entry) => join(entry.parentPath, entry.name));
}

/**
 * Every place that is looked at, in order: the variable, the PATH, well-known places, Remotion's own download.
 *
 * @param platform whose names and places of programs they are
 */
export function browserCandidates(
  root: string,
  environment: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): readonly string[] {
  const named = environment[BROWSER_VARIABLE];
  if (named !== undefined && named !== '') return [named];
  const path = platform === 'win32' ? win32 : posix;
  const ending = platform === 'win32' ? '.exe' : '';
  // Windows writes it Path.
  const folders = (environment.PATH ?? environment.Path ?? '')
    .split(path.delimiter)
    .filter((folder) => folder !== '');
  const onPath = NAMES.flatMap((name) => folders.map((folder) => path.join(folder, `${name}${ending}`)));
  return [...onPath, ...elsewhere(platform, environment), ...downloaded(root)];
}

/**
 * The browser to use, or `null`.
 *
 * @param root the folder that holds node_modules
 */
export function findBrowser(root: string, environment: NodeJS.ProcessEnv = process.env): Browser | null {
  const path = browserCandidates(root, environment).find(isExecutable);
  return path === undefined ? null : { path, kind: kindOf(path) };
}

/** The command that installs a browser on this system. */
export function browserCommand(platform: NodeJS.Platform = process.platform): string {
  if (platform === 'linux' && existsSync('/etc/debian_version')) {
    return 'apt-get update && apt-get install -y chromium-headless-shell';
  }
  return 'npx remotion browser ensure';
}

/** One line for when there is no browser: where it was looked for, and how to fix that. */
export const noBrowserMessage = (): string =>
  `no browser found (looked at ${BROWSER_VARIABLE}, ${NAMES.join(', ')} on the PATH, and Remotion's download): run '${browserCommand()}', or use the native engine, which does not need one`;
