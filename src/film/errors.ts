import type { z } from 'zod';

/** An invalid request: exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** An error as one line. */
export const oneLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).trim().replace(/\s*\n\s*/g, '; ');

/** A schema issue as one phrase: where, what was expected, and what was given if that is short. */
function describeIssue({ path, message, input }: z.core.$ZodIssue): string {
  const given =
    typeof input === 'number' || typeof input === 'string' ? `, got ${JSON.stringify(input)}` : '';
  const place = path.reduce<string>(
    (text, key) =>
      typeof key === 'number' ? `${text}[${key}]` : text === '' ? String(key) : `${text}.${String(key)}`,
    '',
  );
  return place === '' ? message : `${place}: ${message}${given}`;
}

/** The issues found by a schema, as one phrase. @param place of the value in a larger structure */
export const describeIssues = ({ issues }: z.ZodError, place: readonly PropertyKey[] = []): string =>
  issues.map((issue) => describeIssue({ ...issue, path: [...place, ...issue.path] })).join('; ');
