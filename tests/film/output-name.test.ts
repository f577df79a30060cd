import { describe, expect, it } from 'vitest';
import { nameProblem, outputNameOf, patternProblem, sameFileKey } from '../../src/film/output-name.ts';

const parts = {
  series: 'Training: dynamics – Übersicht!',
  number: 7,
  id: 'trio',
  film: 'learning-rate-trio',
  format: 'portrait',
  theme: 'light',
  lang: 'en',
};

describe('an output name', () => {
  it('is the pattern with everything filled in', () => {
    expect(outputNameOf('{series}/{number}-{id}-{film}-{format}-{theme}-{lang}', parts)).toBe(
      'training-dynamics-übersicht/07-trio-learning-rate-trio-portrait-light-en',
    );
  });

  it('marks what is not landscape, dark and English', () => {
    const marked = (format: string, theme: string, lang: string): string =>
      outputNameOf('{id}{marks}', { ...parts, format, theme, lang });
    expect(marked('landscape', 'dark', 'en')).toBe('trio');
    expect(marked('square', 'dark', 'en')).toBe('trio-square');
    expect(marked('portrait', 'light', 'xx')).toBe('trio-portrait-light-xx');
  });

  it.each(['a', 'a/b', 'a.b', 'über uns', '01-a_b', 'console', 'a..b', 'reports', 'x/report'])(
    'may be %j',
    (name) => {
      expect(nameProblem(name)).toBeUndefined();
    },
  );

  it.each([
    ['../a', /leads out/],
    ['a/../../b', /leads out/],
    ['a/..', /leads out/],
    ['/a', /absolute/],
    ['\\a', /absolute/],
    ['C:/a', /absolute/],
    ['c:a', /absolute/],
    ['a\\..\\b', /character/],
    ['a/b:c', /character/],
    ['a?b', /character/],
    ['a\nb', /character/],
    ['a\u0000b', /character/],
    ['a\u0085b', /character/],
    ['', /empty part/],
    ['a//b', /empty part/],
    ['a/', /empty part/],
    ['./a', /begins with a dot/],
    ['.cache/a', /begins with a dot/],
    ['a./b', /ends with a dot/],
    ['a ', /ends with a dot or a space/],
    ['con', /Windows/],
    ['a/Nul', /Windows/],
    ['LPT1.old/a', /Windows/],
    ['a\u200bb', /character/],
    ['a\u202eb', /character/],
    ['\ufeffab', /character/],
    ['a\ud800b', /character/],
    ['conin$', /Windows/],
    ['CONOUT$.x', /Windows/],
    [Array.from({ length: 4 }, () => 'x'.repeat(190)).join('/'), /longer than 600 bytes/],
    ['ü'.repeat(101), /longer than 200 bytes/],
    ['Report', /own report/],
    ['report-1-of-2', /own report/],
    ['index', /own report/],
  ])('may not be %j', (name, problem) => {
    expect(nameProblem(name)).toMatch(problem);
  });

  it('equals another if a file system may treat them as the same', () => {
    expect(sameFileKey('A/É')).toBe(sameFileKey('a/e\u0301'));
    expect(sameFileKey('straße')).toBe(sameFileKey('STRASSE'));
    expect(sameFileKey('ﬁx')).toBe(sameFileKey('fix'));
    expect(sameFileKey('a')).not.toBe(sameFileKey('b'));
  });
});

describe('a name pattern', () => {
  it.each([
    ['{id}{mark}', /^\{mark\} is not one of .*\{marks\}/],
    ['{id', /unmatched brace/],
    ['{id}}', /unmatched brace/],
    ['../{id}', /leads out/],
  ])('may not be %j', (pattern, problem) => {
    expect(patternProblem(pattern)).toMatch(problem);
  });

  it('may use every placeholder', () => {
    expect(patternProblem('{series}/{number} {id}{marks}')).toBeUndefined();
  });
});
