import type { Mapping } from './place.ts';
import { ROLES } from './role-keys.ts';
import type { Reading } from './series.ts';
import type { Roles } from './understand.ts';

/** What somebody says of a log, by its key: `train`, `val`, `step` … and the name of a column or series. */
export type Said = Readonly<Record<string, string | undefined>>;

/** Which columns are meant. */
export const mappingOf = ({ step, group }: Said): Mapping => ({
  ...(step === undefined ? {} : { step }),
  ...(group === undefined ? {} : { group }),
});

/** Which series are meant. */
export const rolesOf = (said: Said): Roles =>
  Object.fromEntries(
    Object.entries(ROLES).flatMap(([key, role]) => (said[key] === undefined ? [] : [[role, said[key]]])),
  );

/** The names of series that were said and are not there, and all that there are. */
export function unknownSeries({ runs }: Reading, said: Said) {
  const names = runs.flatMap(({ series }) => series.map(({ name }) => name));
  const isThere = (name: string): boolean =>
    names.some((one) => one.toLowerCase() === name.toLowerCase() || one.split('/').at(-1) === name);
  return { names, unknown: Object.values(rolesOf(said)).filter((name) => !isThere(name)) };
}

/** That a column said to count the steps was not needed. */
export function unusedStep({ runs }: Reading, { step }: Said): readonly string[] {
  const axes = new Set(runs.flatMap(({ series }) => series.map(({ axis }) => axis.name.toLowerCase())));
  return step === undefined || axes.has(step.toLowerCase())
    ? []
    : [`--map step=${step}: not used, since these logs have steps of their own`];
}
