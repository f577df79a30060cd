import { existsSync } from 'node:fs';
import { readRegular } from '../../cache/regular-file.ts';
import { type Difference, differences } from '../differences.ts';
import { parseProvenance } from '../sidecars/provenance.ts';
import type { RenderTask } from './render-task.ts';

/** A film that a render is going to replace by a different one. */
export interface ReplacedFilm {
  /** In what it differs; `null` if nobody knows, as it has no provenance that can be read. */
  readonly differences: readonly Difference[] | null;
}

/**
 * What a task is about to replace, unless that was made in the same way.
 *
 * @returns `null` if there is no such film, or none that differs
 */
export function replacedFilm({
  job,
  encoder,
  mute,
  engine,
  frames,
  target,
}: RenderTask): ReplacedFilm | null {
  if (!existsSync(`${target}.mp4`)) return null;
  try {
    const made = parseProvenance(readRegular(`${target}.json`).toString());
    const wanted = { job, encoder, mute, engine, firstFrame: frames?.start ?? 0 };
    const found = differences(wanted, made);
    const last = frames === undefined ? made.frames.last : frames.end - 1;
    const all =
      last === made.frames.last
        ? found
        : [...found, { what: 'last frame', before: made.frames.last, now: last }];
    return all.length === 0 ? null : { differences: all };
  } catch {
    return { differences: null };
  }
}
