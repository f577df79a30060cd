import { rm, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { cueSheetHash } from '../audio/cue-sheet-checks.ts';
import { ensureWavInWorker } from '../audio/node.ts';
import { renderVideo } from '../src/render/video.ts';
import { recordPaths, VIDEO, writeRecord } from '../src/series/film-record.ts';
import { type CacheAccess, openKeeper } from '../src/series/piece-keeper.ts';
import { openStore } from '../src/series/store.ts';
import { prune } from '../src/series/store-limit.ts';
import { pieceVersions } from '../src/series/versions.ts';
import { spanWithin } from './film-options.ts';
import { tellJob } from './film-source.ts';
import { PROJECT, soundFolder } from './paths.ts';
import type { RenderOutcome, RenderWatch } from './render-film.ts';
import type { RenderTask, ToldTask } from './render-task.ts';
import type { SegmentJob } from './segment-worker.ts';
import { writeSidecars } from './sidecars.ts';
import { simulateJob } from './simulation.ts';

/** Tells a task's film. @throws UsageError when the frames wanted are outside of it */
export function toldTask(task: RenderTask): ToldTask {
  const { job, force, quiet, cache } = task;
  const told = tellJob(job, simulateJob(job, { fresh: force, quiet, cache }));
  return { ...task, told, span: spanWithin(task.frames, told.story.frames) };
}

/** The path of the task's sound, synthesized unless it is kept; marked as used. */
export async function soundOf(
  { told, force }: ToldTask,
  folder: string,
  signal: AbortSignal,
): Promise<string> {
  const sheet = told.film.score(told.trace, told.story);
  if (force) await rm(join(folder, `${cueSheetHash(sheet)}.wav`), { force: true });
  const wav = await ensureWavInWorker(sheet, folder, signal);
  const now = new Date();
  await utimes(wav, now, now);
  return wav;
}

/**
 * Makes a film natively from what it is computed of, with the pieces that are kept, and keeps what it makes. Sound is
 * synthesized while the picture is painted.
 *
 * @param key everything that decides its files
 */
export async function makeFilm(task: RenderTask, key: string, watch: RenderWatch): Promise<RenderOutcome> {
  const told = toldTask(task);
  const { job, span, target } = told;
  const cache: CacheAccess = { folder: task.cache, versions: pieceVersions(PROJECT), fresh: task.force };
  const wav = task.mute ? undefined : soundOf(told, soundFolder(task.cache), watch.signal);
  const { segments, sound, frames } = await renderVideo({
    source: told.told.source,
    workerModule: new URL('./segment-worker.ts', import.meta.url),
    job: { job, trace: told.told.trace, cache } satisfies SegmentJob,
    range: span,
    scale: job.scale,
    workers: task.workers,
    encoder: task.encoder,
    wav,
    keeper: openKeeper(cache),
    out: `${target}${VIDEO}`,
    ...watch,
  });
  const rendered = {
    frames: segments.flatMap((segment) => segment.frames),
    ...(wav === undefined ? {} : { wav: await wav }),
  };
  const files = [VIDEO, ...(await writeSidecars(told, rendered))];
  const store = openStore(task.cache);
  const made = {
    frames,
    segments: segments.flatMap(({ key: kept }) => kept ?? []),
    sound: sound?.key ?? null,
  };
  const record = await writeRecord(store, key, { ...made, files }, target);
  await prune(task.cache, task.cacheLimit, recordPaths(store, key, record));
  const encoded = segments.filter((segment) => segment.made).length;
  return { status: 'rendered', frames, segments: { total: segments.length, encoded } };
}
