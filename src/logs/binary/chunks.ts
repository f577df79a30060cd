import { crc32 } from './crc32.ts';

/** The records of a log in LevelDB's framing, and where it is torn. */
export interface Chunked {
  readonly records: readonly Uint8Array[];
  readonly torn?: number;
}

const BLOCK = 32768;
const HEADER = 7;
/** Types of chunks; 3 is a middle one. */
const [FULL, FIRST, LAST] = [1, 2, 4];

/**
 * Reads records in the framing of LevelDB's logs: blocks of 32 KiB counted from the beginning of the file, chunks of CRC-32
 * (IEEE, of type and data), length (u16) and type. Stops at the last whole record.
 *
 * @param start of the first chunk, after the program's own header
 * @see https://github.com/google/leveldb/blob/main/doc/log_format.md
 */
export function chunks(bytes: Uint8Array, start: number): Chunked {
  const records: Uint8Array[] = [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let pieces: Uint8Array[] = [];
  let at = start;
  while (at < bytes.length) {
    const left = BLOCK - (at % BLOCK);
    if (left < HEADER) {
      at += left;
      continue;
    }
    if (at + HEADER > bytes.length) return { records, torn: at };
    const [crc, length, type] = [view.getUint32(at, true), view.getUint16(at + 4, true), bytes[at + 6] ?? 0];
    if (type === 0 && length === 0 && crc === 0) {
      at += left;
      continue;
    }
    const end = at + HEADER + length;
    if (end > bytes.length || type > LAST) return { records, torn: at };
    const data = bytes.subarray(at + HEADER, end);
    if (crc32(bytes.subarray(at + 6, at + 7), data) !== crc) return { records, torn: at };
    if (type === FULL || type === FIRST) pieces = [];
    pieces.push(data);
    if (type === FULL || type === LAST) {
      records.push(concatenated(pieces));
      pieces = [];
    }
    at = end;
  }
  return pieces.length > 0 ? { records, torn: bytes.length } : { records };
}

function concatenated(pieces: readonly Uint8Array[]): Uint8Array {
  const [only] = pieces;
  if (pieces.length === 1 && only !== undefined) return only;
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  pieces.reduce((at, piece) => {
    whole.set(piece, at);
    return at + piece.length;
  }, 0);
  return whole;
}
