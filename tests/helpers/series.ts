import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { fileHash } from '../../src/cache/hash.ts';
import type { Film } from '../../src/film/film.ts';
import { plainJob } from '../../src/film/job.ts';
import { HASHED_SIDECARS, type Provenance } from '../../src/film/sidecars/provenance.ts';
import { FINAL } from '../../src/render/encode/encoder.ts';
import type { CheckedEpisode, PlannedFilm } from '../../src/series/plan.ts';
import type { FilmResult } from '../../src/series/report.ts';
import { DEFAULT_LOOK } from '../../src/story/look.ts';
import { filmWords } from '../../src/story/words.ts';

/** A stub film with only a name and an effort. */
const aFilm: Film = {
  id: 'a-film',
  words: filmWords('a-film', { en: { title: 'A film' } }),
  typical: { seconds: 60, effort: 1 },
  params: z.strictObject({ steps: z.number() }),
  simulate: () => refuse(),
  tell: () => refuse(),
  Scene: () => refuse(),
  score: () => refuse(),
};
function refuse(): never {
  throw new Error('no film is rendered here');
}

/** An episode as `lossreel series` derives it from a manifest. */
export const episode = (changes: Partial<CheckedEpisode> = {}): CheckedEpisode => ({
  id: 'one',
  number: 1,
  film: aFilm,
  title: 'A film',
  params: { steps: 3 },
  seed: '1',
  fps: 30,
  formats: ['landscape'],
  scale: 1,
  looks: [DEFAULT_LOOK],
  crf: undefined,
  preset: undefined,
  mute: false,
  name: '{id}{marks}',
  ...changes,
});

/** A film of that episode. */
export const planned = (changes: Partial<PlannedFilm> = {}): PlannedFilm => ({
  id: 'one',
  number: 1,
  title: 'A film',
  job: {
    film: aFilm,
    params: { steps: 3 },
    seed: '1',
    fps: 30,
    format: 'landscape',
    scale: 0.1,
    look: DEFAULT_LOOK,
  },
  mute: false,
  encoder: FINAL,
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
    },
  },
});

/** The smallest PNG: one pixel. */
const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

const ANY_HASH = 'cd'.repeat(32);

/**
 * Writes files to a folder that look like a rendered film.
 *
 * @param video content of the MP4
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
  writeFileSync(`${base}.transcript.md`, '# A film\n');
  writeFileSync(`${base}.chapters.txt`, '0:00 Start\n1:02:03 Far on\n');
  writeFileSync(`${base}.poster.png`, Buffer.from(PIXEL, 'base64'));
  const hashes = HASHED_SIDECARS.map(async (ending) => [ending, await fileHash(base + ending)] as const);
  const provenance: Provenance = {
    schemaVersion: 3,
    lossreel: '0.2.0',
    ...plainJob(film.job),
    look: { ...film.job.look, brand: null },
    params: { steps: 3 },
    width: 192,
    height: 108,
    engine: 'native',
    encoder: FINAL,
    frames: { first: 0, last: 99 },
    sound: true,
    versions: {},
    hashes: {
      trace: ANY_HASH,
      story: ANY_HASH,
      cueSheet: ANY_HASH,
      frames: ANY_HASH,
      sound: ANY_HASH,
      video: await fileHash(`${base}.mp4`),
      files: Object.fromEntries(await Promise.all(hashes)) as Provenance['hashes']['files'],
      record: ANY_HASH,
    },
  };
  writeFileSync(`${base}.json`, JSON.stringify({ ...provenance, ...changes }));
}
