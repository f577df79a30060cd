import { readFile } from 'node:fs/promises';
import { createRequire, isBuiltin } from 'node:module';
import { join, relative, resolve } from 'node:path';
import type * as Esbuild from 'esbuild';
import { bytesHash } from '../../cache/hash.ts';
import { FilmError } from '../errors.ts';
import { packageName } from '../sources/installed.ts';
import { doors, SCHEMAS, SCHEME } from './doors.ts';
import type { FilmPlace } from './place.ts';

/** A film's module and all that it imports, as one. */
export interface Bundle {
  /** JavaScript, the same wherever the film lies. It imports lossreel, React and zod as `lossreel:…`, see `doors.ts`. */
  readonly text: string;
  /** Its source map, whose sources are absolute paths. */
  readonly map: string;
  /** SHA-256 of each file that went into it, as it was read, by absolute path. */
  readonly files: Readonly<Record<string, string>>;
  /** The packages that they import, each with the folder it was looked for from. */
  readonly packages: readonly (readonly [name: string, from: string])[];
  /** The doors that it imports, by their names. */
  readonly doors: readonly string[];
}

/** Marks our own question to esbuild, which would otherwise be asked again. */
const ASKED = 'asked';

/** A path as the user sees it. */
export const seenPath = (path: string): string => relative('', path) || '.';

/** A complaint of esbuild in one line: file, line, and what is wrong. */
function complaint(folder: string, entry: string, { text, location }: Esbuild.Message): FilmError {
  const file = location === null ? entry : resolve(folder, location.file);
  const line = location === null ? '' : `:${location.line}`;
  return new FilmError(`${seenPath(file)}${line}: ${text.replace(/\s*\n\s*/g, '; ')}`);
}

/** Reads files, and keeps what each was: it may be edited at any time. */
const reading = (files: Map<string, string>): Esbuild.Plugin => ({
  name: 'reading',
  setup: ({ onLoad }) => {
    onLoad({ filter: /.*/, namespace: 'file' }, async ({ path }) => {
      const contents = await readFile(path);
      files.set(path, bytesHash(contents));
      return { contents, loader: 'default' };
    });
  },
});

/** Leads what a film imports: to the doors of this lossreel, to packages beside it, nowhere else. */
function leading(found: Map<string, readonly [string, string]>): Esbuild.Plugin {
  const external = (name: string): Esbuild.OnResolveResult => ({ path: SCHEME + name, external: true });
  const refuse = (text: string): Esbuild.OnResolveResult => ({ errors: [{ text }] });
  return {
    name: 'lossreel',
    setup: ({ onResolve, resolve: ask }) => {
      onResolve({ filter: /^[^./#]/ }, async ({ path, kind, resolveDir, importer, pluginData }) => {
        if (kind === 'entry-point' || pluginData === ASKED) return undefined;
        const name = packageName(path);
        if (name === 'lossreel' || name === 'react') {
          if (doors().has(path)) {
            if (kind === 'require-call')
              return refuse(`${path} cannot be had by require() in a film: use import`);
            return external(path);
          }
          if (name === 'lossreel') {
            const known = [...doors().keys()].filter((door) => packageName(door) === name);
            return refuse(`there is no '${path}': lossreel's doors are ${known.join(', ')}`);
          }
        }
        found.set(`${name} ${resolveDir}`, [name, resolveDir]);
        const there = path.startsWith('node:')
          ? { errors: [path] }
          : await ask(path, { kind, resolveDir, importer, pluginData: ASKED });
        if (there.errors.length === 0) return undefined;
        if (path === SCHEMAS) return external(path);
        if (isBuiltin(path))
          return refuse(
            `imports ${path}: a film is pure and uses nothing of Node; files it needs are named in its params, see 'inputs'`,
          );
        return refuse(`package '${name}' is not there: run 'npm install ${name}' in the film's folder`);
      });
      onResolve({ filter: /^\.{1,2}(\/|$)/ }, async ({ path, kind, resolveDir, importer, pluginData }) => {
        if (pluginData === ASKED) return undefined;
        const { errors } = await ask(path, { kind, resolveDir, importer, pluginData: ASKED });
        return errors.length === 0 ? undefined : refuse(`there is no '${path}'`);
      });
    },
  };
}

/**
 * Bundles a film of somebody's own. It reads no tsconfig.json: what a page makes of the film must be the same.
 *
 * @throws FilmError, one line, with file and line of what cannot be read, is not there, or is not pure
 */
export async function bundleFilm({ folder, entry }: FilmPlace): Promise<Bundle> {
  // Loaded only where it is needed, as it is slow to load.
  const esbuild: typeof Esbuild = createRequire(import.meta.url)('esbuild');
  const packages = new Map<string, readonly [string, string]>();
  const files = new Map<string, string>();
  try {
    const { outputFiles, metafile } = await esbuild.build({
      absWorkingDir: folder,
      entryPoints: [entry],
      outfile: join(folder, 'film.mjs'),
      bundle: true,
      write: false,
      metafile: true,
      format: 'esm',
      // What a film imports must be the same in a page.
      platform: 'browser',
      target: 'es2022',
      jsx: 'automatic',
      jsxDev: false,
      tsconfigRaw: '{}',
      define: { 'process.env.NODE_ENV': '"production"' },
      charset: 'utf8',
      // Comments and paths are no part of a film.
      minifyWhitespace: true,
      legalComments: 'none',
      sourcemap: 'external',
      sourcesContent: false,
      plugins: [leading(packages), reading(files)],
      logLevel: 'silent',
    });
    const text = outputFiles.find(({ path }) => path.endsWith('.mjs'))?.text ?? '';
    const map: { readonly sources: readonly string[] } = JSON.parse(
      outputFiles.find(({ path }) => path.endsWith('.map'))?.text ?? '{}',
    );
    const imports = Object.values(metafile.outputs).flatMap((output) => output.imports);
    return {
      text,
      map: JSON.stringify({ ...map, sources: map.sources.map((source) => resolve(folder, source)) }),
      files: Object.fromEntries(files),
      packages: [...packages.values()],
      doors: [
        ...new Set(imports.filter(({ external }) => external).map(({ path }) => path.slice(SCHEME.length))),
      ],
    };
  } catch (error) {
    const [first] = (error as Partial<Esbuild.BuildFailure>).errors ?? [];
    throw first === undefined ? error : complaint(folder, entry, first);
  }
}
