import { readFileSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import { basename, dirname, resolve } from 'node:path';
import type * as Esbuild from 'esbuild';
import { oneLine } from '../one-line.ts';
import { packageName } from './installed.ts';

/** What a module loads. */
export interface Imports {
  /** Absolute paths of files. */
  readonly files: readonly string[];
  /** Names. */
  readonly packages: readonly string[];
  /** Whether every import names its file in full, so that it can never resolve to another file. */
  readonly exact: boolean;
}

/** Files that esbuild parses; others count only as bytes. */
export const CODE = /\.([cm]?[jt]s|[jt]sx)$/;
/** Files that a module refers to by relative URL instead of importing them: workers, data. esbuild does not follow these. */
const BESIDE = /\bnew URL\(\s*['"](\.[^'"]+)['"]/g;

/**
 * What the modules that esbuild has read load, by absolute path. Types leave no trace.
 *
 * @param project folder that the paths in `metafile` are relative to
 */
export function importsIn(
  { inputs }: Pick<Esbuild.Metafile, 'inputs'>,
  project: string,
): ReadonlyMap<string, Imports> {
  return new Map(
    Object.entries(inputs).map(([name, { imports }]) => {
      const path = resolve(project, name);
      const text = CODE.test(path) ? readFileSync(path, 'utf8') : '';
      const beside = [...text.matchAll(BESIDE)].map(([, to = '']) => resolve(dirname(path), to));
      const own = imports.filter(({ external }) => !external);
      const packages = imports
        .filter(({ external, path: to }) => external && !isBuiltin(to) && !to.startsWith('.'))
        .map(({ path: to }) => packageName(to));
      return [
        path,
        {
          files: [...new Set([...own.map(({ path: to }) => resolve(project, to)), ...beside])],
          packages: [...new Set(packages)],
          exact: own.every(({ original = '', path: to }) => basename(original) === basename(to)),
        },
      ];
    }),
  );
}

/**
 * What modules and all that they import load, as esbuild reads it.
 *
 * @param project folder that the messages are relative to
 * @param entries absolute paths
 * @param except absolute paths of modules that are not entered
 * @returns imports by absolute path
 * @throws Error, one line, naming file and line that cannot be read
 */
export function readImports(
  project: string,
  entries: readonly string[],
  except: readonly string[],
): ReadonlyMap<string, Imports> {
  // Loaded only where it is needed: it takes as long as all the rest of a render that has nothing to do.
  const esbuild: typeof Esbuild = createRequire(import.meta.url)('esbuild');
  const { metafile } = saidInOneLine(() =>
    esbuild.buildSync({
      entryPoints: [...entries],
      external: [...except],
      packages: 'external',
      absWorkingDir: project,
      bundle: true,
      metafile: true,
      write: false,
      platform: 'node',
      format: 'esm',
      outdir: '.',
      logLevel: 'silent',
    }),
  );
  return importsIn(metafile, project);
}

function saidInOneLine<Result>(build: () => Result): Result {
  try {
    return build();
  } catch (error) {
    const [first] = (error as Partial<Esbuild.BuildFailure>).errors ?? [];
    if (first === undefined) throw error;
    const { file, line } = first.location ?? { file: 'sources', line: 0 };
    throw new Error(oneLine(`${file}:${line}: ${first.text}`));
  }
}
