import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { CATALOGUE } from '../compositions/catalogue.ts';
import type { Film } from '../src/film/film.ts';
import { checkFilm } from '../src/film/laws/check-film.ts';
import { describeFindings } from '../src/film/laws/finding.ts';
import { openFilm } from '../src/film/own/open-film.ts';

const template = join(import.meta.dirname, '..', 'template');

describe('the film that others begin with', () => {
  let film: Film;
  beforeAll(async () => {
    film = await openFilm(template, CATALOGUE);
  });

  it('has at most 130 lines of code and words', () => {
    const lines = ['index.tsx', 'en.json'].map(
      (name) => readFileSync(join(template, name), 'utf8').trimEnd().split('\n').length,
    );
    expect(lines.reduce((sum, each) => sum + each)).toBeLessThanOrEqual(130);
  });

  it('obeys every law, at the ends of its params too', async () => {
    const { findings, asked } = await checkFilm(film, { seconds: Number.POSITIVE_INFINITY });
    expect(describeFindings(findings, asked)).toEqual([]);
    expect(asked.variants).toEqual({ asked: 6, of: 6, tooLong: [] });
  });

  it('shows what it says: Newton’s method reaches the minimum in one step, gradient descent is still on its way', () => {
    const [newton, descent] = film.simulate(film.params.parse({}), '1').runs;
    expect(newton?.losses.slice(0, 2)).toEqual([9, 0]);
    expect(descent?.losses[1]).toBeCloseTo((3 * 0.8) ** 2, 12);
  });
});
