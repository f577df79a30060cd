#!/usr/bin/env node
// The door for plain Node: TypeScript runs unbuilt through tsx, React in its fast form.
process.env.NODE_ENV ??= 'production';
const { register } = await import('tsx/esm/api');
register();
await import('../cli/lossreel.ts');
