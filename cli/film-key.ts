import { keyOf } from '../src/series/store.ts';
import { findFilm } from './film-options.ts';
import { inputHashes, readInputs } from './inputs.ts';
import type { RenderTask } from './render-task.ts';
import { surroundings } from './sources-version.ts';

/**
 * The name of what a task ends in: a hash of all that decides the bytes of the film's files.
 *
 * @throws UsageError naming a file of the params that cannot be read
 */
export function filmKey({ job, frames, encoder, mute }: RenderTask): string {
  const inputs = inputHashes(readInputs(findFilm(job.film), job.params));
  return keyOf({ job, frames: frames ?? null, encoder, mute, inputs, ...surroundings(job.film) });
}

/** What a task's film depends on, for whoever wants to know later without loading it. */
export function callOf(task: RenderTask): { readonly film: string; readonly inputs: readonly string[] } {
  const { film, params } = task.job;
  return { film: filmKey(task), inputs: (findFilm(film).inputs?.(params) ?? []).map(({ path }) => path) };
}
