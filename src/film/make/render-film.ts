import { openStore } from '../../cache/store.ts';
import { withInputs } from '../inputs.ts';
import { filmKey } from './film-key.ts';
import { readRecord, touchRecord } from './film-record.ts';
import { type FilmCall, rememberCall } from './recall.ts';
import type { RenderHooks, RenderOutcome, RenderTask } from './render-task.ts';
import { changedFiles, restoreFiles } from './restore-film.ts';

/** Leaves an unchanged film alone or restores its files from the cache; `null` if neither is possible. */
async function kept(task: RenderTask, key: string, signal: AbortSignal): Promise<RenderOutcome | null> {
  const store = openStore(task.cache);
  const record = readRecord(store, key);
  if (record === null) return null;
  const changed = await changedFiles(record, task.target);
  if (changed.length > 0 && !(await restoreFiles(store, record, changed, task.target, signal))) return null;
  touchRecord(store, key, record);
  const status = changed.length === 0 ? 'unchanged' : 'rendered';
  return { status, frames: record.frames, segments: { total: record.segments.length, encoded: 0 } };
}

/**
 * Renders one film and its sidecars natively. If nothing that determines its files has changed, they are left alone or
 * restored from the cache; otherwise as many cached pieces as possible are reused.
 *
 * @param call that the task came from: its result is remembered
 * @throws UsageError if the requested frames are outside the film, or its params name a bad file; Error if something
 *   cannot be written; the signal's reason if aborted. The old files are then left untouched
 */
export async function renderFilm(
  asked: RenderTask,
  hooks: RenderHooks,
  call?: FilmCall,
): Promise<RenderOutcome> {
  const task = { ...asked, job: withInputs(asked.job) };
  const key = filmKey(task);
  const before = task.force ? null : await kept(task, key, hooks.signal);
  // The drawing code is slow to load.
  const outcome = before ?? (await (await import('./make-film.ts')).makeFilm(task, key, hooks));
  if (call !== undefined && !task.force) await rememberCall(call, key, task);
  return outcome;
}
