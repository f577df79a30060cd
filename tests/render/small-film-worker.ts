import { type CacheAccess, openKeeper } from '../../src/film/make/piece-keeper.ts';
import { serveSegments } from '../../src/render/encode/segment-worker.ts';
import { smallFilm } from './picture.tsx';

/** Options of the small film's worker; by default just the film. */
export interface SmallFilmJob {
  readonly cache: CacheAccess;
  readonly changed: readonly number[];
}

const isJob = (job: unknown): job is SmallFilmJob =>
  typeof job === 'object' && job !== null && 'cache' in job;

/** The small film in a worker thread; the job may make it fail, differ in some frames, or cache segments. */
await serveSegments(
  (job) => {
    if (job === 'fail') throw new Error('the film cannot be opened');
    return smallFilm(isJob(job) ? job.changed : []);
  },
  (job) => (isJob(job) ? openKeeper(job.cache) : undefined),
);
