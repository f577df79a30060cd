import { readFileSync } from 'node:fs';
import { DRAFT } from '../../src/render/encode/encoder.ts';
import { renderVideo } from '../../src/render/video.ts';
import { smallFilm } from './picture.tsx';

/** Renders the small film in a separate process: render-small-film.ts OUT WAV */
const [out = '', wav = ''] = process.argv.slice(2);
await renderVideo({
  source: smallFilm(),
  workerModule: new URL('./small-film-worker.ts', import.meta.url),
  job: undefined,
  scale: 1,
  workers: 2,
  encoder: DRAFT,
  wav: readFileSync(wav),
  out,
});
