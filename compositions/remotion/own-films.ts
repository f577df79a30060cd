import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Film, FilmOrigin } from '../../src/film/film.ts';
import { doors } from '../../src/film/own/doors.ts';
import { writeModule } from '../../src/film/own/module-file.ts';
import { packageName } from '../../src/film/sources/installed.ts';
import { BUILT, builtFile, PROJECT } from '../../src/film/sources/project.ts';
import type { OwnAliases } from './settings.ts';

/** A file of the build, or where none is made, the source that it is built from. */
export const fileOf = (built: string, source: string): string =>
  fileURLToPath(BUILT ? builtFile(built) : pathToFileURL(join(PROJECT, 'compositions', source)));

/** Packages that Remotion leads to its own copy. */
const REMOTIONS = /^react(\/|$)/;

/** Where a page finds what a film imports: files of the lossreel that runs. */
const placeOf = (door: string): string =>
  REMOTIONS.test(door) ? door : fileURLToPath(doors().get(door)?.url ?? door);

/**
 * What Rspack is told of the sources of films of somebody's own: `lossreel` is the one that runs, and zod, where the film
 * has none of its own, is ours.
 */
export function ownAliases(): OwnAliases {
  const places = [...doors().keys()].filter((door) => !REMOTIONS.test(door));
  const led = (names: readonly string[], mark: string): Readonly<Record<string, string>> =>
    Object.fromEntries(names.map((door) => [door + mark, placeOf(door)]));
  return {
    alias: led(
      places.filter((door) => packageName(door) === 'lossreel'),
      '$',
    ),
    fallback: led(
      places.filter((door) => packageName(door) !== 'lossreel'),
      '',
    ),
  };
}

/** A film's module as a page can import it. */
function modulePage({ module }: FilmOrigin): string {
  const text = [...doors()].reduce(
    (led, [door, { url }]) => led.replaceAll(JSON.stringify(url), JSON.stringify(placeOf(door))),
    readFileSync(module, 'utf8'),
  );
  return writeModule(text, '.js');
}

/**
 * Writes the root of a bundle that shows films of somebody's own.
 *
 * @param films of which at least one is somebody's own; the catalogue is there too where one is of it
 * @param live shows the sources themselves, which may be edited; else what was loaded of them
 * @returns its path, in a folder that goes with this process
 */
export function rootOf(films: readonly Film[], live: boolean): string {
  const origins = films.flatMap(({ origin }) => origin ?? []);
  const from = (path: string): string => `from ${JSON.stringify(path)};`;
  const imports = origins.map(
    (origin, i) => `import film${i} ${from(live ? origin.entry : modulePage(origin))}`,
  );
  const ours = origins.length < films.length;
  const text = [
    `import { registerRoot, rootFor } ${from(fileOf('show-films.js', 'remotion/show-films.tsx'))}`,
    ...(ours ? [`import { CATALOGUE } ${from(fileOf('films.js', 'films.ts'))}`] : []),
    ...imports,
    `registerRoot(rootFor([${[...origins.map((_, i) => `film${i}`), ...(ours ? ['...CATALOGUE'] : [])].join(', ')}]));`,
  ];
  return writeModule(`${text.join('\n')}\n`, '.js');
}
