// What the library is entered by, and where all of it lies.
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');
export const DIST = join(ROOT, 'dist');

/** The library's doors, by the name that each has behind `lossreel/`; `index` is the front door. */
export const DOORS = {
  index: 'src/index.ts',
  sim: 'src/sim/index.ts',
  story: 'src/story/index.ts',
  scene: 'src/scene/index.ts',
  audio: 'audio/index.ts',
  film: 'src/film/index.ts',
  films: 'compositions/films.ts',
  remotion: 'compositions/remotion/index.ts',
};
