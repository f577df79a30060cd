import { describe, expect, it } from 'vitest';
import { straying, swelling } from '../../audio/swelling.ts';

describe('a swelling voice', () => {
  it('sings one song for each stretch of a level, end to end, and none where it is silent', () => {
    const songs = swelling(
      { start: 10, end: 40 },
      (frame) => (frame < 20 ? 0 : frame < 30 ? 0.5 : 1),
      () => 220,
    );
    expect(songs.map(({ from, to, gain }) => [from, to, gain])).toEqual([
      [20, 30, 0.5],
      [30, 40, 1],
    ]);
  });
});

describe('what strays', () => {
  it('goes straight from place to place, between −1 and 1, as fast at every frame rate', () => {
    const numbers = (): (() => number) => {
      let k = 0;
      return () => [0, 1, 0.5][k++ % 3] ?? 0;
    };
    const at30 = straying(numbers(), 10, 30);
    expect([0, 3, 6].map(at30)).toEqual([-1, 1, 0]);
    expect(at30(1)).toBeCloseTo(-1 + 2 / 3, 12);
    expect(straying(numbers(), 10, 60)(6)).toBe(at30(3));
  });
});
