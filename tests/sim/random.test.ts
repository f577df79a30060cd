import { describe, expect, it } from 'vitest';
import { random } from '../../src/sim/random.ts';

const draw = (stream: () => number, count: number): readonly number[] =>
  Array.from({ length: count }, stream);

describe('a random stream', () => {
  it('is determined by its seed, label and step', () => {
    const reference = draw(random('1', 'weights', 3), 5);
    expect(draw(random('1', 'weights', 3), 5)).toEqual(reference);
    for (const other of [random('2', 'weights', 3), random('1', 'data', 3), random('1', 'weights', 4)]) {
      expect(draw(other, 5)).not.toEqual(reference);
    }
  });

  it('differs for another split of the same letters', () => {
    expect(draw(random('a', 'b1', 2), 3)).not.toEqual(draw(random('ab', '1', 2), 3));
    expect(draw(random('1', '1', 11), 3)).not.toEqual(draw(random('1', '11', 1), 3));
  });

  it('is uniform (chi-square over 20 bins, 99.9 % bound 43.8)', () => {
    const bins = new Array<number>(20).fill(0);
    for (const value of draw(random('1', 'uniform'), 20_000)) {
      expect(value >= 0 && value < 1).toBe(true);
      const bin = Math.floor(value * 20);
      bins[bin] = (bins[bin] ?? 0) + 1;
    }
    expect(bins.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0)).toBeLessThan(43.8);
  });

  it('leaves Math.random alone', () => {
    const before = Math.random;
    draw(random('1', 'x'), 10);
    expect(Math.random).toBe(before);
  });
});
