import type { CueSheet } from '../../audio/cue-sheet.ts';
import type { Trace } from '../sim/trace.ts';
import type { Story } from '../story/story.ts';
import type { FilmJob } from './job.ts';

/** A job with everything its film derives from it, except pictures. Computed once and passed on. */
export interface ToldFilm {
  readonly job: FilmJob;
  readonly trace: Trace;
  readonly story: Story;
  readonly sheet: CueSheet;
}

/** Tells and scores a film. @param trace the result of its simulation */
export function tellFilm(job: FilmJob, trace: Trace): ToldFilm {
  const { film, fps, look } = job;
  const story = film.tell(trace, fps, look);
  return { job, trace, story, sheet: film.score(trace, story, look) };
}
