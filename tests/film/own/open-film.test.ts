import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CATALOGUE } from '../../../compositions/catalogue.ts';
import { FilmError, UsageError } from '../../../src/film/errors.ts';
import { newFilm } from '../../../src/film/own/new-film.ts';
import { openFilm } from '../../../src/film/own/open-film.ts';
import { knownOrigin } from '../../../src/film/own/origin.ts';
import { filmPlace } from '../../../src/film/own/place.ts';
import { traceKey } from '../../../src/film/trace-cache.ts';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'own-films-')));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const cache = join(folder, 'cache');
const inside = (...path: readonly string[]): string => join(folder, ...path);
const open = (name: string) => openFilm(inside(name), CATALOGUE, { cache });
const hashOf = async (name: string) => (await open(name)).origin?.hash;

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(inside(name), text);
  }
}
function edit(name: string, from: string, to: string): void {
  const text = readFileSync(inside(name), 'utf8');
  expect(text).toContain(from);
  writeFileSync(inside(name), text.replace(from, to));
}

beforeAll(() => {
  newFilm(inside('mine'), []);
});

describe('a film of one’s own', () => {
  it('is what a folder’s module exports by default, with words, params and scene', async () => {
    const film = await open('mine');
    expect(film.id).toBe('mine');
    expect(film.words.title).toBe('Newton’s method');
    expect(film.params.parse({})).toEqual({ start: 3, learningRate: 0.1, steps: 20 });
    expect(film.origin).toMatchObject({ path: inside('mine'), entry: inside('mine', 'index.tsx') });
  });

  it('is found by its file, by the main of its package, and in .ts, .jsx and .js', async () => {
    for (const [name, files] of Object.entries({
      'by-main': { 'package.json': '{ "main": "source/film.js" }', 'source/film.js': null },
      'by-exports': { 'package.json': '{ "exports": { ".": { "import": "./film.js" } } }', 'film.js': null },
      'by-index': { 'index.ts': null },
    })) {
      for (const [file, text] of Object.entries(files))
        write({ [`${name}/${file}`]: text ?? `export { default } from '${inside('mine', 'index.tsx')}';` });
      expect((await open(name)).id, name).toBe('mine');
    }
    expect((await openFilm(inside('mine', 'index.tsx'), CATALOGUE, { cache })).id).toBe('mine');
  });

  it('is a bare name only where no film has that id', () => {
    write({ 'optimizer-race/index.ts': '' });
    const known = (id: string): boolean => CATALOGUE.some((film) => film.id === id);
    expect(filmPlace('optimizer-race', known, folder)).toBeNull();
    expect(filmPlace('./optimizer-race', known, folder)?.entry).toBe(inside('optimizer-race', 'index.ts'));
    expect(filmPlace('mine', known, folder)?.path).toBe(inside('mine'));
    expect(filmPlace('yours', known, folder)).toBeNull();
  });

  it('shares React and the schemas of lossreel, whatever lies beside it', async () => {
    const { params } = await open('mine');
    expect(params.constructor).toBe(CATALOGUE[0]?.params.constructor);
    write({
      'shares/node_modules/react/index.js': 'export const isValidElement = null;',
      'shares/index.ts': `import { isValidElement } from 'react'; import { z } from 'zod'; import film from '../mine';
        if (!isValidElement || !(film.params instanceof z.ZodObject)) throw new Error('another'); export default film;`,
    });
    expect((await open('shares')).id).toBe('mine');
  });

  it('takes packages from beside it', async () => {
    write({
      'packaged/node_modules/half/package.json':
        '{ "name": "half", "type": "module", "exports": "./half.js" }',
      'packaged/node_modules/half/half.js': 'export const half = (x) => x / 2;',
      'packaged/index.ts': `import { half } from 'half'; import film from '../mine';
        export default { ...film, id: 'packaged-' + half(8) };`,
    });
    expect((await open('packaged')).id).toBe('packaged-4');
  });
});

describe('the sources of a film of one’s own', () => {
  it('have one hash wherever they lie, however they are laid out and commented', async () => {
    const before = await hashOf('mine');
    cpSync(inside('mine'), inside('deep', 'er', 'mine'), { recursive: true });
    edit('deep/er/mine/index.tsx', 'const id =', '// a remark\n\n\nconst   id =');
    expect(await hashOf('deep/er/mine')).toBe(before);
  });

  it('have another after an edit of any file that is imported, and so has the key of its trace', async () => {
    write({
      'parts/index.ts':
        "import { name } from './name'; import film from '../mine'; export default { ...film, id: name };",
      'parts/name.ts': "export { name } from './lib/name.js';",
      'parts/lib/name.js': "export const name = 'one';",
    });
    const key = async () => traceKey({ film: await open('parts'), params: {}, seed: '1', inputs: {} }, cache);
    const seen = [[await hashOf('parts'), await key()]];
    edit('parts/lib/name.js', 'one', 'two');
    seen.push([await hashOf('parts'), await key()]);
    // A name that now means another file.
    write({ 'parts/name.tsx': "export const name = 'three';" });
    seen.push([await hashOf('parts'), await key()]);
    expect((await open('parts')).id).toBe('three');
    edit('mine/en.json', 'one step', 'a single step');
    seen.push([await hashOf('parts'), await key()]);
    expect(new Set(seen.map(([hash]) => hash)).size).toBe(4);
    expect(new Set(seen.map(([, each]) => each)).size).toBe(4);
  });

  it('are known without being read again, until something changes', async () => {
    const place = filmPlace(inside('parts'), () => false);
    if (place === null) throw new Error('no place');
    const known = () => knownOrigin(place, cache)?.hash;
    const before = await hashOf('parts');
    expect(known()).toBe(before);
    write({ 'parts/unrelated.json': '{}' });
    expect(known()).toBeUndefined();
    expect(await hashOf('parts')).toBe(before);
    expect(known()).toBe(before);
    edit('mine/index.tsx', 'default(3)', 'default(4)');
    expect(known()).toBeUndefined();
  });

  it('are left alone: nothing is written beside them', async () => {
    const { readdirSync } = await import('node:fs');
    expect(readdirSync(inside('mine')).sort()).toEqual([
      '.gitignore',
      'README.md',
      'en.json',
      'index.tsx',
      'package.json',
      'tsconfig.json',
    ]);
  });
});

