import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { bytesHash } from '../cache/hash.ts';
import { remember } from '../sim/remember.ts';
import { UsageError } from './errors.ts';
import type { Inputs } from './film.ts';
import type { Simulation } from './job.ts';

/** Larger than any data set of labelled images when unpacked; stops decompression bombs. */
const LARGEST = 2 ** 30;

const WHY: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'permission denied',
};

/** The bytes of a file. @param name of what it is for, for errors @throws UsageError naming it */
export function readNamed(name: string, path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw new UsageError(`${name}: '${path}' cannot be read: ${WHY[code] ?? code}`);
  }
}

/** The bytes of a file, unpacked. @throws UsageError naming it */
export function readInput(name: string, path: string): Uint8Array {
  const bytes = readNamed(name, path);
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: LARGEST });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${name}: '${path}' is not a complete gzip file: ${why}`);
  }
}

/**
 * A job with the files named in its params, optionally gzipped. Each file is read once: a job that already has its
 * inputs keeps them.
 *
 * @throws UsageError naming the file
 */
export function withInputs<Job extends Simulation>(job: Job): Job & { readonly inputs: Inputs } {
  const { film, params, inputs } = job;
  const read = () => (film.inputs?.(params) ?? []).map(({ name, path }) => [name, readInput(name, path)]);
  return { ...job, inputs: inputs ?? Object.fromEntries(read()) };
}

/** SHA-256 of each input, computed once. */
export const inputHashes: (inputs: Inputs) => Readonly<Record<string, string>> = remember((inputs) =>
  Object.fromEntries(Object.entries(inputs).map(([name, bytes]) => [name, bytesHash(bytes)])),
);
