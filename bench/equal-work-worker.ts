import { serveSegments } from '../src/render/encode/segment-worker.ts';
import { equalWorkSource } from './equal-work-scene.tsx';

void serveSegments(() => equalWorkSource());
