import { expect, it } from 'vitest';
import { mixColour, ramp } from '../../src/scene/ramp.ts';

it('colours mix channel by channel', () => {
  expect(mixColour('#000000', '#ff8040', 0.5)).toBe('#804020');
  expect(mixColour('#102030', '#ffffff', 0)).toBe('#102030');
});

it('a ramp passes through its colours and clamps outside values', () => {
  const colour = ramp(['#000000', '#ff0000', '#ffffff']);
  expect([-1, 0, 0.25, 0.5, 0.75, 1, 7].map(colour)).toEqual([
    '#000000',
    '#000000',
    '#800000',
    '#ff0000',
    '#ff8080',
    '#ffffff',
    '#ffffff',
  ]);
});
