import { maskedCrc32c } from './crc32.ts';

/** Where records end before the file does, and why. */
export interface Torn {
  readonly at: number;
  readonly why: 'unfinished' | 'damaged';
}

const HEADER = 12;
const FOOTER = 4;

const uint32 = (bytes: Uint8Array, at: number): number =>
  new DataView(bytes.buffer, bytes.byteOffset + at, 4).getUint32(0, true);

/** Whether bytes begin with the header of a record: a length, and the checksum of it. */
export const beginsTfrecord = (bytes: Uint8Array): boolean =>
  bytes.length >= HEADER && uint32(bytes, 8) === maskedCrc32c(bytes.subarray(0, 8));

/**
 * The records of a TFRecord file: length (u64), its masked CRC-32C, data, the data's. Stops at the last whole record.
 *
 * @see https://www.tensorflow.org/tutorials/load_data/tfrecord
 */
export function tfrecords(bytes: Uint8Array): {
  readonly records: readonly Uint8Array[];
  readonly torn?: Torn;
} {
  const records: Uint8Array[] = [];
  let at = 0;
  while (at < bytes.length) {
    if (at + HEADER > bytes.length) return { records, torn: { at, why: 'unfinished' } };
    const header = bytes.subarray(at, at + 8);
    if (uint32(bytes, at + 8) !== maskedCrc32c(header)) return { records, torn: { at, why: 'damaged' } };
    const length = uint32(bytes, at) + uint32(bytes, at + 4) * 2 ** 32;
    const end = at + HEADER + length + FOOTER;
    if (end > bytes.length) return { records, torn: { at, why: 'unfinished' } };
    const data = bytes.subarray(at + HEADER, at + HEADER + length);
    if (uint32(bytes, end - FOOTER) !== maskedCrc32c(data)) return { records, torn: { at, why: 'damaged' } };
    records.push(data);
    at = end;
  }
  return { records };
}
