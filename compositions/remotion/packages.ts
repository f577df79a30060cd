import { versionsOf } from '../../src/film/sources/installed.ts';
import { PROJECT, readPackage } from '../../src/film/sources/project.ts';

/** What Remotion's Studio needs beside what every installation has. */
export const STUDIO_PACKAGES = ['@remotion/cli', '@remotion/media', 'remotion'] as const;
/** What rendering through a browser needs. */
export const BROWSER_PACKAGES = [
  '@remotion/bundler',
  '@remotion/media',
  '@remotion/renderer',
  'remotion',
] as const;

type RemotionPackage = (typeof STUDIO_PACKAGES | typeof BROWSER_PACKAGES)[number];

const install = (names: readonly string[], version: string): string =>
  `npm install ${names.map((name) => `${name}@${version}`).join(' ')}`;

/**
 * Makes sure that packages of Remotion are there, all of one version: it refuses others, in many words or in none.
 *
 * @param what needs them
 * @returns their version
 * @throws Error, one line, with the command that mends it
 */
export function requireRemotion(
  what: string,
  needed: readonly RemotionPackage[],
  from: string = PROJECT,
): string {
  const found = versionsOf(needed, from);
  const versions = [...new Set(Object.values(found))];
  const [only] = versions;
  const pinned = readPackage().devDependencies.remotion ?? 'latest';
  const lacking = needed.filter((name) => found[name] === undefined);
  if (versions.length > 1) {
    const all = Object.entries(found).map(([name, version]) => `${name} ${version}`);
    const mend = install(needed, found.remotion ?? pinned);
    throw new Error(
      `${what} needs Remotion's packages to be of one version, here are ${all.join(', ')}: run '${mend}'`,
    );
  }
  if (only === undefined || lacking.length > 0) {
    const mend = install(lacking, only ?? pinned);
    throw new Error(
      `${what} needs ${lacking.join(', ')}, which ${lacking.length > 1 ? 'are' : 'is'} not installed: run '${mend}'`,
    );
  }
  return only;
}
