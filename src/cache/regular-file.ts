import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';

/** What a path leads to is no file, or a file that is too large; the message says which, without the path. */
export class NoFileError extends Error {
  override readonly name = 'NoFileError';
}

/** Bytes that a file may have by default: 1 GiB. */
const LARGEST = 2 ** 30;

/** Bytes as whole megabytes, in words. */
const megabytes = (bytes: number): string => `${Math.round(bytes / 2 ** 20)} MB`;

/**
 * The bytes of a file. Pipes, sockets and devices are refused before they are read: they may never end, or never begin.
 *
 * @param largest bytes that it may have
 * @throws NoFileError for what is no file, or is larger; what Node throws where there is nothing, or nothing to be read
 */
export function readRegular(path: string, largest: number = LARGEST): Buffer {
  // Without waiting for somebody to write into a pipe.
  const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const about = fstatSync(file);
    if (about.isDirectory()) throw new NoFileError('it is a folder');
    if (!about.isFile()) throw new NoFileError('it is a pipe or a device, not a file');
    if (about.size > largest)
      throw new NoFileError(`it has ${megabytes(about.size)}, more than ${megabytes(largest)}`);
    return readFileSync(file);
  } finally {
    closeSync(file);
  }
}

/** Makes sure that a path leads to a file, of whatever size. @throws as {@link readRegular} */
export function requireRegular(path: string): void {
  const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const about = fstatSync(file);
    if (!about.isFile())
      throw new NoFileError(about.isDirectory() ? 'it is a folder' : 'it is a pipe or a device, not a file');
  } finally {
    closeSync(file);
  }
}
