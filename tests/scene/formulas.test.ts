import { describe, expect, it } from 'vitest';
import { doubleWellFormula, SURFACE_FORMULAS, UPDATE_RULES } from '../../src/scene/formulas.ts';
import { doubleWellValue } from '../../src/sim/objectives/double-well.ts';
import { SURFACES, type SurfaceName } from '../../src/sim/objectives/surfaces.ts';

/** The value of a formula in plain characters, at a place. */
function evaluated(words: string, x: number, y = 0): number {
  const script = (words.split('=').slice(1).join('=') ?? '')
    .replaceAll('½', '0.5')
    .replaceAll('¼', '0.25')
    .replaceAll('−', '-')
    .replace(/([xy)])([²³⁴])/g, (_, base: string, sign: string) => `${base}**${'²³⁴'.indexOf(sign) + 2}`)
    .replace(/([\d)xy]) (?=[\d(xy])/g, '$1*');
  return new Function('x', 'y', `return ${script}`)(x, y) as number;
}

describe('a formula says what is computed', () => {
  it.each(Object.keys(SURFACES) as SurfaceName[])('of %s', (name) => {
    for (const [x, y] of [
      [0.3, -0.7],
      [-1.2, 2],
      [3, 0.5],
    ] as const)
      expect(evaluated(SURFACE_FORMULAS[name].words, x, y)).toBeCloseTo(SURFACES[name].value([x, y]), 9);
  });

  it.each([
    [0.4, 0.22],
    [2, -1.5],
    [1, 0],
  ])('of the double well with a = %d, b = %d', (a, b) => {
    const { of, numbers } = doubleWellFormula({ a, b });
    const words = of.words.replace(/\{(.)\}/g, (_, slot: string) => numbers[slot as 'a'] ?? '?');
    for (const x of [-1.3, 0.2, 2]) expect(evaluated(words, x)).toBeCloseTo(doubleWellValue({ a, b }, x), 9);
  });

  it('of each rule, whose last line changes x', () => {
    for (const lines of Object.values(UPDATE_RULES)) expect(lines?.at(-1)?.words).toMatch(/^x ← x − /);
  });
});
