// Entry point of the thread that node.ts starts: Web Audio first, then the TypeScript loader, then the work.
// Registering the loader here instead of by a flag lets the thread start from any working directory.
import { register } from 'tsx/esm/api';
import { installWebAudio } from './node-web-audio.js';

await installWebAudio();
register();
await import('./sound-worker.ts');
