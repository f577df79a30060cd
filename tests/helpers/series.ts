import { FINAL } from '../../src/render/encoder.ts';
import type { CheckedEpisode, PlannedFilm } from '../../src/series/plan.ts';
import type { FilmResult } from '../../src/series/report.ts';

/** An episode like `lossreel series` makes it of a manifest. */
export const episode = (changes: Partial<CheckedEpisode> = {}): CheckedEpisode => ({
  id: 'one',
  number: 1,
  film: 'a-film',
  title: 'A film',
  params: { steps: 3 },
  seed: '1',
  fps: 30,
  formats: ['landscape'],
  scale: 1,
  themes: ['dark'],
  languages: ['en'],
  burnCaptions: true,
  crf: undefined,
  preset: undefined,
  mute: false,
  name: '{id}{marks}',
  typical: { seconds: 60, effort: 1 },
  ...changes,
});

/** A film of that episode. */
export const planned = (changes: Partial<PlannedFilm> = {}): PlannedFilm => ({
  id: 'one',
  number: 1,
  film: 'a-film',
  title: 'A film',
  params: { steps: 3 },
  seed: '1',
  fps: 30,
  scale: 0.1,
  burnCaptions: true,
  mute: false,
  encoder: FINAL,
  format: 'landscape',
  theme: 'dark',
  language: 'en',
  output: 'one',
  cost: 1,
  ...changes,
});

/** That film, rendered. */
export const rendered = (changes: Partial<PlannedFilm> = {}): FilmResult => ({
  film: planned(changes),
  result: {
    status: 'done',
    found: {
      width: 192,
      height: 108,
      frames: 1000,
      sha256: 'ab'.repeat(32),
      chapters: [{ time: '1:05', seconds: 65, title: 'Down <the> hill' }],
      endings: ['.mp4', '.srt', '.json'],
    },
  },
});
