import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { decodeWav, measure } from '../audio/index.ts';
import { ensureWavInWorker } from '../audio/node.ts';
import { fileHash } from '../src/render/file-hash.ts';
import { type HashedSidecar, type Provenance, parseProvenance } from '../src/series/sidecars/provenance.ts';
import { type Check, judge } from '../src/series/verify/check.ts';
import { checkStreams, probe } from '../src/series/verify/container.ts';
import { decodedSound } from '../src/series/verify/decode.ts';
import { checkFiles } from '../src/series/verify/files.ts';
import { checkPictures, sampleFrames } from '../src/series/verify/pictures.ts';
import { checkLevels, checkSound, pieceOf } from '../src/series/verify/sound.ts';
import { oneLine } from './errors.ts';
import { soundFolder } from './paths.ts';
import { checkDerivation, checkVersions, type Rederived, rederive } from './rederive.ts';
import { sidecarsOf } from './sidecars.ts';

export interface VerifyOptions {
  /** Compare every picture, not a sample. */
  readonly allFrames?: boolean;
  /** Without a progress bar for a simulation. */
  readonly quiet?: boolean;
  readonly onProgress?: (done: number, total: number) => void;
}

/** What a film was found to be. */
export interface FilmReport {
  /** Path of the film's files without their endings. */
  readonly base: string;
  readonly ok: boolean;
  readonly checks: readonly Check[];
}

/** A check that may throw: what it throws is its failure. */
async function attempt(
  about: Pick<Check, 'id' | 'file'>,
  check: () => Promise<readonly Check[]>,
): Promise<readonly Check[]> {
  try {
    return await check();
  } catch (error) {
    return [{ ...about, status: 'failed', says: oneLine(error) }];
  }
}

/** The sound: the WAV made anew, and what the MP4 plays. */
async function checkSounds(
  base: string,
  { told }: Rederived,
  provenance: Provenance,
  sameVersions: boolean,
): Promise<readonly Check[]> {
  const { film, trace, story } = told;
  const wav = await ensureWavInWorker(film.score(trace, story), soundFolder());
  const same = (await fileHash(wav)) === provenance.hashes.sound;
  const bytes: Check = {
    id: 'wav',
    file: '.json',
    // Samples may differ in their last bit on another platform.
    status: same ? 'ok' : sameVersions ? 'failed' : 'noted',
    says: same ? 'the synthesized sound is the one it says' : 'the synthesized sound is not the one it says',
  };
  const decoded = await decodedSound(`${base}.mp4`);
  const { frames, fps } = provenance;
  const whole = frames.first === 0 && frames.last === story.frames - 1;
  const skipped = { file: '.mp4', status: 'skipped' } as const;
  const levels: readonly Check[] = whole
    ? checkLevels(measure(decoded))
    : [
        { id: 'loudness', ...skipped, says: 'only a whole film has a loudness' },
        { id: 'peak', ...skipped, says: 'only a whole film has a peak' },
      ];
  return [bytes, checkSound(decoded, pieceOf(decodeWav(await readFile(wav)), frames, fps)), ...levels];
}

/** The MP4: its streams, pictures and sound. */
async function checkVideo(
  base: string,
  film: Rederived,
  provenance: Provenance,
  sameVersions: boolean,
  options: VerifyOptions,
): Promise<readonly Check[]> {
  const file = `${base}.mp4`;
  const { width, height, fps, frames: range, sound, encoder } = provenance;
  const { source } = film.told;
  const frames = range.last + 1 - range.first;
  const streams = await attempt({ id: 'video', file: '.mp4' }, async () =>
    checkStreams(await probe(file), { width, height, fps, frames, sound }),
  );
  const hasSound = streams.some(({ id, measured }) => id === 'sound-duration' && measured);
  const wrongSize = streams.some(
    ({ id, status }) => status === 'failed' && (id === 'size' || id === 'video'),
  );
  const pictures: readonly Check[] = wrongSize
    ? [{ id: 'pictures', file: '.mp4', status: 'skipped', says: 'its pictures cannot be compared' }]
    : await attempt({ id: 'pictures', file: '.mp4' }, () =>
        checkPictures(file, {
          source,
          scale: film.job.scale,
          range,
          sample: options.allFrames
            ? Array.from({ length: frames }, (_, i) => range.first + i)
            : sampleFrames(source.frames, fps, range),
          crf: encoder.crf,
          ...(options.onProgress === undefined ? {} : { onProgress: options.onProgress }),
        }),
      );
  const sounds =
    sound && hasSound
      ? await attempt({ id: 'sound', file: '.mp4' }, () => checkSounds(base, film, provenance, sameVersions))
      : [];
  return [...streams, ...pictures, ...sounds];
}

async function checkAll(base: string, options: VerifyOptions): Promise<readonly Check[]> {
  const text = await readFile(`${base}.json`, 'utf8').catch(() => undefined);
  const about = { id: 'provenance', file: '.json' } as const;
  if (text === undefined)
    return [{ ...about, status: 'failed', says: 'the file is missing: nothing says what was rendered' }];
  let provenance: Provenance;
  try {
    provenance = parseProvenance(text);
  } catch (error) {
    return [{ ...about, status: 'failed', says: `no provenance: ${oneLine(error)}` }];
  }
  const readable: Check = { ...about, status: 'ok', says: 'it says what was rendered' };
  const versions = checkVersions(provenance);
  const sameVersions = versions.status === 'ok';
  const there = existsSync(`${base}.mp4`);
  const video: Check = there
    ? judge('video', '.mp4', (await fileHash(`${base}.mp4`)) === provenance.hashes.video, {
        ok: 'the bytes are those that were rendered',
        failed: 'the bytes are not those that were rendered (SHA-256 differs)',
      })
    : { id: 'video', file: '.mp4', status: 'failed', says: 'the file is missing' };
  const { checks, film } = rederive(provenance, options.quiet ?? false);
  if (film === undefined) return [readable, versions, video, ...checks];
  const read = (ending: HashedSidecar) => readFile(`${base}${ending}`).catch(() => undefined);
  const { frames } = provenance;
  return [
    readable,
    versions,
    ...checks,
    ...checkDerivation(film, provenance),
    video,
    ...(there ? await checkVideo(base, film, provenance, sameVersions, options) : []),
    ...checkFiles({
      found: {
        '.srt': await read('.srt'),
        '.vtt': await read('.vtt'),
        '.chapters.txt': await read('.chapters.txt'),
        '.transcript.md': await read('.transcript.md'),
        '.poster.png': await read('.poster.png'),
      },
      derived: await sidecarsOf(film.job, film.told, frames, !provenance.sound),
      provenance,
      sameVersions,
      whole: frames.first === 0 && frames.last === film.told.story.frames - 1,
    }),
  ];
}

/**
 * Checks one rendered film: makes it anew from its provenance and compares every file with what it should be.
 *
 * @param base path of its files without their endings
 */
export async function verifyFilm(base: string, options: VerifyOptions = {}): Promise<FilmReport> {
  const checks = await checkAll(base, options);
  return { base, ok: checks.every(({ status }) => status !== 'failed'), checks };
}
