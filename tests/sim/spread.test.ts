import { describe, expect, it } from 'vitest';
import { spreadOf, typicalRun } from '../../src/sim/spread.ts';

describe('the spread of runs', () => {
  it('is the mean and the sample standard deviation, step by step', () => {
    const { mean, deviation } = spreadOf([
      [1, 10],
      [2, 10],
      [6, 13],
    ]);
    expect(mean).toEqual([3, 11]);
    expect(deviation).toEqual([Math.sqrt(7), Math.sqrt(3)]);
  });

  it('is zero for a single run', () => {
    expect(spreadOf([[0.5, 0.25]])).toEqual({ mean: [0.5, 0.25], deviation: [0, 0] });
  });

  it('identifies the run closest to the mean, the first among ties', () => {
    const runs = [
      [0, 4],
      [3, 3],
      [3, 3],
    ];
    expect(typicalRun(runs, spreadOf(runs).mean)).toBe(1);
  });
});
