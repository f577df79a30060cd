// The thread in which the native engine paints and encodes: it knows the films, the engine does not.
import { serveSegments } from '../src/render/segment-worker.ts';
import type { FilmJob } from './film-options.ts';
import { tellJob } from './film-source.ts';

await serveSegments((job) => tellJob(job as FilmJob).source);
