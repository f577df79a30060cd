import { openStore } from '../../cache/store.ts';
import { prune } from '../../cache/store-limit.ts';
import { writeSet } from '../../cache/write-set.ts';
import { renderVideo } from '../../render/video.ts';
import { requireBed } from '../bed.ts';
import { FILM_ENDINGS } from '../film-files.ts';
import { piecesVersion } from '../sources/sources-version.ts';
import { recordPaths, VIDEO, writeRecord } from './film-record.ts';
import { painterJob } from './painters.ts';
import { type CacheAccess, openKeeper } from './piece-keeper.ts';
import type { RenderHooks, RenderOutcome, RenderTask } from './render-task.ts';
import { soundOf, tellTask } from './told-task.ts';
import { writeSidecars } from './write-sidecars.ts';

/**
 * Renders a film natively, reusing cached pieces and caching new ones. Sound is synthesized while the picture is
 * painted.
 *
 * @param key the film's cache key
 */
export async function makeFilm(task: RenderTask, key: string, hooks: RenderHooks): Promise<RenderOutcome> {
  if (!task.mute) await requireBed(task.job.look);
  const toldTask = tellTask(task, hooks);
  const { job, told, source, range, target } = toldTask;
  const cache: CacheAccess = { folder: task.cache, version: piecesVersion(task.cache), fresh: task.force };
  const wav = soundOf(toldTask, hooks);
  const { segments, sound, frames } = await writeSet(target, FILM_ENDINGS, async (pathOf) => {
    const report = await renderVideo({
      source,
      workerModule: task.workerModule,
      job: painterJob(job, told.trace, cache),
      range,
      scale: job.scale,
      workers: task.workers,
      encoder: task.encoder,
      wav,
      keeper: openKeeper(cache),
      out: pathOf(VIDEO),
      onProgress: hooks.onProgress,
      signal: hooks.signal,
    });
    const hashes = report.segments.flatMap((segment) => segment.frames);
    await writeSidecars(toldTask, hashes, await wav, pathOf);
    return report;
  });
  const store = openStore(task.cache);
  const made = {
    frames,
    segments: segments.flatMap(({ key: kept }) => kept ?? []),
    sound: sound?.key ?? null,
  };
  const record = await writeRecord(store, key, { ...made, files: FILM_ENDINGS }, target);
  prune(task.cache, task.cacheLimit, recordPaths(store, key, record));
  const encoded = segments.filter((segment) => segment.made).length;
  return { status: 'rendered', frames, segments: { total: segments.length, encoded } };
}
