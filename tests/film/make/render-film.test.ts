import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { CATALOGUE } from '../../../compositions/catalogue.ts';
import type { Film } from '../../../src/film/film.ts';
import { renderFilm } from '../../../src/film/make/render-film.ts';
import { DRAFT } from '../../../src/render/encode/encoder.ts';
import { DEFAULT_LOOK } from '../../../src/story/look.ts';

const folder = mkdtempSync(join(tmpdir(), 'render-film-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('a film is asked which inputs it names before anything else, and simulated, told and scored once, with its look', async () => {
  const [film] = CATALOGUE;
  if (film === undefined) throw new Error('no film');
  const calls: string[] = [];
  const look = { ...DEFAULT_LOOK, theme: 'light', pace: 1.5 } as const;
  const counting: Film = {
    ...film,
    inputs: () => {
      calls.push('inputs');
      return [];
    },
    simulate: (...given) => {
      calls.push('simulate');
      return film.simulate(...given);
    },
    tell: (trace, fps, given) => {
      calls.push('tell');
      expect(given).toEqual(look);
      return film.tell(trace, fps, given);
    },
    score: (trace, story, given) => {
      calls.push('score');
      expect(given).toEqual(look);
      return film.score(trace, story, given);
    },
  };
  const { status } = await renderFilm(
    {
      job: {
        film: counting,
        params: film.params.parse({}),
        seed: '1',
        fps: 30,
        format: 'square',
        scale: 0.1,
        look,
      },
      frames: { start: 60, end: 63 },
      engine: 'native',
      encoder: DRAFT,
      mute: false,
      workers: 1,
      workerModule: new URL('file:///not/needed'),
      force: true,
      cache: join(folder, 'cache'),
      cacheLimit: 1e9,
      target: join(folder, 'film'),
    },
    { onProgress: () => {}, signal: new AbortController().signal },
  );
  expect(status).toBe('rendered');
  expect(calls.slice(0, 4)).toEqual(['inputs', 'simulate', 'tell', 'score']);
  // Its provenance asks again which of them are somebody's own.
  expect(new Set(calls.slice(4))).toEqual(new Set(['inputs']));
});
