import { decodeWav, measure } from '../../../audio/index.ts';
import { bytesHash } from '../../cache/hash.ts';
import { decodedSound, type Sound } from '../../render/encode/decode-sound.ts';
import type { FrameSource } from '../../render/paint/frame-painter.ts';
import type { FrameRange } from '../../story/clock.ts';
import type { ProgressReporter } from '../film.ts';
import type { Provenance } from '../sidecars/provenance.ts';
import { wavOf } from '../sound.ts';
import type { ToldFilm } from '../told-film.ts';
import { findBed } from './bed.ts';
import { attempt, type Check } from './check.ts';
import { checkStreams, probe } from './container.ts';
import { checkContents } from './contents.ts';
import { encodedAgain } from './encoded-again.ts';
import { findNarration } from './narration.ts';
import { checkPictures, sampleFrames } from './pictures.ts';
import { checkLevels, checkSound, pieceOf } from './sound.ts';

/** How closely an MP4 is looked at. */
export interface VideoChecks {
  /** Compare every frame, not just a sample: by encoding it again where that gives the same bytes, else by its pictures. */
  readonly allFrames?: boolean;
  /** The module of painting threads; without it nothing is encoded again. */
  readonly workerModule?: URL | undefined;
  /** Folder of the cache. */
  readonly cache?: string | undefined;
  /** Folder of the narration, if it is not beside the film. */
  readonly narration?: string | undefined;
  /** Called with the progress of the comparison of pictures. */
  readonly onProgress?: ProgressReporter | undefined;
}

/** A rebuilt film, and what is known about the one being verified. */
export interface RebuiltFilm {
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

/** Checks the sound: the freshly synthesized WAV, and what the MP4 plays. @returns the WAV, too, if it could be made */
async function checkSounds(
  subject: RebuiltFilm,
  { narration, cache }: VideoChecks,
): Promise<{ readonly checks: readonly Check[]; readonly wav?: Uint8Array }> {
  const { base, provenance, told, range, whole, sameVersions } = subject;
  const { bed, checks: beds } = await findBed(base, provenance);
  const { files, checks: recordings } = await findNarration(base, provenance.look.narration, narration);
  const checks = [...beds, ...recordings];
  const decoded = await decodedSound(`${base}.mp4`);
  const skipped = { file: '.mp4', status: 'skipped' } as const;
  const levelsAgainst = (synthesized: Sound): readonly Check[] =>
    whole
      ? checkLevels(measure(decoded), measure(synthesized))
      : [
          { id: 'loudness', ...skipped, says: 'loudness is only checked for whole films' },
          { id: 'peak', ...skipped, says: 'true peak is only checked for whole films' },
        ];
  if (bed === undefined || files === undefined) {
    const says = 'not checked: input missing';
    return {
      checks: [
        ...checks,
        { id: 'wav', file: '.json', status: 'skipped', says },
        { id: 'sound', ...skipped, says },
        ...levelsAgainst(decoded),
      ],
    };
  }
  const wav = await wavOf(told.sheet, { bed, narration: files, ...(cache === undefined ? {} : { cache }) });
  const same = bytesHash(wav) === provenance.hashes.sound;
  const bytes: Check = {
    id: 'wav',
    file: '.json',
    // On another platform, samples may differ in their last bit.
    status: same ? 'ok' : sameVersions ? 'failed' : 'noted',
    says: same ? 'the synthesized sound matches its hash' : 'the synthesized sound does not match its hash',
  };
  const synthesized = pieceOf(decodeWav(wav), range, provenance.fps);
  return { checks: [...checks, bytes, checkSound(decoded, synthesized), ...levelsAgainst(synthesized)], wav };
}

/** Compares the pictures of an MP4, of the right size, with those of the film: a sample of them, or all. */
function comparedPictures(
  { base, provenance, source, range }: RebuiltFilm,
  { allFrames = false, onProgress }: VideoChecks,
): Promise<readonly Check[]> {
  const { fps, scale, encoder } = provenance;
  const sample = allFrames
    ? Array.from({ length: range.end - range.start }, (_, i) => range.start + i)
    : sampleFrames(source.frames, fps, range);
  return attempt({ id: 'pictures', file: '.mp4' }, () =>
    checkPictures(`${base}.mp4`, { source, scale, range, sample, crf: encoder.crf, onProgress }),
  );
}

/**
 * Encodes a film again, where that gives the very bytes, and all of it is to be compared: by the native engine, with the
 * versions that made it.
 */
function encodings(
  subject: RebuiltFilm,
  { allFrames = false, workerModule, onProgress }: VideoChecks,
  wav: Uint8Array | undefined,
): Promise<readonly Check[]> {
  const { base, provenance, sameVersions } = subject;
  const possible = allFrames && sameVersions && provenance.engine === 'native';
  if (!possible || workerModule === undefined || (provenance.sound && wav === undefined))
    return Promise.resolve([]);
  return attempt({ id: 'encoding', file: '.mp4' }, async () => [
    await encodedAgain(`${base}.mp4`, { ...subject, wav, workerModule, onProgress }),
  ]);
}

/** Checks the MP4: its streams, pictures and sound, and that there is nothing else in it. */
export async function checkVideo(subject: RebuiltFilm, options: VideoChecks): Promise<readonly Check[]> {
  const { base, provenance, range } = subject;
  const file = `${base}.mp4`;
  const { width, height, fps, sound } = provenance;
  const frames = range.end - range.start;
  const streams = await attempt({ id: 'video', file: '.mp4' }, async () => [
    ...checkStreams(await probe(file), { width, height, fps, frames, sound }),
    await checkContents(file),
  ]);
  const hasSound = streams.some(({ id, measured }) => id === 'sound-duration' && measured);
  let wav: Uint8Array | undefined;
  const sounds =
    sound && hasSound
      ? await attempt({ id: 'sound', file: '.mp4' }, async () => {
          const found = await checkSounds(subject, options);
          wav = found.wav;
          return found.checks;
        })
      : [];
  const again = await encodings(subject, options, wav);
  const wrongSize = streams.some(
    ({ id, status }) => status === 'failed' && (id === 'size' || id === 'video'),
  );
  const proven = again.some(({ status }) => status === 'ok');
  // What is the same file, byte for byte, shows the same pictures.
  const pictures: readonly Check[] = proven
    ? []
    : wrongSize
      ? [{ id: 'pictures', file: '.mp4', status: 'skipped', says: 'its pictures cannot be compared' }]
      : await comparedPictures(subject, options);
  return [...streams, ...again, ...pictures, ...sounds];
}
