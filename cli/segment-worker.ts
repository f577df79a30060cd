// The thread in which the native engine paints and encodes: it knows the films, the engine does not.
import { serveSegments } from '../src/render/segment-worker.ts';
import { type CacheAccess, openKeeper } from '../src/series/piece-keeper.ts';
import type { Trace } from '../src/sim/trace.ts';
import type { FilmJob } from './film-options.ts';
import { tellJob } from './film-source.ts';

/** What a thread is given: the trace comes along, so that nothing is simulated twice. */
export interface SegmentJob {
  readonly job: FilmJob;
  readonly trace: Trace;
  readonly cache: CacheAccess;
}

await serveSegments(
  (given) => {
    const { job, trace } = given as SegmentJob;
    return tellJob(job, trace).source;
  },
  (given) => openKeeper((given as SegmentJob).cache),
);
