import { gunzipSync, unzipSync } from 'fflate';
import type { Head } from '../reader.ts';
import { LogError } from '../series.ts';

const begins = ({ bytes }: Pick<Head, 'bytes'>, magic: readonly number[]): boolean =>
  magic.every((byte, i) => bytes[i] === byte);

export const isGzip = (head: Pick<Head, 'bytes'>): boolean => begins(head, [0x1f, 0x8b, 8]);

/** A zip file with entries, or one without any. */
export const isZip = (head: Pick<Head, 'bytes'>): boolean =>
  begins(head, [0x50, 0x4b, 3, 4]) || begins(head, [0x50, 0x4b, 5, 6]);

/** What a gzip file holds. @throws LogError if it is cut or damaged */
export function gunzipped(bytes: Uint8Array, name: string): Uint8Array {
  try {
    return gunzipSync(bytes);
  } catch {
    throw new LogError(`${name}: the gzip file is cut or damaged`);
  }
}

/** The entries of a zip file by name. @throws LogError if it is cut or damaged */
export function unzipped(bytes: Uint8Array, name: string): Readonly<Record<string, Uint8Array>> {
  try {
    return unzipSync(bytes);
  } catch {
    throw new LogError(`${name}: the zip file is cut or damaged`);
  }
}
