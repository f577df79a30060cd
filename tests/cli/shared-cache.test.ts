import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { OWNER } from '../../src/cache/owner.ts';
import { READONLY_VARIABLE } from '../../src/cache/readonly.ts';
import { cacheFiles, prune } from '../../src/cache/store-limit.ts';
import { lossreelHere } from '../helpers/command.ts';
import { WINDOWS } from '../helpers/machine.ts';

const root = mkdtempSync(join(tmpdir(), 'shared-cache-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const at = (...path: readonly string[]): string => join(root, ...path);
const MINE = at('mine');
beforeAll(async () => {
  expect((await lossreelHere(['init', MINE])).code).toBe(0);
});

const render = (cache: string, frames: string, ...flags: readonly string[]) =>
  lossreelHere([
    ...['render', MINE, '--scale', '0.1', '--draft', '--mute', '--json', '--frames', frames],
    ...['--cache', at(cache), '--out', at('out'), ...flags],
  ]);

/** What happened: the exit code, what was said, and whether the film was made. */
const shown = ({ code, stdout, stderr }: Awaited<ReturnType<typeof render>>) => ({
  code,
  stderr,
  made: stdout.includes('"status":"rendered"'),
});
const MADE = { code: 0, stderr: '', made: true };

describe('a render while others clear its cache again and again', () => {
  it.each([
    ['removes its entries', (cache: string) => prune(cache, 0)],
    ['removes its folder', (cache: string) => rmSync(cache, { recursive: true, force: true })],
  ])('is none the worse for it, ten times of ten: what %s', async (name, clear) => {
    const cache = name.replaceAll(' ', '-');
    const timer = setInterval(() => clear(at(cache)), 1);
    try {
      // Three segments take a second thread, which loads the film while the first paints.
      for (const frames of ['0-150', ...Array.from({ length: 9 }, (_, i) => `0-${i}`)])
        expect(shown(await render(cache, frames, '--workers', '3'))).toEqual(MADE);
    } finally {
      clearInterval(timer);
    }
  });
});

describe('a cache that is only read from', () => {
  afterEach(() => vi.unstubAllEnvs());
  const state = (cache: string) =>
    readdirSync(at(cache), { recursive: true })
      .map(String)
      .sort()
      .filter((name) => !name.includes('bundle'));

  it('gives what it has, and stays as it is, without a word', async () => {
    vi.stubEnv(READONLY_VARIABLE, '');
    expect(shown(await render('filled', '0-2'))).toEqual(MADE);
    const long = new Date(Date.now() - 1e9);
    for (const { path } of cacheFiles(at('filled'))) utimesSync(path, long, long);
    const before = [state('filled'), cacheFiles(at('filled'))];
    rmSync(at('out'), { recursive: true });
    const restored = await render('filled', '0-2', '--cache-readonly', '--cache-limit', '1KB');
    expect(shown(restored)).toEqual(MADE);
    expect(restored.stdout).toContain('"encoded":0');
    expect(shown(await render('filled', '3-5', '--cache-readonly', '--cache-limit', '1KB'))).toEqual(MADE);
    expect([state('filled'), cacheFiles(at('filled'))]).toEqual(before);
  });

  it('may be one that cannot be written, or none', async () => {
    vi.stubEnv(READONLY_VARIABLE, '');
    expect(shown(await render('locked', '0-2'))).toEqual(MADE);
    chmodSync(at('locked'), 0o555);
    expect(shown(await render('locked', '6-7', '--cache-readonly'))).toEqual(MADE);
    chmodSync(at('locked'), 0o755);
    expect(shown(await render('none', '0-3', '--cache-readonly'))).toEqual(MADE);
    expect(existsSync(at('none'))).toBe(false);
  });
});

describe('what a killed command has left among temporary files', () => {
  afterEach(() => vi.unstubAllEnvs());

  it.skipIf(WINDOWS)('goes at the next command, whichever it is', async () => {
    const scratch = at('scratch');
    const left = join(scratch, `lossreel-${OWNER.replace(/\.\d+\./, '.4194305.')}-x1Y2z3`);
    mkdirSync(join(left, 'deeper'), { recursive: true });
    vi.stubEnv('TMPDIR', scratch);
    expect((await lossreelHere(['cache', '--cache', at('none')])).code).toBe(0);
    expect(readdirSync(scratch)).toEqual([]);
  });
});
