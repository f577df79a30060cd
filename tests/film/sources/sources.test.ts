import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { CATALOGUE } from '../../../compositions/catalogue.ts';
import { openStore } from '../../../src/cache/store.ts';
import { readSources, type Sources } from '../../../src/film/sources/sources.ts';
import { filmEntry, simulationEntry } from '../../../src/film/sources/sources-version.ts';

const folder = mkdtempSync(join(tmpdir(), 'sources-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const project = join(folder, 'project');
const store = openStore(join(folder, 'cache'));

const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(project, path)), { recursive: true });
  writeFileSync(join(project, path), text);
};
const installed = (name: string, version: string, dependencies: object = {}): void =>
  write(`node_modules/${name}/package.json`, JSON.stringify({ name, version, dependencies }));

const SOURCES = {
  'film/index.ts': `import {
  one, // the film's own, not another's
  two,
} from './story.ts';
import type { Words } from './words.ts'; import { extra } from './extra';
export { score } from './score.ts';
import { second } from './second.js';
import zod from 'zod/mini';
export const all = [one, two, extra, second, zod];`,
  'film/story.ts': `import '../core/side-effect.ts';\nimport { type Clock, tick } from '../core/clock.ts';\nexport const one = tick, two = 2;`,
  'film/score.ts': `export const score = () => import('./later.ts');\nnew Worker(new URL('./worker.js', import.meta.url));`,
  'film/later.ts': `export { one } from './story.ts'; // a circle`,
  'film/worker.js': `import './work.ts';`,
  'film/work.ts': '',
  'film/words.ts': 'export interface Words {}',
  'film/extra.ts': 'export const extra = 1;',
  'film/second.ts': 'export const second = 2;',
  'film/unused.ts': `import './index.ts';`,
  'core/clock.ts': 'export interface Clock {}\nexport const tick = 1;',
  'core/side-effect.ts': `// like import './nowhere.ts', which does not exist`,
};
for (const [path, text] of Object.entries(SOURCES)) write(path, text);
installed('zod', '1.0.0', { inner: '*', absent: '*' });
installed('inner', '3.0.0');
installed('unused', '1.0.0');

/** As seen by a process that starts now and remembers what earlier ones have found. */
const read = (...roots: readonly string[]): Sources => readSources(project, store).of(roots);
/** Everything that counts, as one text. */
const state = (): string => {
  const { files, packages } = read('film/index.ts');
  return JSON.stringify([[...files], packages]);
};

describe('the sources of a module', () => {
  it('are everything it loads, by every way of loading, except types', () => {
    expect([...read('film/index.ts').files.keys()]).toEqual([
      'core/clock.ts',
      'core/side-effect.ts',
      'film/extra.ts',
      'film/index.ts',
      'film/later.ts',
      'film/score.ts',
      'film/second.ts',
      'film/story.ts',
      'film/work.ts',
      'film/worker.js',
    ]);
  });

  it('include the installed packages, and their dependencies', () => {
    expect(read('film/index.ts').packages).toEqual(['absent', 'inner@3.0.0', 'zod@1.0.0']);
  });

  it.each(Object.keys(SOURCES).filter((path) => !/unused|words/.test(path)))(
    'change when %s is edited, and change back when that is undone',
    (path) => {
      const before = state();
      const text = SOURCES[path as keyof typeof SOURCES];
      write(path, `${text}\n// edited`);
      expect(state()).not.toBe(before);
      write(path, text);
      expect(state()).toBe(before);
    },
  );

  it('change with the version of a package, direct or transitive', () => {
    const before = state();
    installed('inner', '3.0.1');
    const other = state();
    expect(other).not.toBe(before);
    // As for a module of the package alone.
    installed('zod/node_modules/inner', '3.0.0');
    expect(state()).not.toBe(other);
    rmSync(join(project, 'node_modules/zod/node_modules'), { recursive: true });
    installed('inner', '3.0.0');
    expect(state()).toBe(before);
  });

  it('do not depend on anything it does not load, nor on when a file was written', () => {
    const before = state();
    write('film/unused.ts', 'changed');
    write('film/words.ts', 'export interface Words { readonly more: string }');
    installed('unused', '2.0.0');
    utimesSync(join(project, 'core/clock.ts'), 1, 1);
    expect(state()).toBe(before);
  });

  it('follow an import that comes to resolve to another file', () => {
    write('film/extra/index.ts', 'export const extra = 2;');
    rmSync(join(project, 'film/extra.ts'));
    expect([...read('film/index.ts').files.keys()]).toContain('film/extra/index.ts');
    write('film/extra.ts', SOURCES['film/extra.ts']);
    expect([...read('film/index.ts').files.keys()]).not.toContain('film/extra/index.ts');
  });

  it('leave out excluded modules, and whatever only those import', () => {
    const { files } = readSources(project, store, ['film/score.ts']).of(['film/index.ts']);
    expect([...files.keys()].filter((path) => /score|later|work/.test(path))).toEqual([]);
  });

  it('are the same if the project is reached by a link', () => {
    const link = join(folder, 'link');
    symlinkSync(project, link, 'junction');
    const { files, packages } = readSources(link, store).of(['film/index.ts']);
    expect(JSON.stringify([[...files], packages])).toBe(state());
  });

  it('fail for a module that is missing or cannot be read, with a one-line error that names it', () => {
    expect(() => read('film/none.ts')).toThrow(`source film/none.ts not found in ${project}`);
    write('film/broken.ts', 'export const one = 1;\nimport {');
    expect(() => read('film/broken.ts')).toThrow(/^film\/broken\.ts:2: Expected [^\n]+$/);
    write('film/broken.ts', `import './nowhere.ts';`);
    expect(() => read('film/broken.ts')).toThrow(/^film\/broken\.ts:1: Could not resolve "\.\/nowhere\.ts"$/);
  });
});

describe('the films', () => {
  const root = resolve(import.meta.dirname, '../../..');
  const { of } = readSources(root, store, ['compositions/catalogue.ts']);

  it.each(CATALOGUE.map(({ id }) => id))('%s simulates without its words, scene and sound', (id) => {
    const paths = [...of([simulationEntry(id)]).files.keys()];
    expect(
      paths.filter((path) => /text\.ts|\.tsx$|^audio|score\.ts|^src\/(scene|render)/.test(path)),
    ).toEqual([]);
    expect(paths.filter((path) => path.startsWith('src/sim/')).length).toBeGreaterThan(2);
  });

  it.each(CATALOGUE.map(({ id }) => id))('%s is made of no other film', (id) => {
    const { files, packages } = of([filmEntry(id), 'src/film/make/render-film.ts']);
    const others = CATALOGUE.map((film) => film.id).filter((other) => other !== id);
    const paths = [...files.keys()];
    expect(paths.filter((path) => others.some((other) => path.includes(`/${other}/`)))).toEqual([]);
    expect(paths).toEqual(
      expect.arrayContaining([
        filmEntry(id),
        'audio/instruments.ts',
        'audio/synthesize.ts',
        'src/film/frame-source.ts',
        'src/film/make/write-sidecars.ts',
        'src/render/paint/painter.ts',
        'src/scene/type/font-typeface.ts',
      ]),
    );
    const names = packages.map((each) => each.replace(/@[^@]+$/, ''));
    expect(names).toEqual(expect.arrayContaining(['canvaskit-wasm', 'fontkit', 'react', 'tone', 'zod']));
  });
});
