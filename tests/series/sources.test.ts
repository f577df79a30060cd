import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { CATALOGUE } from '../../compositions/catalogue.ts';
import { importClosure, sourcesHash } from '../../src/series/sources.ts';

const project = mkdtempSync(join(tmpdir(), 'sources-'));
afterAll(() => rmSync(project, { recursive: true, force: true }));
const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(project, path)), { recursive: true });
  writeFileSync(join(project, path), text);
};
const SOURCES = {
  'film/index.ts': `import {
  one,
  two,
} from './story.ts';
import type { Words } from './words.ts';
export { score } from './score.ts';
import zod from 'zod';`,
  'film/story.ts': `import '../core/side-effect.ts';\nimport { type Clock, tick } from '../core/clock.ts';`,
  'film/score.ts': `const later = () => import('./later.ts');\nnew Worker(new URL('./worker.js', import.meta.url));`,
  'film/later.ts': `import { one } from './story.ts'; // a circle`,
  'film/worker.js': '',
  'film/words.ts': '',
  'film/unused.ts': `import './index.ts';`,
  'core/clock.ts': `export const tick = 1;`,
  'core/side-effect.ts': `// like import './nowhere.ts', which does not exist`,
};
for (const [path, text] of Object.entries(SOURCES)) write(path, text);

const hashOf = (root: string): string => sourcesHash(importClosure(project, [root]));

describe('the closure of a module over its imports', () => {
  it('has all that it loads, in every way there is to load, and no types', () => {
    expect([...importClosure(project, ['film/index.ts']).keys()]).toEqual([
      'core/clock.ts',
      'core/side-effect.ts',
      'film/index.ts',
      'film/later.ts',
      'film/score.ts',
      'film/story.ts',
      'film/worker.js',
    ]);
  });

  it('does not enter what is excepted', () => {
    const closure = importClosure(project, ['film/index.ts'], ['film/score.ts']);
    expect([...closure.keys()]).not.toContain('film/later.ts');
  });

  it('has a hash that a change of anything in it changes, and of nothing else', () => {
    const before = hashOf('film/index.ts');
    write('film/unused.ts', 'changed');
    write('film/words.ts', 'changed');
    expect(hashOf('film/index.ts')).toBe(before);
    write('core/clock.ts', 'export const tick = 2;');
    expect(hashOf('film/index.ts')).not.toBe(before);
    write('core/clock.ts', SOURCES['core/clock.ts']);
    expect(hashOf('film/index.ts')).toBe(before);
  });

  it('names a module that does not exist', () => {
    expect(() => importClosure(project, ['film/none.ts'])).toThrow(/no source film\/none\.ts/);
  });
});

describe('the films', () => {
  const root = resolve(import.meta.dirname, '../..');

  it.each(CATALOGUE.map(({ id }) => id))('%s simulates without its words, scene and sound', (id) => {
    const closure = [...importClosure(root, [`compositions/${id}/simulation.ts`]).keys()];
    expect(
      closure.filter((path) => /text\.ts|\.tsx$|^audio|score\.ts|^src\/(scene|render)/.test(path)),
    ).toEqual([]);
    expect(closure.filter((path) => path.startsWith('src/sim/')).length).toBeGreaterThan(2);
  });

  it.each(CATALOGUE.map(({ id }) => id))('%s is made of no other film', (id) => {
    const roots = [`compositions/${id}/index.ts`, 'cli/render-film.ts'];
    const closure = [...importClosure(root, roots, ['compositions/catalogue.ts']).keys()];
    const others = CATALOGUE.map((film) => film.id).filter((other) => other !== id);
    expect(closure.filter((path) => others.some((other) => path.includes(`/${other}/`)))).toEqual([]);
    expect(closure).toEqual(
      expect.arrayContaining([
        `compositions/${id}/text.ts`,
        'audio/synthesize.ts',
        'cli/film-source.ts',
        'cli/sidecars.ts',
        'src/render/painter.ts',
        'src/scene/type/font-typeface.ts',
      ]),
    );
  });
});
