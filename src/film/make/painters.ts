import { serveSegments } from '../../render/encode/segment-worker.ts';
import type { Trace } from '../../sim/trace.ts';
import type { Film, FilmOrigin } from '../film.ts';
import { findFilm } from '../find-film.ts';
import { frameSource } from '../frame-source.ts';
import { type FilmJob, type PlainJob, plainJob } from '../job.ts';
import { oneLine } from '../one-line.ts';
import { present } from '../present.ts';
import { type CacheAccess, openKeeper } from './piece-keeper.ts';

/** The job of a painting thread: it includes the trace, so that nothing is simulated twice. */
interface PainterJob {
  readonly job: PlainJob;
  /** Where the film comes from, if it is somebody's own. */
  readonly origin: FilmOrigin | undefined;
  readonly trace: Trace;
  readonly cache: CacheAccess;
}

/** What {@link servePainters} needs to know about a film. */
export const painterJob = (job: FilmJob, trace: Trace, cache: CacheAccess): PainterJob => ({
  job: plainJob(job),
  origin: job.film.origin,
  trace,
  cache,
});

/** Turns this thread into a painting and encoding worker of the native engine. @param films to look a job's film up in */
export const servePainters = (films: readonly Film[]): Promise<void> =>
  serveSegments(
    async (given) => {
      const { job: plain, origin, trace } = given as PainterJob;
      const own =
        origin === undefined
          ? findFilm(films, plain.film)
          : await (await import('../own/import-film.ts')).importFilm(origin);
      const job = { ...plain, film: present(own, plain.look) };
      return frameSource({ job, trace, story: job.film.tell(trace, job.fps, job.look) });
    },
    (given) => openKeeper((given as PainterJob).cache),
    oneLine,
  );
