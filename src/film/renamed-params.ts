import { z } from 'zod';
import type { Film } from './film.ts';

/** The path of a param as films declare it: `races[].steps`, whichever race. */
const generic = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, key) =>
      typeof key === 'number' ? `${text}[]` : text === '' ? String(key) : `${text}.${String(key)}`,
    '',
  );

/** The issues of refused params, in which each param that once had another name is told its new one. */
export function withNewNames({ renamed = {} }: Pick<Film, 'renamed'>, error: z.ZodError): z.ZodError {
  const issues = error.issues.flatMap((issue): readonly z.core.$ZodIssue[] => {
    if (issue.code !== 'unrecognized_keys') return [issue];
    const isOld = (key: string): boolean => Object.hasOwn(renamed, generic([...issue.path, key]));
    const unknown = issue.keys.filter((key) => !isOld(key));
    const told = issue.keys.filter(isOld).map((key): z.core.$ZodIssue => {
      const path = [...issue.path, key];
      return { code: 'custom', path, message: `is now called '${renamed[generic(path)]}'`, input: undefined };
    });
    if (told.length === 0) return [issue];
    const names = unknown.map((key) => JSON.stringify(key)).join(', ');
    const message = `Unrecognized key${unknown.length > 1 ? 's' : ''}: ${names}`;
    return [...told, ...(unknown.length === 0 ? [] : [{ ...issue, keys: unknown, message }])];
  });
  return new z.ZodError([...issues]);
}
