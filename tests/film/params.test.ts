import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { CATALOGUE } from '../../compositions/catalogue.ts';
import { learningRateTrio } from '../../compositions/learning-rate-trio/index.ts';
import type { Film } from '../../src/film/film.ts';
import { findFilm } from '../../src/film/find-film.ts';
import { paramRows } from '../../src/film/param-rows.ts';
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

const params = z.strictObject({
  learningRates: z.array(z.number()).default([0.1]),
  races: z.array(z.strictObject({ steps: z.number() })).default([]),
});
const film = {
  ...learningRateTrio,
  id: 'some-film',
  params,
  renamed: { rates: 'learningRates', 'races[].updates': 'steps' },
} as unknown as Film;

const refusal = (props: unknown): string => {
  try {
    parseParams(film, props);
    return '';
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
};

describe('a param that had another name', () => {
  it('is refused by its old name, and told its new one', () => {
    expect(refusal({ rates: [1] })).toBe("params of some-film: rates: is now called 'learningRates'");
  });

  it('in any entry of a list, and beside a name that never was', () => {
    const says = refusal({ races: [{ steps: 1 }, { steps: 1, updates: 3, speed: 4 }] });
    expect(says).toContain("races[1].updates: is now called 'steps'");
    expect(says).toContain('races[1]: Unrecognized key: "speed"');
    expect(says).not.toContain('"updates"');
  });

  it('is one that the film no longer has, and its new name one that it has', () => {
    for (const { renamed = {}, params: schema } of CATALOGUE) {
      const paths = paramRows(schema).map(({ path }) => path);
      for (const [old, name] of Object.entries(renamed)) {
        expect(paths).not.toContain(old);
        expect(paths).toContain([...old.split('.').slice(0, -1), name].join('.'));
      }
    }
  });
});

describe('params', () => {
  it('that are a film’s provenance are told where in it the params are', () => {
    expect(refusal({ schemaVersion: 2, lossreel: '0.1.0', film: 'some-film', params: {} })).toBe(
      'params of some-film: these are not params but the provenance of a film, made with lossreel 0.1.0: ' +
        "its params are its field 'params'",
    );
  });
});
