import { describe, expect, it } from 'vitest';
import { leastSimilarity, sampleFrames } from '../../../src/series/verify/pictures.ts';

describe('the sample of a film', () => {
  it('holds the first frame of each segment, the last of all, and twelve spread evenly', () => {
    const sample = sampleFrames(1774, 30, { first: 0, last: 1773 });
    for (let first = 0; first < 1774; first += 75) expect(sample).toContain(first);
    expect(sample.at(-1)).toBe(1773);
    expect(sample.length).toBeGreaterThanOrEqual(24 + 12);
    for (let i = 1; i < sample.length; i += 1) expect(sample[i]).toBeGreaterThan(sample[i - 1] ?? 0);
  });

  it('of a short piece is the piece', () => {
    expect(sampleFrames(1774, 30, { first: 70, last: 79 })).toEqual([70, 71, 72, 73, 74, 75, 76, 77, 78, 79]);
    expect(sampleFrames(1, 24, { first: 0, last: 0 })).toEqual([0]);
  });
});

it('a fine encoding has to be as like as promised, a coarser or a very small one less', () => {
  expect(leastSimilarity(18, 1080).mean).toBe(0.98);
  expect(leastSimilarity(0, 1080)).toEqual(leastSimilarity(18, 1080));
  expect(leastSimilarity(18, 108).mean).toBe(0.96);
  expect(leastSimilarity(51, 1080).mean).toBeGreaterThan(0.6);
  expect(leastSimilarity(40, 1080).block).toBeLessThan(leastSimilarity(30, 1080).block);
});
