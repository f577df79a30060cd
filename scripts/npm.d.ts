import type { ExecFileSyncOptions } from 'node:child_process';

/** Runs npm in a folder. @throws Error if it fails */
export function npm(args: readonly string[], cwd: string, options?: ExecFileSyncOptions): Buffer | string;
