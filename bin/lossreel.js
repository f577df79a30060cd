#!/usr/bin/env node
// The door for plain Node: TypeScript runs unbuilt through tsx, React in its fast form.
import { fileURLToPath } from 'node:url';

process.env.NODE_ENV ??= 'production';
// Else tsx would take the settings of whatever folder it is called from.
process.env.TSX_TSCONFIG_PATH ??= fileURLToPath(new URL('../tsconfig.json', import.meta.url));
const { register } = await import('tsx/esm/api');
register();
await import('../cli/lossreel.ts');
