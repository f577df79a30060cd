import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DOORS } from '../scripts/doors.js';
import { declarationsHash } from '../scripts/types.js';

const root = join(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const doors: readonly string[] = Object.values(DOORS);

const DECLARED = /^export (?:async )?(?:const|function|class|interface|type) (\w+)/gm;

interface Exported {
  readonly file: string;
  readonly name: string;
  /** What the door calls it. */
  readonly as: string;
}

/** What a door exports, by the file that declares it. */
function exportedBy(door: string): readonly Exported[] {
  const text = read(door);
  const fileOf = (from: string): string => posix.join(dirname(door), from);
  const named = [...text.matchAll(/export (?:type )?\{([^}]*)\} from '(\.[^']*)'/g)].flatMap(
    ([, names = '', from = '']) =>
      names
        .split(',')
        .map((name) =>
          name
            .trim()
            .replace(/^type /, '')
            .split(' as '),
        )
        .filter(([name]) => name !== '')
        .map(([name = '', as = name]) => ({ file: fileOf(from), name, as })),
  );
  const whole = [...text.matchAll(/export \* from '(\.[^']*)'/g)]
    .map(([, from = '']) => fileOf(from))
    .filter((file) => !doors.includes(file))
    .flatMap((file) => [...read(file).matchAll(DECLARED)].map(([, name = '']) => ({ file, name, as: name })));
  return [...named, ...whole];
}

/** Whether a docblock that says something stands right above the declaration. */
function isDocumented({ file, name }: Exported): boolean {
  const text = read(file);
  const [found] = [...text.matchAll(DECLARED)].filter((match) => match[1] === name);
  const block = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*$/.exec(text.slice(0, found?.index ?? 0));
  return /^[\s*]*[^\s*@]/.test(block?.[1] ?? '');
}

describe('the documentation of the library', () => {
  it.each(doors)('tells of every name that %s exports what it is', (door) => {
    const names = exportedBy(door);
    expect(names.length).toBeGreaterThan(0);
    expect(names.filter((name) => !isDocumented(name))).toEqual([]);
  });

  it('has a page for every door but the front one, and a heading for every name', () => {
    const pages = readdirSync(join(root, 'docs', 'api')).sort();
    const { index, ...others } = DOORS;
    expect(pages).toEqual(['README.md', ...Object.keys(others).map((name) => `lossreel.${name}.md`)].sort());
    for (const [name, door] of Object.entries(others)) {
      const page = read(`docs/api/lossreel.${name}.md`);
      const headings = new Set(
        [...page.matchAll(/^### ([\w\\]+)/gm)].map(([, words = '']) => words.replaceAll('\\', '')),
      );
      expect(exportedBy(door).filter(({ as }) => !headings.has(as))).toEqual([]);
    }
  });

  it('is of the declarations as they are: `npm run docs` writes it anew', () => {
    expect(read('docs/api/README.md')).toContain(`<!-- declarations ${declarationsHash()} -->`);
  });
});
