import type { FrameSource } from '../../render/paint/frame-painter.ts';
import type { FrameRange } from '../../story/clock.ts';
import { requireFitting } from '../fit.ts';
import { rangeWithin } from '../frame-range.ts';
import { frameSource } from '../frame-source.ts';
import { withInputs } from '../inputs.ts';
import { simulate } from '../simulate.ts';
import { soundFiles, wavOf } from '../sound.ts';
import { type ToldFilm, tellFilm } from '../told-film.ts';
import { warningsOfTold } from '../warnings.ts';
import type { RenderHooks, RenderTask } from './render-task.ts';

/** A task whose film has been told, and the range of frames to render. */
export interface ToldTask extends RenderTask {
  readonly told: ToldFilm;
  readonly source: FrameSource;
  readonly range: FrameRange;
}

/** Tells a task's film. @throws UsageError if the requested frames are outside it */
export function tellTask(
  task: RenderTask,
  { onSimulate, onWarnings }: Pick<RenderHooks, 'onSimulate' | 'onWarnings'>,
): ToldTask {
  const { force, cache, frames } = task;
  const job = withInputs(task.job);
  const told = tellFilm(job, simulate(job, { fresh: force, cache, report: onSimulate }));
  requireFitting(told);
  const warnings = warningsOfTold(job, told);
  if (warnings.length > 0) onWarnings?.(warnings);
  return { ...task, job, told, source: frameSource(told), range: rangeWithin(frames, told.story.frames) };
}

/**
 * A task's sound as WAV, synthesized unless cached; `undefined` for a silent film. A rejection is only raised when the
 * promise is awaited.
 */
export function soundOf(
  { told, force, mute, cache }: ToldTask,
  { signal }: Pick<RenderHooks, 'signal'>,
): Promise<Uint8Array> | undefined {
  if (mute) return undefined;
  const wav = wavOf(told.sheet, { ...soundFiles(told.job), cache, fresh: force, signal });
  wav.catch(() => {});
  return wav;
}
