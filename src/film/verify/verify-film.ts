import { statSync } from 'node:fs';
import { relative } from 'node:path';
import { decodeWav, measure } from '../../../audio/index.ts';
import { bytesHash, fileHash } from '../../cache/hash.ts';
import { readRegular } from '../../cache/regular-file.ts';
import { decodedSound } from '../../render/encode/decode-sound.ts';
import type { FrameSource } from '../../render/paint/frame-painter.ts';
import type { FrameRange } from '../../story/clock.ts';
import type { Film, ProgressReporter } from '../film.ts';
import { rangeFrom } from '../frame-range.ts';
import { frameSource } from '../frame-source.ts';
import { sidecarsOf } from '../make/write-sidecars.ts';
import { oneLine } from '../one-line.ts';
import { SchemaVersionError, verifiedBy } from '../schema-version.ts';
import { HASHED_SIDECARS, type Provenance, parseProvenance } from '../sidecars/provenance.ts';
import { wavOf } from '../sound.ts';
import type { ToldFilm } from '../told-film.ts';
import { findBed } from './bed.ts';
import { brandOf } from './brand-of.ts';
import { type Check, checkThat } from './check.ts';
import { checkStreams, probe } from './container.ts';
import { checkFiles } from './files.ts';
import { filmOf, otherSources } from './film-of.ts';
import { findNarration } from './narration.ts';
import { checkPictures, sampleFrames } from './pictures.ts';
import { checkDerivation, checkVersions, rederive } from './rederive.ts';
import { checkLevels, checkSound, pieceOf } from './sound.ts';

/** How closely a film is verified, and who is told of the progress. */
export interface VerifyOptions {
  /** Compare every frame, not just a sample. */
  readonly allFrames?: boolean;
  /** Path of somebody's own film, if it is not where it was when it was rendered. */
  readonly film?: string | undefined;
  /** Path of the brand, if it is not where it was. */
  readonly brand?: string | undefined;
  /** Folder of the narration, if it is not beside the film. */
  readonly narration?: string | undefined;
  /** Folder with the files that it was rendered from, if these are somebody's own. */
  readonly inputs?: string | undefined;
  /** Called with the progress of the simulation. */
  readonly onSimulate?: ProgressReporter | undefined;
  /** Called with the progress of the comparison of pictures. */
  readonly onProgress?: ProgressReporter | undefined;
}

/** The result of verifying a film. */
export interface FilmReport {
  /** Path of the film's files without extension. */
  readonly base: string;
  readonly ok: boolean;
  readonly checks: readonly Check[];
}

/** Runs checks that may throw; an error counts as a failure. */
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

/** A rebuilt film, and what is known about the one being verified. */
interface Subject {
  /** Path of the film's files without extension. */
  readonly base: string;
  readonly provenance: Provenance;
  readonly told: ToldFilm;
  readonly source: FrameSource;
  /** The frames that were rendered, and whether that is the whole film. */
  readonly range: FrameRange;
  readonly whole: boolean;
  /** Whether it was made with the current versions. */
  readonly sameVersions: boolean;
}

/** Checks the sound: the freshly synthesized WAV, and what the MP4 plays. */
async function checkSounds(subject: Subject, folder: string | undefined): Promise<readonly Check[]> {
  const { base, provenance, told, range, whole, sameVersions } = subject;
  const { bed, checks: beds } = await findBed(base, provenance);
  const { files, checks: recordings } = await findNarration(base, provenance.look.narration, folder);
  const checks = [...beds, ...recordings];
  const decoded = await decodedSound(`${base}.mp4`);
  const skipped = { file: '.mp4', status: 'skipped' } as const;
  const levels: readonly Check[] = whole
    ? checkLevels(measure(decoded))
    : [
        { id: 'loudness', ...skipped, says: 'loudness is only checked for whole films' },
        { id: 'peak', ...skipped, says: 'true peak is only checked for whole films' },
      ];
  if (bed === undefined || files === undefined) {
    const says = 'not checked: input missing';
    return [
      ...checks,
      { id: 'wav', file: '.json', status: 'skipped', says },
      { id: 'sound', ...skipped, says },
      ...levels,
    ];
  }
  const wav = await wavOf(told.sheet, { bed, narration: files });
  const same = bytesHash(wav) === provenance.hashes.sound;
  const bytes: Check = {
    id: 'wav',
    file: '.json',
    // On another platform, samples may differ in their last bit.
    status: same ? 'ok' : sameVersions ? 'failed' : 'noted',
    says: same ? 'the synthesized sound matches its hash' : 'the synthesized sound does not match its hash',
  };
  const synthesized = pieceOf(decodeWav(wav), range, provenance.fps);
  return [...checks, bytes, checkSound(decoded, synthesized), ...levels];
}

