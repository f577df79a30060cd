import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { BUILT, builtFile, PROJECT, readPackage } from '../sources/project.ts';

/** A way into a module that runs already: films get the same one, whatever is installed beside them. */
interface Door {
  readonly url: string;
  /** The module of our sources that it is, if it is one of ours. */
  readonly source?: string;
}

const own = (built: string, source: string): Door => ({
  url: (BUILT ? builtFile(built) : pathToFileURL(join(PROJECT, source))).href,
  source,
});

/** Packages of which there must be only one. */
const SHARED = ['react', 'react/jsx-runtime'] as const;
/** The package whose own copy a film may bring. */
export const SCHEMAS = 'zod';

let found: ReadonlyMap<string, Door> | undefined;

/** The doors of lossreel, React and zod, by what a film imports them as. */
export function doors(): ReadonlyMap<string, Door> {
  found ??= new Map([
    ...Object.entries(readPackage().exports).flatMap(([name, door]): readonly [string, Door][] => {
      if (typeof door === 'string') return [];
      const source = door.types.replace('./dist/types/', '').replace(/\.d\.ts$/, '.ts');
      return [[`lossreel${name.slice(1)}`, own(door.default.replace('./dist/', ''), source)]];
    }),
    ...[...SHARED, SCHEMAS].map((name): [string, Door] => [name, { url: import.meta.resolve(name) }]),
  ]);
  return found;
}

/** What a bundle calls a door by, before its name: no package is called so. */
export const SCHEME = 'lossreel:';

const replaced = (
  text: string,
  place: (door: Door, name: string) => readonly [from: string, to: string],
): string =>
  [...doors()].reduce((led, [name, door]) => {
    const [from, to] = place(door, name);
    return led.replaceAll(JSON.stringify(from), JSON.stringify(to));
  }, text);

/** A bundle's text as a module that can be imported: its doors lead to where they are. */
export const openedDoors = (text: string): string => replaced(text, ({ url }, name) => [SCHEME + name, url]);

/** A module's text as it was in its bundle. */
export const closedDoors = (text: string): string => replaced(text, ({ url }, name) => [url, SCHEME + name]);
