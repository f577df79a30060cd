import { describe, expect, it } from 'vitest';
import { insteadOf, nearest } from '../../src/film/nearest.ts';

describe('the name that was meant', () => {
  const params = ['learningRates', 'steps', 'weightDecay', 'start', 'a', 'b'];
  it.each([
    ['learningRate', 'learningRates'],
    ['learning_rates', 'learningRates'],
    ['stpes', 'steps'],
    ['weight-decay', 'weightDecay'],
    ['learn', 'learningRates'],
    ['Start', 'start'],
  ])('of %s is %s', (given, meant) => {
    expect(nearest(given, params)).toBe(meant);
  });

  it.each([
    ['--pace', ['--cache', '--prune', '--clear']],
    ['c', ['a', 'b']],
    ['xyz', ['optimizer-race']],
    ['theme', ['scale', 'seed']],
  ])('of %s is none of %j', (given, known) => {
    expect(nearest(given, known)).toBeUndefined();
  });

  it('is the nearest of several', () => {
    expect(nearest('--frams', ['--format', '--frames', '--frame'])).toBe('--frames');
  });
});

describe('what to say of an unknown name', () => {
  it('is what was meant, or else what there is', () => {
    expect(insteadOf('stpes', ['steps', 'start'])).toBe("did you mean 'steps'?");
    expect(insteadOf('x', ['steps', 'start'])).toBe('there are steps, start');
    expect(insteadOf('x', ['steps'])).toBe('there is steps');
    expect(insteadOf('x', [])).toBe('there is none');
  });
});
