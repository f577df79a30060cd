import { describe, expect, it } from 'vitest';
import { bestCandidate, labelledPoints, pointSet } from '../../src/sim/data/labelled-points.ts';
import { courseOf, overfits, worsens } from '../../src/sim/learning-curve.ts';
import { architecture, type Network } from '../../src/sim/network/network.ts';
import { agreement, decisionMaps, marksOf } from '../../src/sim/network/two-classes.ts';
import { random } from '../../src/sim/random.ts';

/** Class 1 right of the vertical through 0. */
const right = (x: number): 0 | 1 => (x > 0 ? 1 : 0);
/** A network without hidden layers whose logit is 3x. */
const straight: Network = { ...architecture([2, 1], 'tanh'), parameters: Float64Array.of(3, 0, 0) };

describe('labelled points', () => {
  const points = labelledPoints(right, 50, 0.1, '1', 'some');

  it('have exactly the rounded share of wrong labels, and are right otherwise', () => {
    expect(points.filter(({ flipped }) => flipped)).toHaveLength(5);
    for (const { x, label, flipped } of points) expect(label === right(x)).toBe(!flipped);
  });

  it('begin a larger set, and differ by seed and label', () => {
    expect(labelledPoints(right, 50, 0.1, '1', 'some', 3).slice(0, 50)).toEqual(points);
    expect(labelledPoints(right, 50, 0.1, '2', 'some')).not.toEqual(points);
    expect(labelledPoints(right, 50, 0.1, '1', 'other')).not.toEqual(points);
  });

  it('are farther apart than independent ones', () => {
    const nearest = (spots: readonly (readonly [number, number])[]): number =>
      Math.min(...spots.flatMap(([x, y], i) => spots.slice(i + 1).map(([a, b]) => Math.hypot(x - a, y - b))));
    const next = random('1', 'scattered');
    const spots: (readonly [number, number])[] = [];
    while (spots.length < 100) spots.push(bestCandidate(spots, next));
    const free = Array.from({ length: 100 }, () => [2 * next() - 1, 2 * next() - 1] as const);
    expect(nearest(spots)).toBeGreaterThan(3 * nearest(free));
    for (const spot of spots.flat()) expect(Math.abs(spot)).toBeLessThanOrEqual(1);
  });
});

describe('a network of two classes', () => {
  it('is mapped from the lower left, row by row, in hundredths of its logits', () => {
    const [map = []] = decisionMaps([straight], 3, 2);
    expect(map).toEqual([-600, 0, 600, -600, 0, 600, -600, 0, 600]);
  });

  it('is marked by its cross-entropy and by the points that it calls otherwise', () => {
    const points = [0.5, 1, -1].map((x) => ({ x, y: 0, label: 1 as const, flipped: false }));
    const { loss, errors } = marksOf(straight, pointSet(points));
    const expected = [1.5, 3, -3].reduce((sum, logit) => sum + Math.log(1 + Math.exp(-logit)), 0) / 3;
    expect(loss).toBeCloseTo(expected, 12);
    expect(errors).toBe(1);
    expect(agreement([straight, straight], points)).toEqual([
      [true, true, false],
      [true, true, false],
    ]);
  });
});

describe('a course', () => {
  const course = courseOf([0.7, 0.5, 0.3, 0.1], [0.7, 0.6, 0.55, 0.8]);

  it('has its best epoch where the validation loss is lowest, and the gaps there and at the end', () => {
    expect(course.bestEpoch).toBe(2);
    expect(course.gapAtBest).toBeCloseTo(0.25, 12);
    expect(course.finalGap).toBeCloseTo(0.7, 12);
  });

  it('overfits if the validation loss rises while the training loss falls, by more than a hair', () => {
    expect([worsens(course), overfits(course)]).toEqual([true, true]);
    const both = courseOf([0.7, 0.3, 0.5], [0.7, 0.6, 0.8]);
    expect([worsens(both), overfits(both)]).toEqual([true, false]);
    const hardly = courseOf([0.7, 0.3, 0.1], [0.7, 0.6, 0.605]);
    expect([worsens(hardly), overfits(hardly)]).toEqual([false, false]);
  });
});
