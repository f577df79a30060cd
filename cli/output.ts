let read = true;

const ofClosedPipe = (error: NodeJS.ErrnoException): void => {
  if (error.code !== 'EPIPE') throw error;
  read = false;
};

/**
 * Goes on quietly when a reader closes the pipe (`lossreel frames … | head`). What writes files, or answers by its exit
 * code, finishes its work; what only prints may ask {@link isRead}.
 */
export function allowClosedPipes(): void {
  process.stdout.on('error', ofClosedPipe);
  // Whoever does not read the errors is not told that they cannot be written.
  process.stderr.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

/** Whether anybody still reads standard output. Errors of a stream arrive in a later turn, so this takes one. */
export async function isRead(): Promise<boolean> {
  await new Promise((resolve) => setImmediate(resolve));
  return read;
}
