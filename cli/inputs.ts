import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { Film, Inputs } from '../compositions/film.ts';
import { UsageError } from './errors.ts';

/** No data set of labelled images comes near this when unpacked; it stops files that blow up. */
const LARGEST = 2 ** 30;

const WHY: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'permission denied',
};

function readInput(name: string, path: string): Uint8Array {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw new UsageError(`${name}: '${path}' cannot be read: ${WHY[code] ?? code}`);
  }
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: LARGEST });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${name}: '${path}' is not a whole gzip file: ${why}`);
  }
}

/** Reads the files that a film's params name, packed with gzip or not. @throws UsageError naming the file */
export function readInputs(film: Film, params: unknown): Inputs {
  const named = film.inputs?.(params) ?? [];
  return Object.fromEntries(named.map(({ name, path }) => [name, readInput(name, path)]));
}

/** SHA-256 of each input. */
export const inputHashes = (inputs: Inputs): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(inputs).map(([name, bytes]) => [name, createHash('sha256').update(bytes).digest('hex')]),
  );
