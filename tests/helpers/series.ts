import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { FINAL } from '../../src/render/encoder.ts';
import { fileHash } from '../../src/render/file-hash.ts';
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

/** The smallest PNG: one pixel. */
const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/**
 * Leaves files in a folder that look like a rendered film.
 *
 * @param video what stands in the MP4
 * @param changes to the provenance
 */
export async function leaveFilm(
  folder: string,
  film: PlannedFilm,
  { video = 'a film', changes = {} }: { readonly video?: string; readonly changes?: object } = {},
): Promise<void> {
  const base = join(folder, film.output);
  mkdirSync(dirname(base), { recursive: true });
  writeFileSync(`${base}.mp4`, video);
  writeFileSync(`${base}.srt`, '');
  writeFileSync(`${base}.vtt`, 'WEBVTT\n');
  writeFileSync(`${base}.chapters.txt`, '0:00 Start\n1:02:03 Far on\n');
  writeFileSync(`${base}.poster.png`, Buffer.from(PIXEL, 'base64'));
  const provenance = {
    lossreel: '0.1.0',
    film: film.film,
    params: film.params,
    seed: film.seed,
    fps: film.fps,
    format: film.format,
    width: 192,
    height: 108,
    theme: film.theme,
    language: film.language,
    captions: 'burned',
    encoder: { preset: 'medium', crf: 18 },
    frames: { first: 0, last: 99 },
    sound: true,
    hashes: { video: await fileHash(`${base}.mp4`), trace: 'x' },
    ...changes,
  };
  writeFileSync(`${base}.json`, JSON.stringify(provenance));
}
