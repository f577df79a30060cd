import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { CueSheet } from '../../audio/cue-sheet.ts';
import { cueSheetHash } from '../../audio/cue-sheet-checks.ts';
import { DIGEST_BYTES, entryName } from '../cache/entry.ts';

/** The key of a cue sheet's WAV, the same in Node and in browsers. */
export function soundKey(
  sheet: CueSheet,
  {
    synthesis,
    decoder,
    bed,
  }: {
    /** Versions of the synthesis code, and of what decodes bed and narration. */
    readonly synthesis: string;
    readonly decoder: string;
    /** SHA-256 of the file of a bed of music; those of a narration are in the sheet. */
    readonly bed?: string | undefined;
  },
): string {
  const decoded = bed === undefined && sheet.narration === undefined ? [] : [bed ?? '', decoder];
  return bytesToHex(sha256(utf8ToBytes([cueSheetHash(sheet), synthesis, ...decoded].join(' '))));
}

/** The WAV in a store entry, for a page, which has no store; `null` if the entry is damaged or not for this key. */
export function soundIn(entry: Uint8Array<ArrayBuffer>, key: string): Uint8Array<ArrayBuffer> | null {
  const wav = entry.subarray(DIGEST_BYTES);
  const name = utf8ToBytes(entryName('sound', key));
  const digest = sha256.create().update(name).update(wav).digest();
  return digest.every((byte, i) => byte === entry[i]) ? wav : null;
}
