import { describe, expect, it } from 'vitest';
import { seenAt, shotBetween, wholeShot } from '../../src/scene/camera.ts';

const picture = { x: 100, y: 50, width: 800, height: 400 };
const whole = wholeShot(picture);
const near = { at: [300, 200], zoom: 4 } as const;

describe('a shot', () => {
  it('of a whole rectangle shows everything where it is', () => {
    expect(seenAt(whole, picture, [123, 77])).toEqual([123, 77]);
  });

  it('shows its place in the middle of the picture, and all else farther from it by its zoom', () => {
    expect(seenAt(near, picture, [300, 200])).toEqual([500, 250]);
    expect(seenAt(near, picture, [310, 190])).toEqual([540, 210]);
  });
});

describe('a shot between two', () => {
  const times = [0, 0.2, 0.5, 0.9, 1];

  it('begins with the one and ends with the other', () => {
    expect(shotBetween(whole, near, 0)).toEqual(whole);
    expect(shotBetween(whole, near, 1).at[0]).toBeCloseTo(300, 9);
    expect(shotBetween(whole, near, 1).zoom).toBeCloseTo(4, 9);
  });

  it('zooms by the same factor in equal times', () => {
    const zooms = [0, 0.25, 0.5, 0.75, 1].map((t) => shotBetween(whole, near, t).zoom);
    for (const [i, zoom] of zooms.slice(1).entries())
      expect(zoom / (zooms[i] ?? 0)).toBeCloseTo(4 ** 0.25, 9);
  });

  it('keeps the place that both show at the same spot where it is', () => {
    // 500 + 4 (x − 300) = x, and 250 + 4 (y − 200) = y
    const still = [700 / 3, 550 / 3] as const;
    for (const t of times) {
      const [x, y] = seenAt(shotBetween(whole, near, t), picture, still);
      expect(x).toBeCloseTo(still[0], 9);
      expect(y).toBeCloseTo(still[1], 9);
    }
  });

  it('moves evenly if the zoom stays', () => {
    const aside = { at: [700, 250], zoom: 1 } as const;
    expect(shotBetween(whole, aside, 0.25).at).toEqual([550, 250]);
  });
});