/** Checks the MP4: its streams, pictures and sound. */
async function checkVideo(
  subject: Subject,
  { allFrames = false, narration, onProgress }: VerifyOptions,
): Promise<readonly Check[]> {
  const { base, provenance, source, range } = subject;
  const file = `${base}.mp4`;
  const { width, height, fps, scale, sound, encoder } = provenance;
  const frames = range.end - range.start;
  const streams = await attempt({ id: 'video', file: '.mp4' }, async () =>
    checkStreams(await probe(file), { width, height, fps, frames, sound }),
  );
  const hasSound = streams.some(({ id, measured }) => id === 'sound-duration' && measured);
  const wrongSize = streams.some(
    ({ id, status }) => status === 'failed' && (id === 'size' || id === 'video'),
  );
  const sample = allFrames
    ? Array.from({ length: frames }, (_, i) => range.start + i)
    : sampleFrames(source.frames, fps, range);
  const pictures: readonly Check[] = wrongSize
    ? [{ id: 'pictures', file: '.mp4', status: 'skipped', says: 'its pictures cannot be compared' }]
    : await attempt({ id: 'pictures', file: '.mp4' }, () =>
        checkPictures(file, { source, scale, range, sample, crf: encoder.crf, onProgress }),
      );
  const sounds =
    sound && hasSound
      ? await attempt({ id: 'sound', file: '.mp4' }, () => checkSounds(subject, narration))
      : [];
  return [...streams, ...pictures, ...sounds];
}

/** The bytes of a file; `undefined` if there is none, or what is there is no file. */
function bytesOf(path: string): Buffer | undefined {
  try {
    return readRegular(path);
  } catch {
    return undefined;
  }
}

async function checkAll(
  base: string,
  films: readonly Film[],
  options: VerifyOptions,
): Promise<readonly Check[]> {
  const read = (ending: string) => bytesOf(`${base}${ending}`);
  const text = read('.json');
  const about = { id: 'provenance', file: '.json' } as const;
  if (text === undefined)
    return [{ ...about, status: 'failed', says: 'the file is missing: nothing records what was rendered' }];
  let provenance: Provenance;
  try {
    provenance = parseProvenance(text.toString());
  } catch (error) {
    if (error instanceof SchemaVersionError) {
      const { message, madeWith } = error;
      const says =
        madeWith === undefined
          ? message
          : `${message}; ${verifiedBy(madeWith, relative('', `${base}.json`))}`;
      return [{ ...about, status: 'failed', says }];
    }
    return [{ ...about, status: 'failed', says: `not a valid provenance: ${oneLine(error)}` }];
  }
  const readable: Check = { ...about, status: 'ok', says: 'it records what was rendered' };
  const versions = checkVersions(provenance, relative('', `${base}.json`));
  const there = statSync(`${base}.mp4`, { throwIfNoEntry: false })?.isFile() ?? false;
  const video: Check = there
    ? checkThat('video', '.mp4', (await fileHash(`${base}.mp4`)) === provenance.hashes.video, {
        ok: 'the bytes are as rendered',
        failed: 'the bytes are not as rendered (SHA-256 differs)',
      })
    : { id: 'video', file: '.mp4', status: 'failed', says: 'the file is missing' };
  const { film, check: sources } = await filmOf(base, provenance, films, options.film);
  if (film === undefined) return [readable, versions, video, ...sources];
  const { brand, check: branded } = brandOf(base, provenance, options.brand);
  if (brand === undefined) return [readable, versions, video, ...sources, ...branded];
  const { checks, told } = rederive(provenance, film, {
    brand,
    base,
    inputs: options.inputs,
    onSimulate: options.onSimulate,
  });
  const changed = sources.some(({ status }) => status === 'noted');
  if (told === undefined) return [readable, versions, video, ...(changed ? otherSources(film) : checks)];
  const range = rangeFrom(provenance.frames);
  const subject: Subject = {
    base,
    provenance,
    told,
    source: frameSource(told),
    range,
    whole: range.start === 0 && range.end === told.story.frames,
    sameVersions: versions.status === 'ok',
  };
  const { source, whole, sameVersions } = subject;
  const derivation = checkDerivation(told, source, provenance);
  if (changed && derivation.some(({ status }) => status === 'failed'))
    return [readable, versions, video, ...otherSources(film)];
  const found = HASHED_SIDECARS.map((ending) => [ending, read(ending)]);
  return [
    readable,
    versions,
    ...sources,
    ...branded,
    ...checks,
    ...derivation,
    video,
    ...(there ? await checkVideo(subject, options) : []),
    ...checkFiles({
      found: Object.fromEntries(found),
      derived: await sidecarsOf(told, range, !provenance.sound),
      provenance,
      sameVersions,
      whole,
    }),
  ];
}

/**
 * Verifies one rendered film: rebuilds it from its provenance and compares every file with what it should be.
 *
 * @param base path of its files without extension
 * @param films to look up the film named in its provenance
 */
export async function verifyFilm(
  base: string,
  films: readonly Film[],
  options: VerifyOptions = {},
): Promise<FilmReport> {
  const checks = await checkAll(base, films, options);
  return { base, ok: checks.every(({ status }) => status !== 'failed'), checks };
}
