import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { CATALOGUE } from '../../compositions/catalogue.ts';
import { lossreel, lossreelHere } from '../helpers/command.ts';

const ids = CATALOGUE.map(({ id }) => id).sort();

afterEach(() => vi.restoreAllMocks());

/** What words may become, and whether the shell offers files of its own. */
async function offered(...words: readonly string[]) {
  const logged: string[] = [];
  vi.spyOn(console, 'log').mockImplementation((line: string) => {
    logged.push(line);
  });
  const { code, stdout } = await lossreelHere(['complete', '--', ...words]);
  expect(code).toBe(0);
  const lines = [...logged, ...stdout.trimEnd().split('\n')].filter((line) => line !== '');
  return { names: lines.slice(0, -1).map((line) => line.split('\t')[0] ?? ''), files: lines.at(-1) === ':0' };
}

describe('completion', () => {
  it('offers commands, each with what it does', async () => {
    expect((await offered('re')).names).toEqual(['render']);
    const { names } = await offered('');
    expect(names).toEqual(expect.arrayContaining(['list', 'still', 'completion', 'help']));
    expect(names).not.toContain('complete');
    expect((await offered('help', 'sti')).names).toEqual(['still']);
  });

  it('offers films wherever one is named', async () => {
    for (const command of ['render', 'still', 'trace', 'score', 'frames', 'list'])
      expect((await offered(command, '')).names.toSorted()).toEqual(ids);
    expect((await offered('render', 'optimizer-race', 'learn')).names).toEqual(['learning-rate-trio']);
  });

  it('offers the options of the command, and no others', async () => {
    expect((await offered('render', '--th')).names).toEqual(['--theme']);
    expect((await offered('trace', '--')).names).not.toContain('--theme');
  });

  it('offers the values of an option', async () => {
    expect((await offered('render', '--theme', '')).names).toEqual(['dark', 'light']);
    expect((await offered('render', 'optimizer-race', '--preset', 'ul')).names).toEqual(['ultrafast']);
    expect((await offered('completion', '')).names).toEqual(['bash', 'zsh', 'fish']);
  });

  it('leaves files to the shell', async () => {
    for (const words of [
      ['series', ''],
      ['verify', 'ou'],
      ['render', '--out', ''],
      ['still', '--props', 'p'],
    ])
      expect(await offered(...words)).toEqual({ names: [], files: true });
    expect(await offered('render', './my')).toEqual({ names: [], files: true });
  });

  it.each(['bash', 'zsh', 'fish'])('has a script for %s that calls this very program', async (shell) => {
    const { code, stdout } = await lossreelHere(['completion', shell]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/bin\/lossreel\.js' complete --/);
  });

  it('hands a shell’s words on as they were typed', async () => {
    const { stdout: script } = await lossreelHere(['completion', 'bash']);
    const spied = script.replace(/"'[^\n]*' complete --/, '"spy complete --');
    const heard = join(mkdtempSync(join(tmpdir(), 'lossreel-words-')), 'heard');
    const asked = (...words: readonly string[]): string => {
      const call = 'spy() { printf "<%s>" "$@" > "$HEARD"; }; COMP_WORDS=("$@"); COMP_CWORD=$(( $# - 1 ))';
      const text = `${spied}\n${call}\ncompopt() { :; }\n__lossreel_complete || true`;
      execFileSync('bash', ['--norc', '-c', text, 'bash', 'lossreel', ...words], {
        env: { ...process.env, HEARD: heard },
      });
      return readFileSync(heard, 'utf8');
    };
    expect(asked('render', '$HOME', 'a b', '')).toBe('<complete><--><render><$HOME><a b><>');
    expect(asked('re')).toBe('<complete><--><re>');
    expect(asked('')).toBe('<complete><--><>');
  });

  it('knows the films of the build that runs without loading them', async () => {
    const begun = performance.now();
    const { code, stdout } = await lossreel(['complete', '--', 'render', '']);
    expect(code).toBe(0);
    expect(stdout.split('\n').map((line) => line.trim())).toEqual(expect.arrayContaining(ids));
    expect(performance.now() - begun).toBeLessThan(10_000);
  });
});
