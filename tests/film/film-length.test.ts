import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { learningRateTrio } from '../../compositions/learning-rate-trio/index.ts';
import type { Film } from '../../src/film/film.ts';
import { filmLength } from '../../src/film/film-length.ts';
import { keepTrace, traceKey } from '../../src/film/trace-cache.ts';
import { DEFAULT_LOOK } from '../../src/story/look.ts';

const cache = mkdtempSync(join(tmpdir(), 'length-'));
afterAll(() => rmSync(cache, { recursive: true, force: true }));

const untyped: Film = learningRateTrio;
const params = learningRateTrio.params.parse({});
const trace = learningRateTrio.simulate(params, '1');
const seconds = learningRateTrio.tell(trace, 30, DEFAULT_LOOK).frames / 30;
/** The same film, as if it took long to train. */
const training: Film = {
  ...untyped,
  trains: true,
  simulate: () => {
    throw new Error('it trained');
  },
};

describe('the length of a film', () => {
  it('is exact where nothing has to be trained', () => {
    expect(filmLength(untyped, cache)).toEqual({ seconds, exact: true });
  });

  it('is what the film says of itself where it would have to be trained, or unknown', () => {
    expect(filmLength(training, cache)).toEqual({ seconds: training.typical?.seconds, exact: false });
    const { typical: _, ...silent } = training;
    expect(filmLength(silent, cache)).toEqual({ seconds: null, exact: false });
  });

  it('is exact once it has been trained', () => {
    const subject = { film: training, params, seed: '1', inputs: {} };
    keepTrace(cache, traceKey(subject, cache), trace);
    expect(filmLength(training, cache)).toEqual({ seconds, exact: true });
  });
});
