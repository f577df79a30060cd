import fs from 'stubborn-fs';

/**
 * Milliseconds for which replacing a file is tried again. Windows refuses it while another program has the file open: a
 * player, a virus scanner, another render that reads the cache. Elsewhere a refusal is final.
 */
const patience = (milliseconds: number): { readonly timeout: number } => ({
  timeout: process.platform === 'win32' ? milliseconds : 0,
});

/** Renames a file, replacing what has that name. */
export const replaceFile = (from: string, to: string): Promise<void> =>
  fs.retry.rename(patience(10_000))(from, to);

/** The same, for synchronous code, which waits while it tries. */
export const replaceFileSync = (from: string, to: string): void =>
  fs.retry.renameSync(patience(1_000))(from, to);
