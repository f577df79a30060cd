import { serveSegments } from '../../src/render/segment-worker.ts';
import { type CacheAccess, openKeeper } from '../../src/series/piece-keeper.ts';
import { smallFilm } from './picture.tsx';

/** What the small film's worker may be asked for; nothing beyond the film without it. */
export interface SmallFilmJob {
  readonly cache: CacheAccess;
  readonly changed: readonly number[];
}

const isJob = (job: unknown): job is SmallFilmJob =>
  typeof job === 'object' && job !== null && 'cache' in job;

/** The small film in a worker thread; the job may ask it to fail, to differ in some frames, or to keep segments. */
await serveSegments(
  (job) => {
    if (job === 'fail') throw new Error('the film cannot be opened');
    return smallFilm(isJob(job) ? job.changed : []);
  },
  (job) => (isJob(job) ? openKeeper(job.cache) : undefined),
);
