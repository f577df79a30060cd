#!/usr/bin/env node
// The test command: finds a browser, or installs one (on Debian as root), then runs the suite. Never skips silently.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { register } from 'tsx/esm/api';

register();
const { BROWSER_VARIABLE, findBrowser, noBrowserMessage } = await import(
  '../compositions/remotion/browser.ts'
);

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** Installs Debian's headless shell. Says what it does; throws when it fails. */
function installBrowser() {
  process.stderr.write('no browser found: installing chromium-headless-shell with apt-get\n');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const stdio = ['ignore', 'ignore', 'inherit'];
  execFileSync('apt-get', ['update', '-q'], { env, stdio });
  execFileSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium-headless-shell'], {
    env,
    stdio,
  });
}

const canInstall = process.getuid?.() === 0 && existsSync('/etc/debian_version');
if (findBrowser(root) === null && process.env[BROWSER_VARIABLE] === undefined && canInstall) {
  try {
    installBrowser();
  } catch (error) {
    process.stderr.write(`apt-get failed: ${error instanceof Error ? error.message : error}\n`);
  }
}
const browser = findBrowser(root);
if (browser === null) {
  process.stderr.write(`tests: ${noBrowserMessage()}\n`);
  process.exit(1);
}

const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
const { status } = spawnSync(process.execPath, [vitest, 'run', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, [BROWSER_VARIABLE]: browser.path },
});
process.exit(status ?? 1);
