import { describe, expect, it } from 'vitest';
import { CATALOGUE } from '../../compositions/catalogue.ts';
import { findFilm } from '../../src/film/find-film.ts';
import { parseParams } from '../../src/film/params.ts';

const parsing = (film: string, params: unknown) => () => parseParams(findFilm(CATALOGUE, film), params);
const race = (optimizer: object) => ({
  races: [{ surface: 'ravine', start: [0, 0], steps: 3, optimizers: [optimizer] }],
});

describe('a param that there is not', () => {
  it('is answered with the one that was meant', () => {
    expect(parsing('learning-rate-trio', { learningRate: [0.1] })).toThrow(
      'Unrecognized key: "learningRate"; did you mean \'learningRates\'?',
    );
  });

  it('is answered within its object, with what there is', () => {
    expect(parsing('learning-rate-trio', { objective: { c: 1 } })).toThrow(
      'objective: Unrecognized key: "c"; there are a, b',
    );
  });

  it('is answered for the kind that it is a param of', () => {
    expect(parsing('optimizer-race', race({ kind: 'sgd', momentm: 0.5 }))).toThrow(
      'there are kind, learningRate, weightDecay',
    );
    expect(parsing('optimizer-race', race({ kind: 'momentum', momentm: 0.5 }))).toThrow(
      "did you mean 'momentum'?",
    );
  });

  it('is one of several, each answered by itself', () => {
    expect(parsing('learning-rate-trio', { stpes: 1, strat: 2 })).toThrow(
      'for "stpes" did you mean \'steps\'?; for "strat" did you mean \'start\'?',
    );
  });
});

describe('a value that there is not', () => {
  it('is answered with the one that was meant', () => {
    expect(parsing('overfitting-curves', { data: { truth: 'disk' } })).toThrow(
      /data\.truth: .*did you mean 'disc'\?/,
    );
    expect(parsing('optimizer-race', race({ kind: 'admw' }))).toThrow(/\.kind: .*did you mean 'adamw'\?/);
  });

  it('is not guessed at where none is near', () => {
    expect(parsing('overfitting-curves', { data: { truth: 'cube' } })).not.toThrow(/did you mean/);
  });
});
