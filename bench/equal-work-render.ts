import { loadCanvasKit } from '../src/render/canvaskit.ts';
import { FINAL } from '../src/render/encoder.ts';
import { renderVideo } from '../src/render/video.ts';
import { equalWorkSource } from './equal-work-scene.tsx';

/** Renders the fixed scene as a whole process: equal-work-render.ts OUT WORKERS */
const [out = 'equal-work.mp4', workers = '2'] = process.argv.slice(2);
// Compiles beside the fonts' reading.
void loadCanvasKit();
await renderVideo({
  source: equalWorkSource(),
  workerModule: new URL('./equal-work-worker.ts', import.meta.url),
  job: undefined,
  scale: 1,
  workers: Number(workers),
  encoder: FINAL,
  out,
});