/** A film that differs from the template in one function. */
const differing = (part: string, body: string): string =>
  `import film from '../mine';\nexport default {\n  ...film,\n  ${part}() {\n    ${body}\n  },\n};\n`;

describe('what keeps a film of one’s own from being loaded is said in a line', () => {
  it.each<readonly [string, Readonly<Record<string, string>>, string]>([
    [
      'a fault of syntax',
      { 'index.ts': 'const a = 1;\nconst = 2;' },
      'index.ts:2: Expected identifier but found "="',
    ],
    [
      'in a module of it',
      { 'index.ts': "import './b.ts';", 'b.ts': '\nlet a;\nlet a;' },
      'b.ts:3: The symbol "a" has already been declared',
    ],
    [
      'in its JSON',
      { 'index.ts': "import en from './en.json'; export default en;", 'en.json': '{\n"a" 1}' },
      'en.json:2: Expected ":" in JSON but found "1"',
    ],
    ['a module that is not there', { 'index.ts': "\nimport './none';" }, "index.ts:2: there is no './none'"],
    [
      'a package that is not there',
      { 'index.ts': "import 'no-such-thing/x';" },
      "index.ts:1: package 'no-such-thing' is not there: run 'npm install no-such-thing' in the film's folder",
    ],
    [
      'Node’s own modules',
      { 'index.ts': "import fs from 'node:fs'; export default fs;" },
      "index.ts:1: imports node:fs: a film is pure and uses nothing of Node; files it needs are named in its params, see 'inputs'",
    ],
    [
      'a door that is not there',
      { 'index.ts': "import 'lossreel/cli';" },
      "index.ts:1: there is no 'lossreel/cli': lossreel's doors are lossreel, lossreel/sim, lossreel/story, lossreel/scene, lossreel/audio, lossreel/film, lossreel/films, lossreel/remotion",
    ],
    [
      'no default export',
      { 'index.ts': "export { default as newton } from '../mine';" },
      "index.ts: no default export: write 'export default newton' for the film that it is",
    ],
    [
      'one that is no film',
      { 'index.ts': 'export default 3;' },
      'index.ts: its default export is no film: it is a number',
    ],
    [
      'a function that is not there',
      { 'index.ts': "import film from '../mine'; export default { ...film, tell: undefined };" },
      'index.ts: its default export is no film: tell: must be a function, and is not there',
    ],
    [
      'params of another kind',
      { 'index.ts': "import film from '../mine'; export default { ...film, params: {} };" },
      'index.ts: its default export is no film: params.safeParse: must be a function, and is not there',
    ],
    [
      'an id that can be no name of a file',
      { 'index.ts': "import film from '../mine'; export default { ...film, id: 'a/b' };" },
      "index.ts: its default export is no film: id: 'a/b' is not made of letters, digits and dashes",
    ],
    [
      'the id of another film',
      { 'index.ts': "import film from '../mine'; export default { ...film, id: 'optimizer-race' };" },
      "index.ts: id: 'optimizer-race' is the id of a film that comes with lossreel: choose another",
    ],
  ])('%s', async (what, files, message) => {
    const name = what.replace(/\W+/g, '-');
    write(Object.fromEntries(Object.entries(files).map(([file, text]) => [`${name}/${file}`, text])));
    const error: unknown = await open(name).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(FilmError);
    expect((error as Error).message).toBe(join(relative('', inside(name)), message));
  });

  it.each([
    ['./nowhere', "'./nowhere': there is no such folder or file"],
    ['./empty', "'./empty': no film in it: there is no index.tsx, index.ts, index.jsx, index.js"],
    ['./empty/film.txt', "'./empty/film.txt' is not a module (index.tsx, index.ts, index.jsx, index.js, …)"],
    ['optimiser-race', "unknown film 'optimiser-race': did you mean 'optimizer-race'?"],
  ])('a path that leads nowhere: %s', async (name, message) => {
    write({ 'empty/film.txt': '' });
    const error: unknown = await openFilm(name, CATALOGUE, { cache, from: folder }).catch((reason) => reason);
    expect(error).toBeInstanceOf(UsageError);
    expect((error as Error).message).toBe(message);
  });

  it.each([
    ['simulate', 'return {};', 'simulate: returned no trace: film: must be text'],
    ['tell', '', 'tell: returned no story: it is undefined; script(…).story([…]) makes one'],
    ['Scene', 'return [];', 'Scene: returned no element'],
    [
      'score',
      'return { version: 1, sampleRate: 8000 };',
      'score: returned no cue sheet: sampleRate is 8000, must be 48000',
    ],
  ] as const)('nonsense from %s', async (part, body, message) => {
    write({ [`nonsense-${part}/index.ts`]: differing(part, body) });
    const film = await open(`nonsense-${part}`);
    const call = film[part] as () => unknown;
    expect(() => call()).toThrow(
      `${join(relative('', inside(`nonsense-${part}`)), 'index.ts')}:4: ${message}`,
    );
  });
});
