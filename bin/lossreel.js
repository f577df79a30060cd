#!/usr/bin/env node
// Entry point for plain Node: tsx runs the TypeScript without a build, React in production mode.
import { fileURLToPath } from 'node:url';

process.env.NODE_ENV ??= 'production';
// Otherwise tsx would read the tsconfig.json of the working directory.
process.env.TSX_TSCONFIG_PATH ??= fileURLToPath(new URL('../tsconfig.json', import.meta.url));
const { register } = await import('tsx/esm/api');
register();
await import('../cli/lossreel.ts');
