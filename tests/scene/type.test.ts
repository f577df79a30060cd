import { describe, expect, it } from 'vitest';
import { pathBounds } from '../../src/render/paint/display-list.ts';
import { nodeTypefaces } from '../../src/render/paint/fonts.ts';
import { fitted, measure, UNITS_PER_EM, wrap } from '../../src/scene/type/typeface.ts';

const { regular, semibold } = nodeTypefaces();

describe.each([
  ['regular', regular],
  ['semibold', semibold],
])('%s type', (_name, face) => {
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

  it('has superscript digits and mathematical symbols', () => {
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
