import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { lossreel } from '../helpers/command.ts';

const root = join(import.meta.dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'checkout-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What a copy need not have: what was built of another is none of it. */
const LEFT_OUT = new Set(['node_modules', 'out', 'dist', '.git', 'tests', 'package-lock.json']);
cpSync(root, folder, { recursive: true, filter: (path) => !LEFT_OUT.has(basename(path)) });
const modules = join(folder, 'node_modules');
mkdirSync(modules);
for (const name of readdirSync(join(root, 'node_modules')))
  symlinkSync(join(root, 'node_modules', name), join(modules, name), 'junction');

/** Replaces something in a file of the copy. */
function edit(path: string, from: string, to: string): void {
  const text = readFileSync(join(folder, path), 'utf8');
  expect(text).toContain(from);
  writeFileSync(join(folder, path), text.replace(from, to));
}
const run = async (...args: readonly string[]): Promise<string> => {
  const bin = join(folder, 'bin', 'lossreel.js');
  const { code, stdout, stderr } = await lossreel(args, { bin });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout;
};
const FILM = ['learning-rate-trio', '--props', '{ "learningRates": [0.3], "steps": 1 }'];
/** Renders a few frames. Returns whether there was any work to do. */
async function rendered(): Promise<boolean> {
  const flags = ['--frames', '0-9', '--scale', '0.1', '--mute', '--json', '--out', join(folder, 'films')];
  return !(await run('render', ...FILM, ...flags)).includes('"unchanged"');
}

describe('a copy of lossreel without a lock file, as another package manager installs it', () => {
  it('renders, and recognizes what has not changed', async () => {
    expect(existsSync(join(folder, 'package-lock.json'))).toBe(false);
    expect(await rendered()).toBe(true);
    expect(await rendered()).toBe(false);
  });

  it('notices another version of a package, even if package.json still names the old one', async () => {
    const path = join(modules, 'd3-shape');
    rmSync(path);
    cpSync(join(root, 'node_modules', 'd3-shape'), path, { recursive: true });
    edit('node_modules/d3-shape/package.json', '"version": "', '"version": "9');
    expect(await rendered()).toBe(true);
    const { versions } = JSON.parse(
      readFileSync(join(folder, 'films', 'learning-rate-trio-0-9.json'), 'utf8'),
    );
    expect(versions['d3-shape']).toMatch(/^9/);
  });

  it('tells where a source cannot be read, in one line', async () => {
    edit('cli/still.ts', 'still(source', 'still((source');
    const { code, stderr } = await lossreel(['--version'], { bin: join(folder, 'bin', 'lossreel.js') });
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringMatching(/^lossreel: cli\/still\.ts:\d+: Expected [^\n]+\n$/),
    });
    edit('cli/still.ts', 'still((source', 'still(source');
    expect(await run('--version')).toMatch(/^\d/);
  });

  it('makes an edit of an instrument heard', async () => {
    const wav = join(folder, 'sound.wav');
    const sound = async (): Promise<Buffer> => {
      await run('score', ...FILM, '--wav', wav);
      return readFileSync(wav);
    };
    const before = await sound();
    edit('audio/instruments.ts', 'decay: 0.075', 'decay: 0.05');
    const after = await sound();
    expect(after.length).toBe(before.length);
    expect(after.equals(before)).toBe(false);
  });
});
