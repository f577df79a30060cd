import { bytesHash } from '../../cache/hash.ts';
import { rangeFrom } from '../frame-range.ts';
import { HASHED_SIDECARS, type HashedSidecar, type Provenance } from '../sidecars/provenance.ts';
import { type Check, type CheckId, checkThat } from './check.ts';
import { captionFaults, chapterFaults } from './legibility.ts';

const ABOUT: Readonly<Record<HashedSidecar, CheckId>> = {
  '.srt': 'captions',
  '.vtt': 'captions',
  '.chapters.txt': 'chapters',
  '.transcript.md': 'transcript',
  '.poster.png': 'poster',
};

/** Where two files first differ, in words. */
function difference(ending: HashedSidecar, found: Uint8Array, derived: string | Uint8Array): string {
  if (typeof derived !== 'string') return 'it is not the picture of the film that its provenance names';
  const [lines, wanted] = [Buffer.from(found).toString().split('\n'), derived.split('\n')];
  const at = Array.from({ length: Math.max(lines.length, wanted.length) }, (_, i) => i).find(
    (i) => lines[i] !== wanted[i],
  );
  const shown = JSON.stringify(lines[at ?? 0] ?? '');
  const place = at === undefined ? 'its bytes' : `line ${at + 1} (${shown})`;
  return `it is not the film's: ${ending === '.srt' || ending === '.vtt' ? 'other captions from' : 'another text from'} ${place} on`;
}

/** The sidecars, as they are and as they should be. */
export interface FilesToCheck {
  /** The actual contents, by extension; `undefined` if a file is missing. */
  readonly found: Readonly<Record<HashedSidecar, Uint8Array | undefined>>;
  readonly derived: Readonly<Record<HashedSidecar, string | Uint8Array>>;
  readonly provenance: Pick<Provenance, 'frames' | 'fps' | 'hashes'>;
  /** Whether the poster's bytes may be others: it shows the same, and was made with other versions. */
  readonly posterAsRight: boolean;
  /** The whole film, not an excerpt. */
  readonly whole: boolean;
}

/** Checks that the sidecars are those of the film, byte for byte, and legible. */
export function checkFiles(files: FilesToCheck): readonly Check[] {
  return HASHED_SIDECARS.flatMap((ending) => {
    const bytes = files.found[ending];
    if (bytes === undefined) {
      return [{ id: ABOUT[ending], file: ending, status: 'failed' as const, says: 'the file is missing' }];
    }
    return [
      checkFile(ending, bytes, files),
      ...hashCheck(ending, bytes, files),
      ...readable(ending, bytes, files),
    ];
  });
}

function checkFile(
  ending: HashedSidecar,
  bytes: Uint8Array,
  { derived, posterAsRight }: FilesToCheck,
): Check {
  const id = ABOUT[ending];
  const wanted = derived[ending];
  if (Buffer.from(wanted).equals(bytes))
    return { id, file: ending, status: 'ok', says: 'it matches the film' };
  const painted = ending === '.poster.png' && posterAsRight;
  return {
    id,
    file: ending,
    status: painted ? 'noted' : 'failed',
    says: painted
      ? 'its bytes are not as painted here, but it shows the same'
      : difference(ending, bytes, wanted),
  };
}

/** Only wrong hashes are reported. */
function hashCheck(ending: HashedSidecar, bytes: Uint8Array, { provenance }: FilesToCheck): readonly Check[] {
  if (bytesHash(bytes) === provenance.hashes.files[ending]) return [];
  return [
    {
      id: 'provenance',
      file: '.json',
      status: 'failed',
      says: `hashes.files["${ending}"] is not the hash of that file: one of them has been changed`,
    },
  ];
}

function readable(
  ending: HashedSidecar,
  bytes: Uint8Array,
  { provenance: { frames, fps }, whole }: FilesToCheck,
): readonly Check[] {
  const text = Buffer.from(bytes).toString();
  const { start, end } = rangeFrom(frames);
  const seconds = (end - start) / fps;
  if (ABOUT[ending] !== 'captions' && ABOUT[ending] !== 'chapters') return [];
  const captions = ABOUT[ending] === 'captions';
  const faults = captions ? captionFaults(text, seconds, whole) : chapterFaults(text, seconds);
  return [
    checkThat(captions ? 'legibility' : 'chapters', ending, faults.length === 0, {
      ok: captions ? 'its captions stay up long enough to read' : 'it is a valid chapter list',
      failed: faults.join('; '),
    }),
  ];
}
