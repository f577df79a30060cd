import type { Film } from '../compositions/film.ts';
import { nodeTypefaces } from '../src/render/fonts.ts';
import type { FrameSource } from '../src/render/frame-painter.ts';
import { createStage } from '../src/scene/stage.ts';
import type { Trace } from '../src/sim/trace.ts';
import type { Story } from '../src/story/story.ts';
import { type FilmJob, findFilm } from './film-options.ts';
import { simulateJob } from './simulation.ts';

/** A film told: everything that can be derived from a job. */
export interface ToldFilm {
  readonly film: Film;
  readonly trace: Trace;
  readonly story: Story;
  readonly source: FrameSource;
}

/**
 * Tells a job's film and says how each of its frames is drawn.
 *
 * @param trace its simulation, where that has been done already
 */
export function tellJob(job: FilmJob, trace: Trace = simulateJob(job)): ToldFilm {
  const film = findFilm(job.film);
  const story = film.tell(trace, job.fps);
  const stage = createStage({
    format: job.format,
    theme: job.theme,
    language: job.language,
    type: nodeTypefaces(),
    burnCaptions: job.burnCaptions,
  });
  return {
    film,
    trace,
    story,
    source: {
      width: stage.width,
      height: stage.height,
      fps: job.fps,
      frames: story.frames,
      element: (frame) => film.Scene({ trace, story, frame, stage }),
    },
  };
}
