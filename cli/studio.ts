import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ownAliases, rootOf } from '../compositions/remotion/own-films.ts';
import { requireRemotion, STUDIO_PACKAGES } from '../compositions/remotion/packages.ts';
import { ALIASES_VARIABLE, LOADER_VARIABLE } from '../compositions/remotion/settings.ts';
import { filmPlace } from '../src/film/own/place.ts';
import { builtFile, CACHE_FOLDER, PROJECT, WORKPLACE } from '../src/film/project.ts';
import { namedFilm } from './named-film.ts';

/** The script of Remotion's command line. */
export const remotionCli = (): string =>
  join(dirname(createRequire(import.meta.url).resolve('@remotion/cli/package.json')), 'remotion-cli.js');

interface Shown {
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}

/** What Remotion is told of a build: its root, or one that shows somebody's own film. */
function builtShown(root: string): Shown {
  const path = (name: string): string => fileURLToPath(builtFile(name));
  return {
    args: [root, `--config=${path('remotion-config.js')}`],
    env: { [LOADER_VARIABLE]: path('synthesis-loader.js') },
  };
}

/** The film that is shown alone: it is loaded once, so that what is wrong with it is told here. */
async function ownShown(name: string): Promise<Shown> {
  const { args, env } = builtShown(rootOf([await namedFilm(name)], true, CACHE_FOLDER));
  return { args, env: { ...env, [ALIASES_VARIABLE]: JSON.stringify(ownAliases()) } };
}

/** In a checkout Remotion finds the sources of the catalogue and their configuration itself. */
const catalogueShown = (): Shown =>
  WORKPLACE === PROJECT ? { args: [], env: {} } : builtShown(fileURLToPath(builtFile('remotion-root.js')));

/** What `lossreel studio` does. @param passed the path of somebody's own film, or nothing; the rest is for Remotion */
export async function studio(passed: readonly string[]): Promise<void> {
  requireRemotion('the Studio', STUDIO_PACKAGES);
  const [first = '', ...rest] = passed;
  const isOwn = !first.startsWith('-') && filmPlace(first, () => false) !== null;
  const { args, env } = isOwn ? await ownShown(first) : catalogueShown();
  const child = spawn(process.execPath, [remotionCli(), 'studio', ...args, ...(isOwn ? rest : passed)], {
    cwd: WORKPLACE,
    // Its bundle is one for development, whatever this process runs as.
    env: { ...process.env, ...env, NODE_ENV: 'development' },
    stdio: 'inherit',
  });
  const forward = (): void => {
    child.kill('SIGINT');
  };
  process.on('SIGINT', forward).on('SIGTERM', forward);
  process.exitCode = await new Promise<number>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 0));
  });
  process.off('SIGINT', forward).off('SIGTERM', forward);
}
