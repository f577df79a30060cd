import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { create, type Font } from 'fontkit';
import { describe, expect, it } from 'vitest';
import { pathBounds } from '../../src/render/paint/display-list.ts';
import { nodeTypefaces } from '../../src/render/paint/fonts.ts';
import { FONT_FILES } from '../../src/scene/type/font-files.ts';
import { fitted, measure, UNITS_PER_EM, wrap } from '../../src/scene/type/typeface.ts';

const { regular, semibold } = nodeTypefaces();

describe.each([
  ['regular', regular],
  ['semibold', semibold],
] as const)('%s type', (name, face) => {
  it('gives every digit one width and never kerns them, so that points are not swallowed', () => {
    const widths = [...'0123456789'].map((digit) => face.line(`0.${digit}278`).advance);
    expect(new Set(widths).size).toBe(1);
    expect(face.line('0.1').advance).toBe(
      face.line('0').advance + face.line('.').advance + face.line('1').advance,
    );
  });

  it('kerns letters', () => {
    expect(face.line('AV').advance).toBeLessThan(face.line('A').advance + face.line('V').advance);
  });

  it('draws what it measures', () => {
    const { d, advance } = face.line('Hamburg');
    const box = pathBounds(d);
    expect(box?.left).toBeGreaterThanOrEqual(0);
    expect(box?.right).toBeLessThanOrEqual(advance);
    // Capitals stand on the baseline and reach up by the cap height.
    expect(pathBounds(face.line('H').d)?.bottom).toBe(0);
    expect(-(pathBounds(face.line('H').d)?.top ?? 0) / UNITS_PER_EM).toBeCloseTo(face.capHeight, 2);
  });

  it('is as a shaper with all of the font’s rules has it, which are left out where they change nothing', () => {
    const file = FONT_FILES[name][0] ?? '';
    const font = create(readFileSync(createRequire(import.meta.url).resolve(file))) as Font;
    const units = UNITS_PER_EM / font.unitsPerEm;
    const width = (text: string): number => Math.round(font.layout(text).advanceWidth * units);
    const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyzÄÖÜäöüßéè ,.'];
    const signs = [...'+−=×·%()[]/:;!?’“”„–—…<>|°§'];
    for (const sign of [...letters, ...signs])
      expect(`${sign} ${face.line(sign).advance}`).toBe(`${sign} ${width(sign)}`);
    for (const left of letters)
      for (const right of letters) {
        const pair = left + right;
        // Each of the advances is rounded by itself.
        expect(Math.abs(face.line(pair).advance - width(pair)), pair).toBeLessThanOrEqual(1);
      }
  });

  it('kerns each pair of letters alike in every word', () => {
    const letters = [...'abcdefghijklmnopqrstuvwxyzäöüéèàßTVAWYPFLKRX'];
    const kern = (pair: string): number =>
      face.line(pair).advance - [...pair].reduce((sum, letter) => sum + face.line(letter).advance, 0);
    for (let first = 0; first < letters.length; first += 1) {
      const word = letters.map((_, i) => letters[(i * first + i + first) % letters.length]).join('');
      const pairs = [...word].slice(1).map((right, i) => `${word[i]}${right}`);
      expect(face.line(word).advance, word).toBe(
        [...word].reduce((sum, letter) => sum + face.line(letter).advance, 0) +
          pairs.reduce((sum, pair) => sum + kern(pair), 0),
      );
    }
  });

  it('has raised digits and the signs of formulas', () => {
    for (const sign of '⁰¹²³⁴⁵⁶⁷⁸⁹⁻←−·×″≤…') {
      expect(face.line(sign).d.length).toBeGreaterThan(0);
    }
    expect(pathBounds(face.line('²').d)?.bottom).toBeLessThan(0);
  });

  it('names a character missing from all fonts', () => {
    expect(() => face.line('漢')).toThrow('no font has the character "漢"');
  });
});

describe('words', () => {
  const text =
    'On a line, short steps cannot get past a dip. With millions of parameters, most flat spots are saddles.';

  it.each([300, 500, 900, 4000])('are wrapped within %d units, in as few lines as possible', (width) => {
    const lines = wrap(regular, text, 40, width);
    expect(lines.join(' ')).toBe(text);
    for (const line of lines) expect(measure(regular, line, 40)).toBeLessThanOrEqual(width);
    expect(lines.length).toBeLessThanOrEqual(Math.ceil((1.3 * measure(regular, text, 40)) / width));
  });

  it('are set smaller if they do not fit, and never larger', () => {
    expect(fitted(regular, 'wide words', 40, 100)).toBeLessThan(40);
    expect(measure(regular, 'wide words', fitted(regular, 'wide words', 40, 100))).toBeCloseTo(100, 6);
    expect(fitted(regular, 'wide words', 40, 1000)).toBe(40);
  });
});
