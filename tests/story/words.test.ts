import { describe, expect, it } from 'vitest';
import { nodeTypefaces } from '../../src/render/fonts.ts';
import { captionLines, captionSeconds, fullOrShort } from '../../src/story/captions.ts';
import { fixed, plain, written } from '../../src/story/numbers.ts';

describe('numbers', () => {
  it('have the minus of print and no negative zero', () => {
    expect([fixed(-1.55, 4), fixed(-0.00001, 3), fixed(0.12345, 2)]).toEqual(['−1.5500', '0.000', '0.12']);
  });

  it('that are large have a power of ten', () => {
    expect([fixed(2.3e184, 4), fixed(-123456, 1), fixed(99999, 1)]).toEqual([
      '2.3 × 10¹⁸⁴',
      '−1.2 × 10⁵',
      '99999.0',
    ]);
  });

  it('are written as short as they are', () => {
    expect([plain(0.46), plain(1), plain(-2.5), plain(1e-6), plain(0)]).toEqual([
      '0.46',
      '1',
      '−2.5',
      '10⁻⁶',
      '0',
    ]);
  });
});

describe('decimal marks', () => {
  it('are those of the language, in numbers, formulas and sentences', () => {
    const words = 'From 0.46 to 2.5 × 10⁻⁶ at step 3. L = (1.5 − x)²';
    expect(written(words, 'en')).toBe(words);
    expect(written(words, 'de')).toBe('From 0,46 to 2,5 × 10⁻⁶ at step 3. L = (1,5 − x)²');
  });

  it('are equally wide, so that what was measured with a point has room for a comma', () => {
    for (const typeface of Object.values(nodeTypefaces())) {
      expect(typeface.line('0,4').advance).toBe(typeface.line('0.4').advance);
    }
  });
});

describe('captions', () => {
  it('are broken as evenly as can be', () => {
    expect(captionLines('one two three four', 42)).toEqual(['one two three four']);
    expect(captionLines('one two three four', 12)).toEqual(['one two', 'three four']);
  });

  it('that need three lines are refused', () => {
    expect(() => captionLines('a caption that is far too long for that', 12)).toThrow(
      /does not fit two lines of 12/,
    );
  });

  it('with names too long for two narrow lines have a shorter wording', () => {
    expect(fullOrShort('Adam wins; SGD comes last.', 'Adam wins.')).toBe('Adam wins; SGD comes last.');
    expect(fullOrShort(`${'A'.repeat(28)} wins; ${'S'.repeat(28)} comes last.`, 'short')).toBe('short');
  });

  it('stay long enough to be read, and not for ever', () => {
    const seconds = (words: string) => captionSeconds({ key: 'x', values: {} }, () => words);
    expect(seconds('Hi.')).toBeGreaterThanOrEqual(5 / 6);
    expect(40 / seconds('x'.repeat(40))).toBeLessThanOrEqual(17);
    expect(seconds('x'.repeat(400))).toBe(7);
  });
});
