import { EXIT } from './exit.ts';

let read = true;
let lost = false;

/** A reader that goes away is no failure; a disk that is full is one, said once. */
const ofOutput = (error: NodeJS.ErrnoException): void => {
  if (error.code !== 'EPIPE' && !lost) {
    lost = true;
    const why = error.code === 'ENOSPC' ? 'the disk is full' : error.message;
    process.stderr.write(`lossreel: cannot write the output: ${why}\n`);
  }
  read = false;
};

/**
 * Goes on quietly when a reader closes the pipe (`lossreel frames … | head`), and with one line where the output cannot be
 * written. What writes files, or answers by its exit code, finishes its work; what only prints may ask {@link isRead}.
 */
export function allowClosedPipes(): void {
  process.stdout.on('error', ofOutput);
  // Where errors cannot be written there is nobody to tell.
  process.stderr.on('error', () => undefined);
}

/** Whether anybody still reads standard output. Errors of a stream arrive in a later turn, so this takes one. */
export async function isRead(): Promise<boolean> {
  await new Promise((resolve) => setImmediate(resolve));
  return read;
}

/** The exit code of a command whose output could not all be written: a failure, unless it has failed otherwise. */
export async function codeWithOutput(code: number): Promise<number> {
  await isRead();
  return lost && code === EXIT.done ? EXIT.failed : code;
}
