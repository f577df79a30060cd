import { configure } from './configure.ts';
import { LOADER_VARIABLE } from './settings.ts';

// What `lossreel studio` gives Remotion where lossreel is installed. Remotion evaluates it as a text without a place of its
// own, so it is told where the build lies.
configure(process.cwd(), process.env[LOADER_VARIABLE] ?? '');
