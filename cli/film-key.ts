import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { keyOf } from '../src/series/store.ts';
import { findFilm } from './film-options.ts';
import { inputHashes, readInputs } from './inputs.ts';
import { PROJECT, readPackage } from './paths.ts';
import type { RenderTask } from './render-task.ts';
import { sourcesVersion } from './sources-version.ts';

/**
 * The name of what a task ends in: a hash of all that decides the bytes of the film's files.
 *
 * @throws UsageError naming a file of the params that cannot be read
 */
export function filmKey({ job, frames, encoder, mute }: RenderTask): string {
  const { version, dependencies } = readPackage();
  return keyOf({
    job,
    frames: frames ?? null,
    encoder,
    mute,
    inputs: inputHashes(readInputs(findFilm(job.film), job.params)),
    sources: sourcesVersion(`compositions/${job.film}/index.ts`, 'cli/render-film.ts'),
    packages: { version, dependencies },
    settings: ['package-lock.json', 'tsconfig.json'].map((file) => readFileSync(join(PROJECT, file), 'utf8')),
    machine: [process.platform, process.arch, process.versions.node],
  });
}
