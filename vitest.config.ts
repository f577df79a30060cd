import { defineConfig } from 'vitest/config';

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', development: false } },
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    // Modules are loaded and films simulated once a worker, not once a file.
    isolate: false,
    // React's fast form, as in the product.
    env: { NODE_ENV: 'production' },
  },
});
