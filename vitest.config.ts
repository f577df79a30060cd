import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Folders with the slowest tests, slowest first: started last, one of them would run on alone at the end. */
const SLOW = [
  'tests/package/installed',
  'tests/remotion/',
  'tests/compositions/',
  'tests/cli/',
  'tests/audio/',
  'tests/render/',
];
const rank = ({ moduleId }: TestSpecification): number => {
  const index = SLOW.findIndex((folder) => moduleId.includes(folder));
  return index < 0 ? SLOW.length : index;
};

class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return [...files].sort((a, b) => rank(a) - rank(b) || (a.moduleId < b.moduleId ? -1 : 1));
  }
}

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', development: false } },
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    globalSetup: ['tests/shelf.ts'],
    sequence: { sequencer: SlowFirst },
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // One more than there are cores: some wait for a browser or a process they have started.
    maxWorkers: 3,
    // Modules are loaded and films simulated once per worker, not once per file.
    isolate: false,
    // React in production mode, as in the product.
    env: { NODE_ENV: 'production' },
  },
});
