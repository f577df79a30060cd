import type { z } from 'zod';
import { insteadOf, nearest } from './nearest.ts';

// A page loads this too, so it uses nothing of Node's: that is in one-line.ts.

/** An invalid request: exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** A film of somebody's own is at fault; the message, one line, begins with the place in its sources: exit code 1. */
export class FilmError extends Error {
  override readonly name = 'FilmError';
  /** Which of its functions, the place in its sources, and what is wrong, if it was called. */
  readonly fault: { readonly part: string; readonly place: string; readonly says: string } | undefined;
  constructor(message: string, options: ErrorOptions & { readonly fault?: FilmError['fault'] } = {}) {
    super(message, options);
    this.fault = options.fault;
  }
}

/** A text as one line. */
export const inOneLine = (text: string): string => text.trim().replace(/\s*\n\s*/g, '; ');

/** The fields that a schema knows of the object at a path. */
export type KeysAt = (path: readonly PropertyKey[], value: unknown) => readonly string[];

/** The field, or the value, that was probably meant; empty if there is nothing to say. */
function meant(issue: z.core.$ZodIssue, keysAt: KeysAt | undefined): string {
  if (issue.code === 'unrecognized_keys') {
    if (keysAt === undefined) return '';
    const known = keysAt(issue.path, issue.input);
    const which = (key: string): string => (issue.keys.length > 1 ? `for "${key}" ` : '');
    return issue.keys.map((key) => `; ${which(key)}${insteadOf(key, known)}`).join('');
  }
  const values: readonly unknown[] =
    issue.code === 'invalid_value' ? issue.values : 'options' in issue ? (issue.options ?? []) : [];
  const key = issue.path.at(-1) ?? '';
  const { input } = issue;
  // Where a kind decides, the issue is about the whole object.
  const given = typeof input === 'object' && input !== null ? Reflect.get(input, key) : input;
  const near = nearest(String(given), values.map(String));
  return near === undefined ? '' : `; did you mean '${near}'?`;
}

/** A schema issue as one phrase: where, what was expected, and what was given if that is short. */
function describeIssue(issue: z.core.$ZodIssue, path: readonly PropertyKey[], keysAt?: KeysAt): string {
  const { message, input } = issue;
  const given =
    typeof input === 'number' || typeof input === 'string' ? `, got ${JSON.stringify(input)}` : '';
  const place = path.reduce<string>(
    (text, key) =>
      typeof key === 'number' ? `${text}[${key}]` : text === '' ? String(key) : `${text}.${String(key)}`,
    '',
  );
  return `${place === '' ? message : `${place}: ${message}${given}`}${meant(issue, keysAt)}`;
}

/**
 * The issues found by a schema, as one phrase.
 *
 * @param place of the value in a larger structure
 * @param keysAt tells which fields there are, to suggest one in place of an unknown one
 */
export const describeIssues = (
  { issues }: z.ZodError,
  place: readonly PropertyKey[] = [],
  keysAt?: KeysAt,
): string => issues.map((issue) => describeIssue(issue, [...place, ...issue.path], keysAt)).join('; ');
