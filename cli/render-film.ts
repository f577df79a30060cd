import { readRecord, touchRecord } from '../src/series/film-record.ts';
import { changedFiles, restoreFiles } from '../src/series/restore-film.ts';
import { openStore } from '../src/series/store.ts';
import { filmKey } from './film-key.ts';
import type { RenderTask } from './render-task.ts';

/** How a render ended. */
export interface RenderOutcome {
  /** `unchanged`: the files were there already, as they would be rendered now, and were not touched. */
  readonly status: 'rendered' | 'unchanged';
  readonly frames: number;
  /** How many segments the film has, and how many of them had to be encoded; none through a browser. */
  readonly segments: { readonly total: number; readonly encoded: number };
}

/** Whom a render tells how far it is, and who may stop it. */
export interface RenderWatch {
  readonly onProgress: (done: number, total: number) => void;
  readonly signal: AbortSignal;
}

/**
 * Renders one film natively and what belongs beside it. Where all that decides its files is as it was, they are made again from
 * what is kept, or left alone; else what can be kept of the pieces is used again.
 *
 * @throws UsageError when the frames wanted are outside the film, or its params name a file that is not right; Error
 *   when something cannot be written; the signal's reason when aborted. The old files are then as they were
 */
export async function renderFilm(task: RenderTask, watch: RenderWatch): Promise<RenderOutcome> {
  const key = filmKey(task);
  const store = openStore(task.cache);
  const record = task.force ? null : await readRecord(store, key);
  if (record !== null) {
    const changed = await changedFiles(record, task.target);
    if (changed.length === 0 || (await restoreFiles(store, record, changed, task.target, watch.signal))) {
      await touchRecord(store, key, record);
      const status = changed.length === 0 ? 'unchanged' : 'rendered';
      return { status, frames: record.frames, segments: { total: record.segments.length, encoded: 0 } };
    }
  }
  const { makeFilm } = await import('./make-film.ts');
  return makeFilm(task, key, watch);
}
