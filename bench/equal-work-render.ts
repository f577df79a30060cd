import { FINAL } from '../src/render/encode/encoder.ts';
import { loadCanvasKit } from '../src/render/paint/canvaskit.ts';
import { renderVideo } from '../src/render/video.ts';
import { equalWorkSource } from './equal-work-scene.tsx';

/** Renders the fixed scene in a process of its own: equal-work-render.ts OUT WORKERS */
const [out = 'equal-work.mp4', workers = '2'] = process.argv.slice(2);
// Compiles while the fonts are being read.
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
