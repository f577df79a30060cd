import { describe, expect, it } from 'vitest';
import { FRONT, orbiting, type Spot } from '../../src/scene/orbit.ts';

const close = (seen: Spot, expected: Spot) =>
  expected.forEach((value, axis) => {
    expect(seen[axis]).toBeCloseTo(value, 12);
  });
const spots: readonly Spot[] = [
  [1, 0, 0],
  [0.3, -2, 0.7],
  [-1.5, 0.2, 4],
];

describe('a camera in orbit', () => {
  it('from the front leaves everything where it is', () => {
    for (const spot of spots) expect(orbiting(FRONT)(spot)).toEqual(spot);
  });

  it('turns the front to the right, and after two half turns is back', () => {
    close(orbiting({ ...FRONT, turn: 0.5 })([0, 2, 1]), [1, 2, 0]);
    for (const spot of spots) close(orbiting({ ...FRONT, turn: 2 })(spot), spot);
  });

  it('tilts the top towards the viewer', () => {
    close(orbiting({ ...FRONT, tilt: 0.5 })([3, 1, 0]), [3, 0, 1]);
  });

  it('keeps distances from the origin as long as its view is parallel', () => {
    const length = (spot: Spot) => spot.reduce((sum, value) => sum + value * value, 0);
    for (const spot of spots) {
      const seen = orbiting({ turn: 0.37, tilt: -0.21, nearness: 0 })(spot);
      expect(length(seen)).toBeCloseTo(length(spot), 12);
    }
  });

  it('in perspective shows larger what is nearer, and the plane of the origin as it is', () => {
    const seen = orbiting({ ...FRONT, nearness: 0.1 });
    expect(seen([1, 1, 5])).toEqual([2, 2, 5]);
    expect(seen([1, 1, 0])).toEqual([1, 1, 0]);
    expect(seen([1, 1, -10])).toEqual([0.5, 0.5, -10]);
  });
});
