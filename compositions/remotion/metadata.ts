import type { CalculateMetadataFunction } from 'remotion';
import type { Film } from '../../src/film/film.ts';
import { FORMATS, type Format } from '../../src/scene/stage.ts';
import { compositionId } from './composition-id.ts';
import { type FilmProps, jobOf } from './prop-schema.ts';
import { traceOf } from './use-trace.ts';

/** A composition's `calculateMetadata`: a film is as long as its props make it, which simulating it tells. */
export function filmMetadata(film: Film, format: Format): CalculateMetadataFunction<FilmProps> {
  return async ({ props, abortSignal }) => {
    const job = jobOf(film, format, props);
    const { frames } = film.tell(await traceOf(job, abortSignal), job.fps, job.look);
    return {
      durationInFrames: frames,
      fps: job.fps,
      ...FORMATS[format],
      defaultOutName: compositionId(film.id, format),
    };
  };
}
