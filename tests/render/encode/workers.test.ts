import { expect, it } from 'vitest';
import { freeMemory, workersWithin } from '../../../src/render/encode/workers.ts';

const [HD, GB] = [1920 * 1080, 1e9];

it('there are no more encoders than memory has room for', () => {
  expect(workersWithin(64, HD, 4 * GB)).toBe(14);
  expect(workersWithin(64, 4 * HD, 4 * GB)).toBe(4);
});

it('there are as many as are wanted if it has', () => {
  expect(workersWithin(8, HD, 4 * GB)).toBe(8);
  expect(workersWithin(32, HD / 100, 4 * GB)).toBe(32);
  expect(workersWithin(64, HD, 64 * GB)).toBe(64);
});

it('there is one even if it has room for none', () => {
  expect(workersWithin(64, HD, 0)).toBe(1);
});

it('the memory that is free is that of this machine', () => {
  expect(freeMemory()).toBeGreaterThan(1e6);
  expect(freeMemory()).toBeLessThan(2 ** 50);
});
