import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { stop, transform } from 'esbuild';
import { makeFolder, writeWhole } from '../../src/cache/write-whole.ts';
import { UsageError } from '../../src/film/errors.ts';
import type { Film } from '../../src/film/film.ts';
import { readJson } from '../../src/film/json-file.ts';
import { oneLine } from '../../src/film/one-line.ts';
import { FORMAT_NAMES, type Format } from '../../src/scene/stage.ts';
import { compositionId, posterId } from './composition-id.ts';
import { defaultProps, type FilmProps, jobOf, propsOf } from './prop-schema.ts';

/*
 * Remotion Studio saves props by editing the source of the compositions: for an entry point x-entry.tsx it looks for
 * <Composition id="…" defaultProps={…}> in XRoot.tsx beside it, and shows what stands there in its sidebar. Our
 * compositions come from a list, so it is given a file for this purpose alone, which nothing imports.
 */
const ENTRY = 'lossreel-entry.tsx';
const ROOT = 'LossreelRoot.tsx';

interface Shown {
  readonly id: string;
  readonly film: Film;
  readonly format: Format;
}

const compositionsOf = (films: readonly Film[]): readonly Shown[] =>
  films.flatMap((film) =>
    FORMAT_NAMES.flatMap((format) =>
      [compositionId(film.id, format), posterId(film.id, format)].map((id) => ({ id, film, format })),
    ),
  );

/** Complete props, as the Studio has them. @throws UsageError naming the prop and the rule */
const complete = ({ film, format }: Shown, props: unknown): FilmProps =>
  propsOf(jobOf(film, format, { ...defaultProps(film), ...(props as FilmProps) }));

/** The props that are not the film's own. */
function tuned(film: Film, props: FilmProps): FilmProps {
  const usual = defaultProps(film);
  const differs = ([key, value]: [string, unknown]) => JSON.stringify(value) !== JSON.stringify(usual[key]);
  return Object.fromEntries(Object.entries(props).filter(differs));
}

/** The text of {@link ROOT}. */
const rootText = (props: ReadonlyMap<string, FilmProps>): string =>
  [
    "// The props that Remotion Studio shows, and where it saves them. 'lossreel studio' makes this file anew.",
    "import { Composition } from 'remotion';",
    'export default (',
    '  <>',
    ...[...props].map(
      ([id, value]) => `    <Composition id="${id}" defaultProps={${JSON.stringify(value)}} />`,
    ),
    '  </>',
    ');\n',
  ].join('\n');

/** The props in a {@link ROOT}, by composition. @throws Error if it is not what the Studio makes of it */
async function readRoot(file: string): Promise<ReadonlyMap<string, unknown>> {
  const options = { loader: 'tsx', format: 'cjs', jsx: 'transform', jsxFactory: 'found' } as const;
  // Ctrl+C ends esbuild's process as it does the Studio, before the last edit is saved: it is started anew.
  await stop();
  const { code } = await transform(await readFile(file, 'utf8'), { ...options, jsxFragment: 'null' });
  const props = new Map<string, unknown>();
  const found = (_: unknown, given: { readonly id: string; readonly defaultProps: unknown } | null) => {
    // What is made in another context has other prototypes.
    if (given !== null) props.set(given.id, JSON.parse(JSON.stringify(given.defaultProps)));
  };
  runInNewContext(code, { found, module: {}, exports: {}, require: () => ({}) });
  return props;
}

/** The props that are tuned in the Studio, as files. */
export interface StudioProps {
  /** What the Studio is to be started with. */
  readonly entry: string;
  /** The file that the Studio edits. */
  readonly root: string;
  /**
   * Brings the files up to date with the Studio. Where props break a rule, the file is left as it is.
   *
   * @returns the files written, and why others were not
   */
  readonly save: () => Promise<Saved>;
}

interface Saved {
  readonly kept: readonly { readonly film: Film; readonly file: string }[];
  readonly refused: readonly string[];
}

/**
 * Has the Studio begin with the props in a folder, one file for each composition, and save there what is tuned: what
 * differs from the film's own props.
 *
 * @param entry the entry point that registers the films
 * @param folder of these files, made if it is not there
 * @throws UsageError naming the file that holds no props of its film
 */
export async function openStudioProps(
  films: readonly Film[],
  entry: string,
  folder: string,
): Promise<StudioProps> {
  const shown = compositionsOf(films);
  const fileOf = (id: string): string => join(folder, `${id}.json`);
  const begin = (one: Shown): FilmProps => {
    const file = fileOf(one.id);
    if (!existsSync(file)) return defaultProps(one.film);
    try {
      return complete(one, readJson(file));
    } catch (error) {
      throw new UsageError(`${file}: ${oneLine(error)}; mend or remove it`);
    }
  };
  const known = new Map(shown.map((one) => [one.id, begin(one)]));
  const made = join(folder, '.studio');
  makeFolder(made);
  const root = join(made, ROOT);
  // An import for its effect alone would be left out, as package.json says that modules have none.
  await writeFile(join(made, ENTRY), `require(${JSON.stringify(entry)}); // it calls registerRoot()\n`);
  await writeFile(root, rootText(known));
  return {
    entry: join(made, ENTRY),
    root,
    save: async () => {
      const now = await readRoot(root);
      const [kept, refused]: [{ readonly film: Film; readonly file: string }[], string[]] = [[], []];
      for (const one of shown) {
        let props: FilmProps;
        try {
          props = complete(one, now.get(one.id));
        } catch (error) {
          refused.push(oneLine(error));
          continue;
        }
        if (JSON.stringify(props) === JSON.stringify(known.get(one.id))) continue;
        const text = `${JSON.stringify(tuned(one.film, props), null, 2)}\n`;
        await writeWhole(fileOf(one.id), (path) => writeFile(path, text));
        known.set(one.id, props);
        kept.push({ film: one.film, file: fileOf(one.id) });
      }
      return { kept, refused };
    },
  };
}
