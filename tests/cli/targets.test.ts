import { execFileSync } from 'node:child_process';
import {
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { lossreel, lossreelHere, type Outcome } from '../helpers/command.ts';

const folder = mkdtempSync(join(tmpdir(), 'targets-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const FILM = 'learning-rate-trio';
const still = (out: string): readonly string[] => [
  'still',
  FILM,
  '--frame',
  '40',
  '--scale',
  '0.1',
  '--out',
  out,
];
const PNG = '\x89PNG';
const head = (path: string): string => readFileSync(path).subarray(0, 4).toString('latin1');

describe('the path of a file', () => {
  it.each([
    ['still', still('')],
    ['render', ['render', FILM, '--frames', '0', '--out', '']],
    ['score', ['score', FILM, '--wav', '']],
  ])('may not be empty (%s)', async (_name, args) => {
    const { code, stderr, stdout } = await lossreelHere(args);
    expect(stderr).toMatch(/^lossreel: --(out|wav): the path is empty\n$/);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });

  it.skipIf(process.platform === 'win32')(
    'may not be a pipe or a device, which stays what it is',
    async () => {
      const pipe = join(folder, 'pipe');
      execFileSync('mkfifo', [pipe]);
      for (const args of [still(pipe), ['score', FILM, '--wav', pipe]]) {
        const { code, stderr } = await lossreelHere(args);
        expect(stderr).toMatch(/^lossreel: --(out|wav): '.*pipe' is a pipe or a device, not a file\n$/);
        expect(code).toBe(2);
        expect(lstatSync(pipe).isFIFO()).toBe(true);
      }
    },
  );

  it('may not be a folder, nor below a file', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, 'kept');
    const refused = [
      still(folder),
      still(join(file, 'x.png')),
      ['score', FILM, '--wav', join(file, 'x.wav')],
    ];
    const outcomes: Outcome[] = [];
    for (const args of refused) outcomes.push(await lossreelHere(args));
    expect(outcomes.map(({ code }) => code)).toEqual([2, 2, 2]);
    expect(outcomes[0]?.stderr).toContain('is a folder, not a file');
    for (const { stderr } of outcomes.slice(1)) expect(stderr).toContain("file' is a file, not a folder");
    expect(readFileSync(file, 'utf8')).toBe('kept');
  });

  it('may be a link, which then points to the new file', async () => {
    const [old, link] = [join(folder, 'old.png'), join(folder, 'link.png')];
    writeFileSync(old, 'old');
    symlinkSync(old, link);
    expect((await lossreel(still(link), { cwd: process.cwd() })).code).toBe(0);
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(head(old)).toBe(PNG);
  });
});

describe('a frame that the film does not have', () => {
  it('is refused, naming the option', async () => {
    const { code, stderr } = await lossreelHere(['still', FILM, '--frame', '99999']);
    expect(stderr).toMatch(/^lossreel: --frame: '99999' is not a whole number from 0 to \d+\n$/);
    expect(code).toBe(2);
  });
});

describe('an excerpt', () => {
  it('has a chapter list that begins at 0:00 with the chapter in progress', async () => {
    const out = join(folder, 'piece');
    const flags = ['--frames', '400-402', '--scale', '0.1', '--mute', '--out', out];
    expect((await lossreelHere(['render', FILM, ...flags])).code).toBe(0);
    expect(readFileSync(join(out, `${FILM}-400-402.chapters.txt`), 'utf8')).toBe(
      '0:00 Run 1 of 3: learning rate 0.02\n',
    );
  });
});

describe('called from any folder', () => {
  it('lossreel draws', async () => {
    const elsewhere = mkdtempSync(join(folder, 'elsewhere-'));
    const outcome = await lossreel(still('still.png'), { cwd: elsewhere });
    expect(outcome).toMatchObject({ code: 0, stderr: '' });
    expect(readdirSync(elsewhere)).toEqual(['still.png']);
  });
});
