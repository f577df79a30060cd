import { serveSegments } from '../../src/render/segment-worker.ts';
import { smallFilm } from './picture.tsx';

/** The small film in a worker thread; the job may ask it to fail. */
await serveSegments((job) => {
  if (job === 'fail') throw new Error('the film cannot be opened');
  return smallFilm();
});
