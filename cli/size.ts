import bytes from 'bytes';
import { UsageError } from '../src/film/errors.ts';

/** Reads a size like `4GB` or `500MB`, 1024-based, in bytes. @throws UsageError */
export function readSize(option: string, given: string): number {
  // The library would read "4XB" as 4 bytes.
  const size = /^\d+(\.\d+)? ?([kmgtp]?b)?$/i.test(given) ? bytes.parse(given) : null;
  if (size === null) throw new UsageError(`${option}: '${given}' is not a size like 4GB or 500MB`);
  return size;
}
