import { gunzipSync } from 'node:zlib';
import { bytesHash } from '../cache/hash.ts';
import { NoFileError, readRegular } from '../cache/regular-file.ts';
import { remember } from '../sim/remember.ts';
import { UsageError } from './errors.ts';
import type { Inputs } from './film.ts';
import type { Simulation } from './job.ts';

/** Bytes of an input, as it is and unpacked: five times the pictures of MNIST. Also stops what unpacks without end. */
const LARGEST = 2 ** 28;

const WHY: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'permission denied',
};

/** The bytes of a file. @param name of what it is for, for errors @throws UsageError naming it */
export function readNamed(name: string, path: string): Uint8Array {
  try {
    return readRegular(path, LARGEST);
  } catch (error) {
    if (error instanceof NoFileError)
      throw new UsageError(`${name}: '${path}' cannot be read: ${error.message}`);
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
    if (error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE')
      throw new UsageError(`${name}: '${path}' unpacks to more than ${LARGEST / 2 ** 20} MB`);
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
