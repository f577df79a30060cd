import { spawn } from 'node:child_process';
import { unwatchFile, watchFile } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ownAliases, rootOf } from '../compositions/remotion/own-films.ts';
import { requireRemotion, STUDIO_PACKAGES } from '../compositions/remotion/packages.ts';
import { ALIASES_VARIABLE, LOADER_VARIABLE } from '../compositions/remotion/settings.ts';
import type { StudioProps } from '../compositions/remotion/studio-props.ts';
import type { Film } from '../src/film/film.ts';
import { oneLine } from '../src/film/one-line.ts';
import { filmPlace } from '../src/film/own/place.ts';
import { builtFile, PROJECT, WORKPLACE } from '../src/film/sources/project.ts';
import { namedFilm } from './named-film.ts';

/** The script of Remotion's command line. */
export const remotionCli = (): string =>
  join(dirname(createRequire(import.meta.url).resolve('@remotion/cli/package.json')), 'remotion-cli.js');

/** Where tuned props are kept, unless another folder is named. */
const KEPT = join(WORKPLACE, 'out', 'props');

interface Shown {
  readonly films: readonly Film[];
  /** The module that registers them. */
  readonly entry: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}

/** What Remotion is told of a build. */
function ofBuild(): Pick<Shown, 'args' | 'env'> {
  const path = (name: string): string => fileURLToPath(builtFile(name));
  return {
    args: [`--config=${path('remotion-config.js')}`],
    env: { [LOADER_VARIABLE]: path('synthesis-loader.js') },
  };
}

/** The film that is shown alone: it is loaded once, so that what is wrong with it is told here. */
async function ownShown(name: string): Promise<Shown> {
  const films = [await namedFilm(name)];
  const { args, env } = ofBuild();
  const entry = rootOf(films, true);
  return { films, entry, args, env: { ...env, [ALIASES_VARIABLE]: JSON.stringify(ownAliases()) } };
}

/** In a checkout Remotion finds the sources of the catalogue and their configuration itself. */
async function catalogueShown(): Promise<Shown> {
  const { CATALOGUE: films } = await import('../compositions/catalogue.ts');
  if (WORKPLACE === PROJECT)
    return { films, entry: join(PROJECT, 'compositions', 'index.ts'), args: [], env: {} };
  return { films, entry: fileURLToPath(builtFile('remotion-root.js')), ...ofBuild() };
}

/** What a film is called on a command line: its id, or the path of somebody's own. */
function nameOf({ id, origin }: Film): string {
  if (origin === undefined) return id;
  const path = relative('.', origin.path);
  return path.startsWith('..') ? path : `./${path}`;
}

/** Keeps what is tuned in the Studio from now on, and says where. @returns a function that ends it */
function keepTuned({ root, save }: StudioProps): () => Promise<void> {
  const said = new Set<string>();
  const sayOnce = (stream: NodeJS.WriteStream, line: string): void => {
    if (!said.has(line)) stream.write(`${line}\n`);
    said.add(line);
  };
  const keep = async (): Promise<void> => {
    const { kept, refused } = await save();
    for (const { film, file } of kept) {
      const path = relative('.', file);
      sayOnce(process.stdout, `kept in ${path}: lossreel render ${nameOf(film)} --props ${path}`);
    }
    for (const why of refused) sayOnce(process.stderr, `lossreel: not kept: ${why}`);
  };
  let saving: Promise<void> = Promise.resolve();
  const next = (): Promise<void> => {
    // Half a file may have been read: the rest of it is another change.
    saving = saving
      .then(keep)
      .catch((error) => sayOnce(process.stderr, `lossreel: not kept: ${oneLine(error)}`));
    return saving;
  };
  watchFile(root, { interval: 250 }, () => void next());
  return () => {
    unwatchFile(root);
    return next();
  };
}

/**
 * What `lossreel studio` does.
 *
 * @param passed the path of somebody's own film, or nothing; the rest is for Remotion
 * @param flags.keep folder for the props that are tuned, a file a composition
 */
export async function studio(
  passed: readonly string[],
  { keep = KEPT }: { readonly keep?: string },
): Promise<void> {
  requireRemotion('the Studio', STUDIO_PACKAGES);
  const [first = '', ...rest] = passed;
  const isOwn = !first.startsWith('-') && filmPlace(first, () => false) !== null;
  const { films, entry, args, env } = isOwn ? await ownShown(first) : await catalogueShown();
  const { openStudioProps } = await import('../compositions/remotion/studio-props.ts');
  const props = await openStudioProps(films, entry, resolve(keep));
  const end = keepTuned(props);
  const told = [props.entry, ...args, ...(isOwn ? rest : passed)];
  const child = spawn(process.execPath, [remotionCli(), 'studio', ...told], {
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
  await end();
  process.off('SIGINT', forward).off('SIGTERM', forward);
}
