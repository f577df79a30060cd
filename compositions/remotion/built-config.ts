import { configure } from './configure.ts';
import { ALIASES_VARIABLE, LOADER_VARIABLE } from './settings.ts';

const aliases = process.env[ALIASES_VARIABLE];

// What `lossreel studio` gives Remotion where a build is shown. Remotion evaluates it as a text without a place of its own,
// so it is told where the build lies.
configure(
  process.cwd(),
  process.env[LOADER_VARIABLE] ?? '',
  aliases === undefined ? undefined : JSON.parse(aliases),
);
