import { readFileSync } from 'node:fs';
import * as plurals from 'make-plural/plurals';
import { describe, expect, it } from 'vitest';
import { languageModules } from '../../scripts/languages.js';
import { nodeTypefaces } from '../../src/render/paint/fonts.ts';
import { filmWords, LANGUAGES, written } from '../../src/story/index.ts';
import { namesIn, parseMessage } from '../../src/story/message.ts';
import { DESCENT_WORDS } from '../../src/story/words/descent/index.ts';
import { SHARED_WORDS } from '../../src/story/words/index.ts';
import { RACE_WORDS } from '../../src/story/words/race/index.ts';
import { REGRESSION_WORDS } from '../../src/story/words/regression/index.ts';

describe('languages', () => {
  it('are the files in the folder of shared words, English first', () => {
    expect(LANGUAGES[0]).toBe('en');
    expect(LANGUAGES).toContain('fr');
  });

  it('have their files imported by modules that are current: npm run languages', () => {
    for (const [path, text] of languageModules()) expect(readFileSync(path, 'utf8')).toBe(text);
  });

  it.each([
    ['races', RACE_WORDS],
    ['descents', DESCENT_WORDS],
    ['regressions', REGRESSION_WORDS],
  ])('have all words about %s, with the values of English, and none that every film has', (_, words) => {
    const english: Readonly<Record<string, string | readonly string[]>> = words.en;
    const namesOf = (texts: string | readonly string[] = []) =>
      [texts].flat().flatMap((text) => namesIn(parseMessage(text)));
    for (const own of Object.values(words)) {
      expect(Object.keys(own)).toEqual(Object.keys(english));
      for (const [key, texts] of Object.entries<string | readonly string[]>(own))
        expect(namesOf(english[key])).toEqual(expect.arrayContaining(namesOf(texts)));
    }
    expect(Object.keys(english).filter((key) => key in SHARED_WORDS.en)).toEqual([]);
  });

  it.each(LANGUAGES)(
    '%s has plural rules, all shared words, the values of English, and letters for them',
    (language) => {
      expect(plurals).toHaveProperty(language);
      const [english, own] = [SHARED_WORDS.en, SHARED_WORDS[language]];
      expect(Object.keys(own)).toEqual(Object.keys(english));
      for (const [key, text] of Object.entries(own)) {
        const known = namesIn(parseMessage(english[key as keyof typeof english]));
        expect(known).toEqual(expect.arrayContaining([...namesIn(parseMessage(text))]));
        expect(() => nodeTypefaces().semibold.line(text.replace(/[{}]/g, ''))).not.toThrow();
      }
    },
  );
});

describe('French', () => {
  const { say, word } = filmWords('f', {
    en: {
      title: 'F',
      runs: '{n, plural, one {# run} other {# runs}}',
      only: '{n, plural, one {# cat} other {# cats}}',
    },
    fr: {
      title: 'F',
      runs: '{n, plural, one {# essai} other {# essais}}, {n, whole}, {x, percent}, {x, fixed, 2}',
    },
  });
  it('counts, marks and spaces numbers as French does', () => {
    expect(word(say('runs', { n: 0, x: 0.125 }), 'fr')).toBe('0 essai, 0, 12,5\u00a0%, 0,13');
    expect(word(say('runs', { n: 12000, x: 1 }), 'fr')).toBe('12000 essais, 12\u00a0000, 100\u00a0%, 1,00');
    expect(written('0.5 → 0.25', 'fr')).toBe('0,5 → 0,25');
  });
  it('counts as English does where English stands in', () => {
    expect([0, 1, 2].map((n) => word(say('only', { n }), 'fr'))).toEqual(['0 cats', '1 cat', '2 cats']);
  });
});
