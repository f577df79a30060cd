import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';

/** What a path leads to is no file, or a file that is too large; the message says which, without the path. */
export class NoFileError extends Error {
  override readonly name = 'NoFileError';
}

/** Bytes that a file may have by default: 1 GiB. */
const LARGEST = 2 ** 30;

/** Bytes as whole megabytes, in words. */
const megabytes = (bytes: number): string => `${Math.round(bytes / 2 ** 20)} MB`;

/** Opens a file and looks at it; a pipe is not waited for. @throws NoFileError for what is no file */
function withFile<Result>(path: string, use: (file: number, bytes: number) => Result): Result {
  const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const about = fstatSync(file);
    if (!about.isFile())
      throw new NoFileError(about.isDirectory() ? 'it is a folder' : 'it is a pipe or a device, not a file');
    return use(file, about.size);
  } finally {
    closeSync(file);
  }
}

/**
 * The bytes of a file. Pipes, sockets and devices are refused before they are read: they may never end, or never begin.
 *
 * @param largest bytes that it may have
 * @throws NoFileError for what is no file, or is larger; what Node throws where there is nothing, or nothing to be read
 */
export const readRegular = (path: string, largest: number = LARGEST): Buffer =>
  withFile(path, (file, bytes) => {
    if (bytes > largest) throw new NoFileError(`it has ${megabytes(bytes)}, more than ${megabytes(largest)}`);
    return readFileSync(file);
  });

/** Makes sure that a path leads to a file, of whatever size. @throws as {@link readRegular} */
export const requireRegular = (path: string): void => withFile(path, () => undefined);
