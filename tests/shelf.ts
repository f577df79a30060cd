import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A folder where the workers of one test run share things that take long to compute. */
    readonly shelf: string;
  }
}

/** Run by vitest before the first worker starts; the returned function, after the last has ended. */
export default function setup({ provide }: TestProject): () => void {
  const shelf = mkdtempSync(join(tmpdir(), 'lossreel-shelf-'));
  provide('shelf', shelf);
  return () => rmSync(shelf, { recursive: true, force: true });
}
