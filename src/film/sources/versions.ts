import { runningBuild } from './built-sources.ts';
import { versionsOf } from './installed.ts';
import { PROJECT, packagesUsed } from './project.ts';

/** The packages that films are made of, with their versions: those installed, and those that the build carries. */
export const versionsInUse = (): Readonly<Record<string, string>> => {
  const carried = Object.entries(runningBuild()?.carried ?? {}).map(
    ([name, { version }]) => [name, version] as const,
  );
  const found = { ...versionsOf(packagesUsed(), PROJECT), ...Object.fromEntries(carried) };
  return Object.fromEntries(Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1)));
};
