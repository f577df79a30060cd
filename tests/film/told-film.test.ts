import { expect, it } from 'vitest';
import { CATALOGUE } from '../../compositions/catalogue.ts';
import type { FilmJob } from '../../src/film/job.ts';
import { tellFilm } from '../../src/film/told-film.ts';
import { DEFAULT_LOOK } from '../../src/story/look.ts';
import { simulated } from '../helpers/films.ts';

it('a film is scored when its cue sheet is asked for, and once', () => {
  const [plain] = CATALOGUE;
  if (plain === undefined) throw new Error('no film');
  let scored = 0;
  const film: FilmJob['film'] = {
    ...plain,
    score: (...told) => {
      scored += 1;
      return plain.score(...told);
    },
  };
  const params = film.params.parse({});
  const trace = simulated(plain, params);
  const told = tellFilm(
    { film, params, seed: '1', fps: 30, format: 'landscape', scale: 1, look: DEFAULT_LOOK },
    trace,
  );
  expect([told.story.frames > 0, scored]).toEqual([true, 0]);
  expect(told.sheet).toBe(told.sheet);
  expect(scored).toBe(1);
});
