import { statSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { fileHash } from '../../cache/hash.ts';
import { readRegular } from '../../cache/regular-file.ts';
import { sweepOnce } from '../../cache/remains.ts';
import type { Film, ProgressReporter } from '../film.ts';
import { rangeFrom } from '../frame-range.ts';
import { frameSource } from '../frame-source.ts';
import { sidecarsOf } from '../make/write-sidecars.ts';
import { oneLine } from '../one-line.ts';
import { SchemaVersionError, verifiedBy } from '../schema-version.ts';
import { HASHED_SIDECARS, type Provenance, parseProvenance, recordHash } from '../sidecars/provenance.ts';
import { type IsSigned, SIGNATURE } from '../signature.ts';
import { brandOf } from './brand-of.ts';
import { attempt, type Check, checkThat } from './check.ts';
import { checkFiles, type FilesToCheck } from './files.ts';
import { filmOf, otherSources } from './film-of.ts';
import { showsTheSame } from './poster.ts';
import { checkDerivation, checkVersions, rederive } from './rederive.ts';
import { checkVideo, type RebuiltFilm, type VideoChecks } from './video.ts';

/** How closely a film is verified, and who is told of the progress. */
export interface VerifyOptions extends VideoChecks {
  /** Whether a signature is that of a provenance's bytes, by who has to have signed the film; not asked for without. */
  readonly isSigned?: IsSigned | undefined;
  /** Path of somebody's own film, if it is not where it was when it was rendered. */
  readonly film?: string | undefined;
  /** Path of the brand, if it is not where it was. */
  readonly brand?: string | undefined;
  /** Folder with the files that it was rendered from, if these are somebody's own. */
  readonly inputs?: string | undefined;
  /** Called with the progress of the simulation. */
  readonly onSimulate?: ProgressReporter | undefined;
}

/** The result of verifying a film. */
export interface FilmReport {
  /** Path of the film's files without extension. */
  readonly base: string;
  readonly ok: boolean;
  readonly checks: readonly Check[];
}

/** The bytes of a file; `undefined` if there is none, or what is there is no file. */
function bytesOf(path: string): Buffer | undefined {
  try {
    return readRegular(path);
  } catch {
    return undefined;
  }
}

/** Checks a provenance's signature. @param signature bytes of its file; `undefined` if there is none */
const signatureCheck = (provenance: Buffer, signature: Buffer | undefined, isSigned: IsSigned): Check =>
  checkThat('signature', SIGNATURE, signature !== undefined && isSigned(provenance, signature), {
    ok: 'signed by the owner of the key',
    failed:
      signature === undefined
        ? 'the film is not signed'
        : 'the provenance is not the one that the owner of the key has signed',
  });

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
  const records = [
    checkThat('provenance', '.json', recordHash(JSON.parse(text.toString())) === provenance.hashes.record, {
      ok: 'it records what was rendered',
      failed: 'hashes.record is not the hash of this record: it has been changed since the film was rendered',
    }),
    ...(options.isSigned === undefined ? [] : [signatureCheck(text, read(SIGNATURE), options.isSigned)]),
  ];
  const versions = checkVersions(provenance, relative('', `${base}.json`));
  const there = statSync(`${base}.mp4`, { throwIfNoEntry: false })?.isFile() ?? false;
  const video: Check = there
    ? checkThat('video', '.mp4', (await fileHash(`${base}.mp4`)) === provenance.hashes.video, {
        ok: 'the bytes are as rendered',
        failed: 'the bytes are not as rendered (SHA-256 differs)',
      })
    : { id: 'video', file: '.mp4', status: 'failed', says: 'the file is missing' };
  const { film, check: sources } = await filmOf(base, provenance, films, options.film);
  if (film === undefined) return [...records, versions, video, ...sources];
  const { brand, check: branded } = brandOf(base, provenance, options.brand);
  if (brand === undefined) return [...records, versions, video, ...sources, ...branded];
  const { checks, told } = rederive(provenance, film, {
    brand,
    base,
    inputs: options.inputs,
    cache: options.cache,
    onSimulate: options.onSimulate,
  });
  const changed = sources.some(({ status }) => status === 'noted');
  if (told === undefined) return [...records, versions, video, ...(changed ? otherSources(film) : checks)];
  const range = rangeFrom(provenance.frames);
  const subject: RebuiltFilm = {
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
    return [...records, versions, video, ...otherSources(film)];
  const found = Object.fromEntries(
    HASHED_SIDECARS.map((ending) => [ending, read(ending)]),
  ) as FilesToCheck['found'];
  const derived = await sidecarsOf(told, range, !provenance.sound);
  const [poster, painted] = [found['.poster.png'], derived['.poster.png']];
  return [
    ...records,
    versions,
    ...sources,
    ...branded,
    ...checks,
    ...derivation,
    video,
    ...(there ? await checkVideo(subject, options) : []),
    ...checkFiles({
      found,
      derived,
      provenance,
      posterAsRight:
        !sameVersions &&
        poster !== undefined &&
        typeof painted !== 'string' &&
        (await showsTheSame(poster, painted, provenance)),
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
  // A killed render may have left some of its files here under their names, others not.
  sweepOnce(resolve(dirname(base)));
  const checks = await attempt({ id: 'video', file: '.mp4' }, () => checkAll(base, films, options));
  return { base, ok: checks.every(({ status }) => status !== 'failed'), checks };
}
