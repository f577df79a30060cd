// The entry of the thread that node.ts starts where nothing is built: Web Audio first, then the loader of TypeScript, then
// the work. Calling the loader here, not by a flag, lets the thread start from any current directory.
import { register } from 'tsx/esm/api';
import { installWebAudio } from './node-web-audio.js';

await installWebAudio();
register();
await import('./sound-worker.ts');
