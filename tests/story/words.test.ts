import { describe, expect, it } from 'vitest';
import { nodeTypefaces } from '../../src/render/paint/fonts.ts';
import { captionLines } from '../../src/story/captions.ts';
import { namesIn, parseMessage } from '../../src/story/message.ts';
import de from '../../src/story/words/de.json';
import en from '../../src/story/words/en.json';
import { filmWords, written } from '../../src/story/words.ts';

const words = filmWords('a-film', {
  en: {
    title: 'A film',
    runs: '{runs, plural, =1 {one run} other {# runs}}',
    place: '{n, selectordinal, one {#st} two {#nd} few {#rd} other {#th}}',
    rate: 'rate {x, fixed, 2}, {share, percent}, {n, spelled, capital} of {big, whole}',
    kind: 'It {kind, select, up {climbs} other {falls}}.',
    inside: 'Then: {said}, {said, capital}.',
    names: ['{first} wins; {last} comes last.', '{first} wins.'],
    quote: 'it’s ‘{x}’',
  },
  de: {
    title: 'Ein Film',
    rate: 'Rate {x, fixed, 2}, {share, percent}, {n, spelled, capital} von {big, whole}',
  },
});
const { say, word } = words;

describe('words', () => {
  it('follow plurals, ordinals and choices', () => {
    const runs = [1, 0, 2].map((n) => word(say('runs', { runs: n }), 'en'));
    expect(runs).toEqual(['one run', '0 runs', '2 runs']);
    expect([1, -1, -2].map((n) => word(say('steps', { n }), 'en'))).toEqual([
      '1 step',
      '−1 step',
      '−2 steps',
    ]);
    expect([1, 2, 3, 4, 11, 21].map((n) => word(say('place', { n }), 'en'))).toEqual([
      '1st',
      '2nd',
      '3rd',
      '4th',
      '11th',
      '21st',
    ]);
    expect(word(say('kind', { kind: 'up' }), 'en')).toBe('It climbs.');
    expect(word(say('kind', { kind: null }), 'en')).toBe('It falls.');
  });

  it('format numbers for their language', () => {
    const message = say('rate', { x: 0.456, share: 0.125, n: 3, big: 12000 });
    expect(word(message, 'en')).toBe('rate 0.46, 12.5%, Three of 12,000');
    expect(word(message, 'de')).toBe('Rate 0,46, 12,5\u00a0%, Drei von 12000');
  });

  it('can be nested', () => {
    expect(word(say('inside', { said: say('runs', { runs: 2 }) }), 'en')).toBe('Then: 2 runs, 2 runs.');
    expect(word(say('inside', { said: say('kind', { kind: 'up' }) }), 'en')).toContain('It climbs.');
  });

  it('are the shorter ones if the longer do not fit a caption', () => {
    expect(word(say('names', { first: 'Adam', last: 'SGD' }), 'en')).toBe('Adam wins; SGD comes last.');
    const long = 'A'.repeat(24);
    expect(word(say('names', { first: long, last: 'B'.repeat(24) }), 'en')).toBe(`${long} wins.`);
  });

  it('fall back to English if a language lacks them, and to shared ones if the film does', () => {
    expect(word(say('runs', { runs: 2 }), 'de')).toBe('2 runs');
    expect(word(say('stepOf', { step: 3, steps: 9 }), 'de')).toBe('Schritt 3 / 9');
    expect(filmWords('b', { en: { title: 'B' } }).languages).toEqual(['en']);
  });

  it('with a missing value, key or style are named with their film', () => {
    expect(() => say('runs')).toThrow('a-film: "runs" needs a value for {runs}');
    expect(() => say('kind', { other: 1 })).toThrow('needs a value for {kind}');
    expect(() => word({ key: 'nothing', values: {} }, 'de')).toThrow('a-film: no words for "nothing"');
    const odd = filmWords('odd', { en: { title: '{x, sparkling}' } });
    expect(() => odd.word(odd.say('title', { x: 1 }), 'en')).toThrow(/odd: .*"title".* no style "sparkling"/);
    expect(() => filmWords('bad', { en: { title: '{x, plural, one {a}' } })).toThrow(/bad \(en\): .*"title"/);
  });
});

describe('decimal marks', () => {
  it('are those of the language, in numbers, formulas and sentences', () => {
    const formula = 'From 0.46 to 2.5 × 10⁻⁶ at step 3. L = (1.5 − x)²';
    expect(written(formula, 'en')).toBe(formula);
    expect(written(formula, 'de')).toBe('From 0,46 to 2,5 × 10⁻⁶ at step 3. L = (1,5 − x)²');
  });

  it('are equally wide, so that text measured with a point has space for a comma', () => {
    for (const typeface of Object.values(nodeTypefaces())) {
      expect(typeface.line('0,4').advance).toBe(typeface.line('0.4').advance);
    }
  });
});

describe('captions', () => {
  it('are broken as evenly as possible', () => {
    expect(captionLines('one two three four', 42)).toEqual(['one two three four']);
    expect(captionLines('one two three four', 12)).toEqual(['one two', 'three four']);
  });

  it('that need three lines are refused', () => {
    expect(() => captionLines('a caption that is far too long for that', 12)).toThrow(/two lines of 12/);
  });
});

/** The names of the values that a text needs. */
const valuesOf = (text: unknown): readonly string[] =>
  [text]
    .flat()
    .flatMap((each) => namesIn(parseMessage(String(each))))
    .sort();

describe('shared words', () => {
  it('have the same keys and values in every language', () => {
    expect(Object.keys(de)).toEqual(Object.keys(en));
    for (const [key, text] of Object.entries(en)) expect(valuesOf(Object(de)[key])).toEqual(valuesOf(text));
  });
});
