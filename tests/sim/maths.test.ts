import { describe, expect, it } from 'vitest';
import { clamp, exp, integerPower, lerp, ln, log10, powerOfTen } from '../../src/sim/maths.ts';

const samples = Array.from({ length: 400 }, (_, i) => 10 ** (-8 + i / 25));

describe('the transcendental functions', () => {
  it('agree with the engine to a few units in the last place', () => {
    for (const x of samples) {
      expect(Math.abs(ln(x) - Math.log(x))).toBeLessThanOrEqual(
        4 * Number.EPSILON * Math.max(1, Math.abs(Math.log(x))),
      );
      const y = ln(x);
      expect(Math.abs(exp(y) / x - 1)).toBeLessThan(1e-14);
    }
  });

  it('are exact at special values', () => {
    expect([exp(0), ln(1), log10(1), exp(Number.NEGATIVE_INFINITY)]).toEqual([1, 0, 0, 0]);
    expect(ln(0)).toBe(Number.NEGATIVE_INFINITY);
    expect(log10(1000)).toBeCloseTo(3, 14);
  });

  it('give exactly these doubles everywhere', () => {
    expect([exp(0.7), exp(-2.5), ln(3), ln(0.001)]).toEqual([
      2.0137527074704766, 0.0820849986238988, 1.0986122886681096, -6.907755278982137,
    ]);
  });
});

describe('plain arithmetic', () => {
  it('computes integer powers by multiplication', () => {
    let product = 1;
    for (let n = 0; n < 12; n += 1) {
      expect(integerPower(0.9, n)).toBe(product);
      product *= 0.9;
    }
    expect([powerOfTen(-3), powerOfTen(0), powerOfTen(5)]).toEqual([0.001, 1, 100000]);
  });

  it('clamps and interpolates', () => {
    expect([clamp(-1, 0, 2), clamp(1, 0, 2), clamp(3, 0, 2)]).toEqual([0, 1, 2]);
    expect([lerp(2, 4, 0), lerp(2, 4, 0.5), lerp(2, 4, 1)]).toEqual([2, 3, 4]);
  });
});
