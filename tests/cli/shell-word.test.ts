import { describe, expect, it } from 'vitest';
import { shellWord } from '../../cli/shell-word.ts';

describe('a word of a command that is printed', () => {
  it.each([
    ['linux', 'out/series.json', 'out/series.json'],
    ['darwin', "Ada's films/series.json", "'Ada'\\''s films/series.json'"],
    ['linux', 'a\\b', "'a\\b'"],
    ['win32', 'films\\series.json', 'films/series.json'],
    ['win32', 'C:\\my films\\series.json', '"C:/my films/series.json"'],
  ] as const)('on %s, %s is %s', (platform, word, said) => {
    expect(shellWord(word, platform)).toBe(said);
  });
});
