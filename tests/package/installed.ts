import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { npm } from '../../scripts/npm.js';

const run = promisify(execFile);
export const root = join(import.meta.dirname, '..', '..');

/** What installing needs of the machine's own settings: nothing of npm's that this suite runs under. */
const environment = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^npm_(lifecycle|package|command)/i.test(name)),
);

export interface Installation {
  /** A folder, with a space in its path, that lossreel was installed into. */
  readonly folder: string;
  /** The command that the installation brings. */
  readonly bin: string;
  readonly remove: () => void;
}

/** Packs this checkout as `npm run pack` does, and installs it into an empty folder as anybody would. */
export async function install(): Promise<Installation> {
  const base = mkdtempSync(join(tmpdir(), 'lossreel package-'));
  const folder = join(base, 'a folder');
  mkdirSync(folder);
  await run(process.execPath, [join(root, 'scripts', 'pack.js'), '--pack-destination', base], { cwd: root });
  const [tarball = ''] = readdirSync(base).filter((name) => name.endsWith('.tgz'));
  const quietly = ['--no-audit', '--no-fund', '--prefer-offline', '--ignore-scripts', '--loglevel=error'];
  npm(['install', ...quietly, join(base, tarball)], folder, { env: environment, stdio: 'pipe' });
  return {
    folder,
    bin: join(folder, 'node_modules', 'lossreel', 'bin', 'lossreel.js'),
    remove: () => rmSync(base, { recursive: true, force: true }),
  };
}
