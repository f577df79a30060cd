import { afterEach, describe, expect, it, vi } from 'vitest';
import { coloursOf, isWatched } from '../../cli/colours.ts';
import { table } from '../../cli/table.ts';
import { lossreelHere } from '../helpers/command.ts';

const VARIABLES = ['NO_COLOR', 'FORCE_COLOR', 'CI', 'TERM'] as const;
function setting(env: Partial<Record<(typeof VARIABLES)[number], string>>): void {
  for (const name of VARIABLES) vi.stubEnv(name, env[name]);
}
afterEach(() => vi.unstubAllEnvs());

const terminal = { isTTY: true, hasColors: () => true } as const;
const file = { isTTY: false } as const;
const red = (stream: Parameters<typeof coloursOf>[0]): boolean => coloursOf(stream).red('x') !== 'x';

describe('colours', () => {
  it('are for terminals that have them', () => {
    setting({});
    expect([red(terminal), red(file), red({ isTTY: true, hasColors: () => false })]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('are not for CI servers, which are files', () => {
    setting({ CI: 'true' });
    expect(red(file)).toBe(false);
  });

  it('are forbidden by NO_COLOR, whatever else is set, unless it is empty', () => {
    setting({ NO_COLOR: '1', FORCE_COLOR: '1' });
    expect(red(terminal)).toBe(false);
    setting({ NO_COLOR: '' });
    expect(red(terminal)).toBe(true);
  });

  it('are demanded by FORCE_COLOR, or forbidden where it is 0', () => {
    setting({ FORCE_COLOR: '1' });
    expect(red(file)).toBe(true);
    setting({ FORCE_COLOR: '0' });
    expect(red(terminal)).toBe(false);
  });

  it('mark errors', async () => {
    setting({ FORCE_COLOR: '1' });
    expect((await lossreelHere(['rendr'])).stderr).toBe(
      "\x1b[31mlossreel:\x1b[39m unknown command 'rendr': did you mean 'render'?\n",
    );
  });
});

describe('what a person watches', () => {
  it.each([
    [{}, true, true],
    [{}, false, false],
    [{ CI: 'true' }, true, false],
    [{ CI: 'false' }, true, true],
    [{ TERM: 'dumb' }, true, false],
  ])('with %j and a terminal %j: %j', (env, isTTY, watched) => {
    setting(env);
    expect(isWatched({ isTTY })).toBe(watched);
  });
});

describe('a table', () => {
  const rows = [
    ['a', '1', 'some words that take more room than there is'],
    ['longer', '2', 'few'],
  ];

  it('is a line a row where nobody watches', () => {
    expect(table(['name', 'n', 'text'], rows, { isTTY: false, columns: 20 })).toBe(
      'name    n  text\na       1  some words that take more room than there is\nlonger  2  few\n',
    );
  });

  it('is no wider than the terminal', () => {
    const lines = table(['name', 'n', 'text'], rows, { isTTY: true, columns: 40 }).split('\n');
    expect(lines).toHaveLength(5);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(40);
    expect(lines[2]).toBe('           room than there is');
  });
});
