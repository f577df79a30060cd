import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { requireRegular } from './regular-file.ts';

/** SHA-256 of bytes, as 64 hexadecimal digits. */
export const bytesHash = (bytes: string | Uint8Array): string =>
  createHash('sha256').update(bytes).digest('hex');

/** SHA-256 of a value as JSON: a cache key for anything computed from that value alone. */
export const jsonHash = (value: unknown): string => bytesHash(JSON.stringify(value));

/** SHA-256 of a file, read as a stream. @throws Error if it cannot be read; NoFileError if it is none */
export async function fileHash(path: string): Promise<string> {
  requireRegular(path);
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
