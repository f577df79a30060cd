import { expect, it } from 'vitest';
import { z } from 'zod';
import { real, whole, wholes } from '../../src/film/ranges.ts';

const params = z.strictObject({
  steps: whole(1, 9, 5, 'steps'),
  rate: real(0, 1, 0.5, 'rate'),
  sizes: wholes([1, 4], [1, 2], [3], 'sizes'),
});

it('params with ranges have their defaults, refuse what is outside, and say what they are', () => {
  expect(params.parse({})).toEqual({ steps: 5, rate: 0.5, sizes: [3] });
  for (const wrong of [
    { steps: 0 },
    { steps: 1.5 },
    { rate: 1.1 },
    { sizes: [] },
    { sizes: [1, 2, 3] },
    { sizes: [5] },
  ])
    expect(params.safeParse(wrong).success).toBe(false);
  expect(z.toJSONSchema(params).properties).toMatchObject({
    steps: { minimum: 1, maximum: 9, default: 5, description: 'steps' },
    sizes: { minItems: 1, maxItems: 2, description: 'sizes' },
  });
});
