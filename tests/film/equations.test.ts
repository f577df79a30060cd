import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { equationFiles, typesetFile } from '../../src/film/equation-files.ts';
import { lossreelHere } from '../helpers/command.ts';

const root = join(import.meta.dirname, '..', '..');
const own = ['src', 'compositions', 'tests'].flatMap((folder) => {
  try {
    return equationFiles(join(root, folder));
  } catch {
    return [];
  }
});

describe.each(own.map((file) => ({ ...file, name: relative(root, file.path) })))('$name', (file) => {
  it('is typeset as it is now: if not, npm run equations', async () => {
    expect(JSON.parse(readFileSync(file.typeset, 'utf8'))).toEqual(await typesetFile(file));
  });
});

describe('lossreel equations', () => {
  const folder = mkdtempSync(join(tmpdir(), 'equations-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const film = join(folder, 'films', 'mine');
  mkdirSync(film, { recursive: true });
  const [source, typeset] = [join(film, 'equations.json'), join(film, 'equations.typeset.json')];
  const write = (equations: unknown) => writeFileSync(source, JSON.stringify(equations));
  const rule = { tex: 'x - \\class{rate}{\\eta}', words: 'x − η' };

  it('typesets what is in and below a folder, and tells what has changed since', async () => {
    write({ rule });
    expect(await lossreelHere(['equations', folder])).toEqual({
      code: 0,
      stdout: `${typeset}: 1 formula\n`,
      stderr: '',
    });
    const made = JSON.parse(readFileSync(typeset, 'utf8'));
    expect(Object.keys(made.rule.pieces)).toEqual(['rest', 'rate']);
    expect((await lossreelHere(['equations', folder, '--check'])).code).toBe(0);
    write({ rule: { ...rule, words: 'x minus η' }, other: rule });
    const { code, stderr } = await lossreelHere(['equations', folder, '--check']);
    expect([code, stderr]).toEqual([
      1,
      `lossreel: ${source}: rule, other: not as typeset: run 'lossreel equations ${source}'\n`,
    ]);
    expect(JSON.parse(readFileSync(typeset, 'utf8'))).toEqual(made);
  });

  it.each([
    [{ rule: { tex: '\\gradient', words: 'g' } }, 'rule: Undefined control sequence \\gradient'],
    [{ rule: { tex: 'x' } }, 'rule.words: Invalid input: expected string, received undefined'],
    [{ rule: { ...rule, colour: 'red' } }, 'rule: Unrecognized key: "colour"'],
  ])('refuses %j and leaves what was there', async (equations, message) => {
    write({ rule });
    await lossreelHere(['equations', source]);
    const before = readFileSync(typeset, 'utf8');
    write(equations);
    const { code, stderr } = await lossreelHere(['equations', source]);
    expect([code, stderr]).toEqual([2, `lossreel: ${source}: ${message}\n`]);
    expect(readFileSync(typeset, 'utf8')).toBe(before);
  });

  it('refuses a place without formulas', async () => {
    const empty = join(folder, 'empty');
    mkdirSync(empty);
    const { code, stderr } = await lossreelHere(['equations', empty]);
    expect([code, stderr]).toEqual([2, `lossreel: '${empty}': no equations.json in or below this folder\n`]);
    expect((await lossreelHere(['equations', typeset])).stderr).toContain(
      'formulas are written in equations.json',
    );
  });
});
