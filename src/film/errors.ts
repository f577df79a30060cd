import type { z } from 'zod';
import { strayPlace } from './own/where.ts';

/** An invalid request: exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** A film of somebody's own is at fault; the message, one line, begins with the place in its sources: exit code 1. */
export class FilmError extends Error {
  override readonly name = 'FilmError';
}

/** An error as one line; where it arose in the sources of somebody's own film, with the place. */
export function oneLine(error: unknown): string {
  if (!(error instanceof Error)) return inOneLine(String(error));
  const isPlaced = error instanceof FilmError || error instanceof UsageError;
  return (isPlaced ? '' : strayPlace(error)) + inOneLine(error.message);
}

/** A text as one line. */
export const inOneLine = (text: string): string => text.trim().replace(/\s*\n\s*/g, '; ');

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
