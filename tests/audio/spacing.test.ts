import { expect, it } from 'vitest';
import { evenly, thinned } from '../../audio/spacing.ts';

it('times spread evenly begin with the first and end with the last, in whole frames', () => {
  expect(evenly(10, 20, 5)).toEqual([10, 13, 15, 18, 20]);
  expect([evenly(10, 20, 1), evenly(10, 20, 0)]).toEqual([[10], []]);
});

it('times that are thinned are a sixth of a second apart at least, or as much as is asked, whatever has no end in binary', () => {
  const every = [0, 2, 4, 5, 9, 10, 20];
  expect(thinned(every, 30)).toEqual([0, 5, 10, 20]);
  expect(thinned(every, 30, 0.3)).toEqual([0, 9, 20]);
  expect(thinned([0.1, 0.1 + 1 / 6], 1)).toHaveLength(2);
});
