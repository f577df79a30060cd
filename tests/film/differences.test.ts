import { describe, expect, it } from 'vitest';
import { learningRateTrio } from '../../compositions/learning-rate-trio/index.ts';
import { differences, differencesText } from '../../src/film/differences.ts';
import type { FilmJob } from '../../src/film/job.ts';
import type { Provenance } from '../../src/film/sidecars/provenance.ts';
import { FINAL } from '../../src/render/encode/encoder.ts';
import { DEFAULT_LOOK } from '../../src/story/look.ts';

const { params } = learningRateTrio;
const job: FilmJob = {
  film: learningRateTrio,
  params: params.parse({}),
  seed: '1',
  fps: 30,
  format: 'landscape',
  scale: 1,
  look: DEFAULT_LOOK,
};
const wanted = { job, encoder: FINAL, mute: false, engine: 'native', firstFrame: 0 } as const;
const made = {
  film: 'learning-rate-trio',
  params: JSON.parse(JSON.stringify(job.params)),
  seed: '1',
  fps: 30,
  format: 'landscape',
  width: 1920,
  height: 1080,
  look: DEFAULT_LOOK,
  encoder: FINAL,
  engine: 'native',
  sound: true,
  frames: { first: 0, last: 99 },
} as unknown as Provenance;
const withParams = (given: object) => ({ ...wanted, job: { ...job, params: params.parse(given) } });

describe('a film that is made otherwise', () => {
  it('differs in nothing if it is made the same', () => {
    expect(differences(wanted, made)).toEqual([]);
  });

  it('differs in params, each by its path, and in its look', () => {
    const other = withParams({ steps: 60, objective: { a: 0.5 } });
    const look = { ...DEFAULT_LOOK, theme: 'light' } as const;
    const found = differences({ ...other, job: { ...other.job, look } }, made);
    expect(found).toEqual([
      { what: 'params.objective.a', before: 0.4, now: 0.5 },
      { what: 'params.steps', before: 40, now: 60 },
      { what: 'theme', before: 'dark', now: 'light' },
    ]);
    expect(differencesText(found)).toBe('objective.a 0.4 → 0.5, steps 40 → 60, theme dark → light');
  });

  it('tells a list of numbers as a whole', () => {
    expect(differencesText(differences(withParams({ learningRates: [0.1] }), made))).toBe(
      'learningRates [0.02,0.46,0.6] → [0.1]',
    );
  });

  it('tells what is added or gone', () => {
    const before = { ...made, params: { steps: 40 } };
    expect(differences({ ...wanted, job: { ...job, params: {} } }, before)).toEqual([
      { what: 'params.steps', before: 40, now: undefined },
    ]);
  });

  it('is told in a few words, however much it differs', () => {
    const found = ['a', 'b', 'c', 'd', 'e', 'f'].map((what) => ({ what, before: 1, now: 2 }));
    expect(differencesText(found)).toBe('a 1 → 2, b 1 → 2, c 1 → 2, d 1 → 2, 2 more');
    expect(differencesText([{ what: 'a', before: 'x'.repeat(99), now: undefined }])).toMatch(
      /^a x{39}… → none$/,
    );
    expect(differencesText([{ what: 'film', before: 'x', now: 'y' }, ...found])).toBe('film x → y');
  });
});
