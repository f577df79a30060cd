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

/** Tells a film; it is scored when its cue sheet is first asked for, which a still never does. @param trace the result of its simulation */
export function tellFilm(job: FilmJob, trace: Trace): ToldFilm {
  const { film, fps, look } = job;
  const story = film.tell(trace, fps, look);
  let sheet: CueSheet | undefined;
  return {
    job,
    trace,
    story,
    get sheet() {
      sheet ??= film.score(trace, story, look);
      return sheet;
    },
  };
}
