#!/usr/bin/env node
// The door for plain Node, React in its fast form: the build that is installed, or in a checkout one of the sources as they are.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

process.env.NODE_ENV ??= 'production';
const root = join(dirname(fileURLToPath(import.meta.url)), '..');

async function buildFolder() {
  if (!existsSync(join(root, 'src'))) return join(root, 'dist');
  // What went wrong is told by the lines of the sources.
  if (process.argv.includes('--debug') || process.argv[2] === 'check') process.setSourceMapsEnabled(true);
  return (await import('../scripts/checkout.js')).latestBuild();
}

/** Without a folder to stand in, Node itself has no paths. */
function hasFolder() {
  try {
    return process.cwd() !== '';
  } catch {
    return false;
  }
}

try {
  if (!hasFolder())
    throw new Error('the folder that this was called in is gone: change into one that exists');
  await import(pathToFileURL(join(await buildFolder(), 'lossreel.js')).href);
} catch (error) {
  const text = process.argv.includes('--debug') ? error.stack : error.message.replace(/\s*\n\s*/g, '; ');
  process.stderr.write(`lossreel: ${text}\n`);
  process.exitCode = 1;
}
