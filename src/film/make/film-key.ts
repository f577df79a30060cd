import { jsonHash } from '../../cache/hash.ts';
import { lookHashes } from '../bed.ts';
import { inputHashes, withInputs } from '../inputs.ts';
import { plainJob } from '../job.ts';
import { pathFrom } from '../sidecars/film-path.ts';
import { toolchain } from '../sources/sources-version.ts';
import type { RenderTask } from './render-task.ts';

/**
 * The cache key of a task's result: a hash of everything that determines the bytes of the film's files.
 *
 * @throws UsageError naming an unreadable file in the params or the look
 */
export function filmKey({ job, frames, encoder, mute, cache, target }: RenderTask): string {
  const inputs = { ...inputHashes(withInputs(job).inputs), ...lookHashes(job.look) };
  return jsonHash({
    job: plainJob(job),
    frames: frames ?? null,
    encoder,
    mute,
    inputs,
    // As recorded in the provenance.
    ...(job.film.origin && { from: pathFrom(target, job.film.origin) }),
    ...(job.brandFile !== undefined && { brandFrom: pathFrom(target, { path: job.brandFile }) }),
    ...toolchain(job.film, cache),
  });
}
