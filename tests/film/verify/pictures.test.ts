import { describe, expect, it } from 'vitest';
import { minSimilarity, sampleFrames } from '../../../src/film/verify/pictures.ts';

describe('the sample of a film', () => {
  it('contains the first frame of each segment, the very last, and twelve evenly spaced', () => {
    const sample = sampleFrames(1774, 30, { start: 0, end: 1774 });
    for (let first = 0; first < 1774; first += 75) expect(sample).toContain(first);
    expect(sample.at(-1)).toBe(1773);
    expect(sample.length).toBeGreaterThanOrEqual(24 + 12);
    for (let i = 1; i < sample.length; i += 1) expect(sample[i]).toBeGreaterThan(sample[i - 1] ?? 0);
  });

  it('of a short excerpt is all of it', () => {
    expect(sampleFrames(1774, 30, { start: 70, end: 80 })).toEqual([70, 71, 72, 73, 74, 75, 76, 77, 78, 79]);
    expect(sampleFrames(1, 24, { start: 0, end: 1 })).toEqual([0]);
  });
});

it('a fine encoding has to be as similar as promised, a coarser or a very small one less so', () => {
  expect(minSimilarity(18, 1080).mean).toBe(0.98);
  expect(minSimilarity(0, 1080)).toEqual(minSimilarity(18, 1080));
  expect(minSimilarity(18, 108).mean).toBe(0.96);
  expect(minSimilarity(51, 1080).mean).toBeGreaterThan(0.6);
  expect(minSimilarity(40, 1080).block).toBeLessThan(minSimilarity(30, 1080).block);
});
