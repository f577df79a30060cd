import { describe, expect, it } from 'vitest';
import { axesOf } from '../../src/logs/drawn/axes.ts';

type Line = readonly (readonly [step: number, value: number])[];
const line = (count: number, value: (k: number) => number, first = 0): Line =>
  Array.from({ length: count }, (_, k) => [first + k, value(k)]);
const axes = (points: Line) => axesOf([points], [points[0]?.[0] ?? 0, points.at(-1)?.[0] ?? 0]);

describe('the axes of a log', () => {
  it('are linear for values of one magnitude, from zero where that is near', () => {
    const { logValues, logSteps, values, steps } = axes(line(20, (k) => 2 - k / 10));
    expect([logValues, logSteps, steps, values[0]]).toEqual([false, false, [0, 19], 0]);
    expect(values[1]).toBeGreaterThan(2);
  });

  it('leave zero out where it is far, and never end at a value', () => {
    const { values } = axes(line(20, (k) => 9 + k / 100));
    expect(values[0]).toBeGreaterThan(8.9);
    expect(values[0]).toBeLessThan(9);
    expect(values[1]).toBeGreaterThan(9.19);
  });

  it('are logarithmic from a ratio of 50 on, if all values are positive', () => {
    expect(axes(line(10, (k) => (k === 0 ? 50 : 1))).logValues).toBe(true);
    expect(axes(line(10, (k) => (k === 0 ? 49 : 1))).logValues).toBe(false);
    expect(axes(line(10, (k) => (k === 0 ? 50 : k === 1 ? 0 : 1))).logValues).toBe(false);
  });

  it('have steps on a logarithmic axis where the first few of very many do most of the way', () => {
    expect(axes(line(1000, (k) => 1 / (k + 1), 1)).logSteps).toBe(true);
    expect(axes(line(1000, (k) => 1 - k / 1000, 1)).logSteps).toBe(false);
    expect(axes(line(1000, (k) => 1 / (k + 1), 0)).logSteps).toBe(false);
  });

  it('do not follow a single value far outside of all others', () => {
    const { values } = axes(line(200, (k) => (k === 100 ? -1e6 : 1 + (k % 10) / 10)));
    expect(values[0]).toBeGreaterThan(-100);
  });

  it('have a length where all values are equal, and are finite for the largest numbers there are', () => {
    for (const value of [0, 3, -3, 1e308]) {
      const { values } = axes(line(5, () => value));
      expect(values.every(Number.isFinite)).toBe(true);
      expect(values[1]).toBeGreaterThan(values[0]);
    }
  });
});
