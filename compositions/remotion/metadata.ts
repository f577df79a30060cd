import type { CalculateMetadataFunction } from 'remotion';
import { requireReadable } from '../../src/film/caption-fit.ts';
import type { Film } from '../../src/film/film.ts';
import { outputName } from '../../src/film/job.ts';
import { FORMATS, type Format } from '../../src/scene/stage.ts';
import { compositionId } from './composition-id.ts';
import { orEndRender } from './end-render.ts';
import { type FilmProps, jobOf } from './prop-schema.ts';
import { withBrand } from './static-brand.ts';
import { fetchInputs } from './static-inputs.ts';
import { withNarration } from './static-narration.ts';
import { traceOf } from './use-trace.ts';

/**
 * A composition's `calculateMetadata`: a film is as long as its props make it, which simulating it tells. A composition
 * of the film's own name is rendered into a file beside the native engine's, not over it and away from its sidecars.
 */
export function filmMetadata(film: Film, format: Format): CalculateMetadataFunction<FilmProps> {
  return ({ props: given, abortSignal, compositionId: id }) =>
    orEndRender(async () => {
      const props = await withNarration(await withBrand(given));
      const job = jobOf(film, format, props);
      const trace = await traceOf(job, abortSignal);
      const story = job.film.tell(trace, job.fps, job.look);
      requireReadable({ ...job, trace, story });
      const ours = id === compositionId(film.id, format);
      return {
        durationInFrames: story.frames,
        fps: job.fps,
        props,
        ...FORMATS[format],
        ...(ours ? { defaultOutName: `${outputName(job)}-remotion` } : {}),
      };
    });
}

/** The `calculateMetadata` of a film's poster: it checks the props, and that the files they name are there. */
export function posterMetadata(film: Film, format: Format): CalculateMetadataFunction<FilmProps> {
  return ({ props }) =>
    orEndRender(async () => {
      const whole = await withNarration(await withBrand(props));
      await fetchInputs(film, jobOf(film, format, whole).params);
      return { props: whole };
    });
}
