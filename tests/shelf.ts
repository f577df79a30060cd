import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A folder in which the workers of one run of the suite leave for each other what takes long to make. */
    readonly shelf: string;
  }
}

/** Run by vitest before the first worker begins; what it returns, after the last has ended. */
export default function setup({ provide }: TestProject): () => void {
  const shelf = mkdtempSync(join(tmpdir(), 'lossreel-shelf-'));
  provide('shelf', shelf);
  return () => rmSync(shelf, { recursive: true, force: true });
}
