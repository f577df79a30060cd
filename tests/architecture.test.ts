import { readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

const filesBelow = (folder: string): readonly string[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(tsx?|js)$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'));

interface Import {
  readonly from: string;
  /** One of our files, relative to the root, or the name of a package. */
  readonly to: string;
}

/** Every static and dynamic import, type imports too. */
function importsOf(file: string): readonly Import[] {
  const text = readFileSync(join(root, file), 'utf8');
  const names = [...text.matchAll(/(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g)].map(
    (match) => match[1] ?? '',
  );
  return names.map((name) => ({
    from: file,
    to: name.startsWith('.')
      ? relative(root, resolve(root, dirname(file), name))
          .split(sep)
          .join('/')
      : name,
  }));
}

const folders = ['src', 'audio', 'compositions', 'cli', 'bench'];
const files = folders.flatMap(filesBelow);
const imports = files.flatMap(importsOf);
const told = ({ from, to }: Import): string => `${from} → ${to}`;

const DRAWN_WITH = ['src/sim/', 'src/story/', 'src/scene/'];
/** For each part, from the inside out: which other parts it may import. */
const ARROWS: readonly (readonly [part: string, allowed: readonly string[]])[] = [
  ['src/sim/', []],
  ['src/story/', ['src/sim/']],
  ['src/scene/', ['src/sim/', 'src/story/']],
  ['src/cache/', []],
  ['src/logs/', ['src/sim/']],
  ['src/render/paint/', DRAWN_WITH],
  ['src/render/encode/', [...DRAWN_WITH, 'src/cache/', 'src/render/paint/']],
  ['src/render/', [...DRAWN_WITH, 'src/cache/']],
  ['src/film/', [...DRAWN_WITH, 'src/cache/', 'src/render/', 'audio/']],
  ['src/series/', [...DRAWN_WITH, 'src/cache/', 'src/render/', 'src/film/', 'audio/']],
  ['audio/', []],
  ['src/index.ts', [...DRAWN_WITH, 'src/film/', 'audio/']],
  ['compositions/', ['src/', 'audio/']],
  ['cli/', ['src/', 'audio/', 'compositions/']],
  ['bench/', ['src/', 'audio/', 'compositions/', 'cli/']],
];

/** The folder of the film that a file is a part of. */
const filmOf = (file: string): string | undefined => /^compositions\/(?!remotion\/)[^/]+\//.exec(file)?.[0];

/** The imports left after repeatedly removing files without imports or importers: the cycles. */
function circles(all: readonly Import[]): readonly Import[] {
  const left = all.filter(
    (one) => all.some(({ to }) => to === one.from) && all.some(({ from }) => from === one.to),
  );
  return left.length === all.length ? left : circles(left);
}

describe('dependencies between folders run one way', () => {
  it.each(ARROWS)('%s imports only what lies further in', (part, allowed) => {
    const wrong = imports.filter(
      ({ from, to }) =>
        from.startsWith(part) &&
        files.includes(to) &&
        !to.startsWith(part) &&
        !allowed.some((folder) => to.startsWith(folder)),
    );
    expect(wrong.map(told)).toEqual([]);
  });

  it('every file belongs to a part', () => {
    expect(files.filter((file) => !ARROWS.some(([part]) => file.startsWith(part)))).toEqual([]);
  });

  it('a film imports no other film, and nothing of Remotion', () => {
    const wrong = imports.filter(({ from, to }) => {
      const film = filmOf(from);
      return film !== undefined && to.startsWith('compositions/') && !to.startsWith(film);
    });
    expect(wrong.map(told)).toEqual([]);
  });

  it('no two files import each other, not even indirectly; type imports count', () => {
    const own = imports.filter(({ to }) => files.includes(to));
    expect(circles(own).map(told)).toEqual([]);
  });

  it('what a page loads uses nothing of Node’s', async () => {
    const { metafile } = await build({
      absWorkingDir: root,
      entryPoints: ['compositions/index.ts', 'compositions/remotion/simulation-worker.ts'],
      outdir: 'out',
      bundle: true,
      write: false,
      metafile: true,
      format: 'esm',
      platform: 'node',
      packages: 'external',
      loader: { '.woff': 'empty' },
    });
    const wrong = Object.entries(metafile.inputs).flatMap(([from, { imports: all }]) =>
      all.filter(({ path }) => isBuiltin(path)).map(({ path }) => told({ from, to: path })),
    );
    expect(Object.keys(metafile.inputs)).toContain('src/film/params.ts');
    expect(wrong).toEqual([]);
  });

  it('the scene of a film and its score never import each other, and both read the story', () => {
    const crossing = imports.filter(
      ({ from, to }) =>
        (/\/score\.ts$/.test(from) && /\.tsx$/.test(to)) || (/\.tsx$/.test(from) && /\/score\.ts$/.test(to)),
    );
    expect(crossing.map(told)).toEqual([]);
  });
});

describe('exports', () => {
  const read = (file: string): string => readFileSync(join(root, file), 'utf8');
  // Commands are imported by their name only when they are called.
  const own = files.filter((file) => !/^(bench|cli)\//.test(file) && /\.tsx?$/.test(file));
  const readers = [...files, ...['tests', 'bin', 'scripts'].flatMap(filesBelow), 'remotion.config.ts'].map(
    read,
  );
  /** Every name that some file takes from another, or hands on. */
  const taken = new Set(
    readers
      .flatMap((text) => [
        ...text.matchAll(
          /(?:import|export)\s+(?:type\s+)?\{([^}]*)\}\s*from|const \{([^}]*)\} = await import/g,
        ),
      ])
      .flatMap(([, names, dynamic]) => (names ?? dynamic ?? '').split(','))
      .map((name) =>
        name
          .replace(/^\s*type\s+/, '')
          .split(/\s+as\s+|:/)[0]
          ?.trim(),
      ),
  );
  const called = readers.flatMap((text) =>
    [...text.matchAll(/import\([^)]*\)\)\.(\w+)/g)].map(([, name]) => name),
  );
  const whole = readers.flatMap((text) => [...text.matchAll(/\* (?:as \w+ )?from '[^']*\/([\w-]+)\.\w+'/g)]);

  it.each(own)('of values in %s are each imported somewhere', (file) => {
    if (whole.some(([, name]) => file.endsWith(`/${name}.ts`))) return;
    const names = [...read(file).matchAll(/^export (?:async )?(?:const|function|class) (\w+)/gm)];
    expect(
      names.map(([, name = '']) => name).filter((name) => !taken.has(name) && !called.includes(name)),
    ).toEqual([]);
  });
});

describe('the pure core', () => {
  const core = (file: string): boolean => /^src\/(sim|story)\//.test(file);
  const drawn = (file: string): boolean =>
    core(file) || /^src\/scene\//.test(file) || filmOf(file) !== undefined;

  it('sim and story import no React, no Remotion and nothing of Node', () => {
    const wrong = imports.filter(
      ({ from, to }) => core(from) && /^(react|remotion|@remotion|node:|tone)/.test(to),
    );
    expect(wrong.map(told)).toEqual([]);
  });

  it('only random.ts imports seedrandom', () => {
    expect(imports.filter(({ to }) => to === 'seedrandom').map(({ from }) => from)).toEqual([
      'src/sim/random.ts',
    ]);
  });

  it('only audio imports tone', () => {
    const wrong = imports.filter(({ from, to }) => to === 'tone' && !from.startsWith('audio/'));
    expect(wrong.map(told)).toEqual([]);
  });

  it('only the Remotion player and its baseline in bench use the current frame', () => {
    const asking = files.filter((file) =>
      readFileSync(join(root, file), 'utf8').includes('useCurrentFrame('),
    );
    expect(asking).toEqual(['compositions/remotion/FilmPlayer.tsx', 'bench/usual-films.tsx']);
  });

  it('calls no function that differs between engines, no clock, no locale and no unseeded randomness', () => {
    const forbidden =
      /Math\.(sin|cos|tan|asin|acos|atan|atan2|exp|expm1|log|log2|log10|log1p|pow|sinh|cosh|tanh|cbrt|random)\b|\*\*|Date\b|performance\.|toLocale|Intl\.|process\.|use(State|Memo|Effect|Ref)\(/;
    const withoutComments = (text: string): string =>
      text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\/\/.*$/gm, '');
    const wrong = files
      .filter(drawn)
      .filter((file) => forbidden.test(withoutComments(readFileSync(join(root, file), 'utf8'))));
    expect(wrong).toEqual([]);
  });

  it('the toolkit knows no film by name', () => {
    const wrong = files
      .filter((file) => file.startsWith('src/'))
      .filter((file) =>
        /learning-rate-trio|optimizer-race|overfitting-curves|feature-space/.test(
          readFileSync(join(root, file), 'utf8'),
        ),
      );
    expect(wrong).toEqual([]);
  });
});

describe('the tree', () => {
  it('has no file much above 250 lines', () => {
    const long = files.filter((file) => readFileSync(join(root, file), 'utf8').split('\n').length > 300);
    expect(long).toEqual([]);
  });
});
