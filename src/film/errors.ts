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

/** Most characters of somebody's text that a message repeats, most items it names, and its own most characters. */
const [MOST_CHARACTERS, MOST_ITEMS, LONGEST_MESSAGE] = [200, 10, 4000];

/** Somebody's text as a message repeats it: of a long one, how much is left out. */
export const cut = (text: string, most: number = MOST_CHARACTERS): string => {
  const characters = [...text];
  return characters.length <= most
    ? text
    : `${characters.slice(0, most).join('')}… (${characters.length - most} characters more)`;
};

/** What a terminal would obey, and what nobody would see, by its number. */
const visible = (text: string): string =>
  text.replace(
    /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu,
    (code) => `\\u${(code.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  );

/** A text as one line that a terminal can show, of a length that can be read. */
export const inOneLine = (text: string): string =>
  visible(cut(text.trim().replace(/\s*\n\s*/g, '; '), LONGEST_MESSAGE));

/** What was given, as a message repeats it: not all of what is long, in quotation marks if it is a text. */
const shown = (given: string | number): string =>
  typeof given === 'number' ? String(given) : `"${cut(given)}"`;

/** The first of many items, and how many more there are. */
const firstOf = (items: readonly string[], mark: string): string =>
  items.length <= MOST_ITEMS
    ? items.join(mark)
    : [...items.slice(0, MOST_ITEMS), `${items.length - MOST_ITEMS} more`].join(mark);

/** The fields that a schema knows of the object at a path. */
export type KeysAt = (path: readonly PropertyKey[], value: unknown) => readonly string[];

/** The field, or the value, that was probably meant; empty if there is nothing to say. */
function meant(issue: z.core.$ZodIssue, keysAt: KeysAt | undefined): string {
  if (issue.code === 'unrecognized_keys') {
    if (keysAt === undefined) return '';
    const known = keysAt(issue.path, issue.input);
    const which = (key: string): string => (issue.keys.length > 1 ? `for "${key}" ` : '');
    const hints = issue.keys.map((key) => `; ${which(cut(key))}${insteadOf(key, known)}`);
    return hints.slice(0, MOST_ITEMS).join('');
  }
  const values: readonly unknown[] =
    issue.code === 'invalid_value' ? issue.values : 'options' in issue ? (issue.options ?? []) : [];
  const key = issue.path.at(-1) ?? '';
  const { input } = issue;
  // Where a kind decides, the issue is about the whole object.
  const given = typeof input === 'object' && input !== null ? Reflect.get(input, key) : input;
  const near = nearest(String(given).slice(0, MOST_CHARACTERS), values.map(String));
  return near === undefined ? '' : `; did you mean '${near}'?`;
}

/** A schema issue as one phrase: where, what was expected, and what was given if that is short. */
function describeIssue(issue: z.core.$ZodIssue, path: readonly PropertyKey[], keysAt?: KeysAt): string {
  const { input } = issue;
  const message =
    issue.code === 'unrecognized_keys'
      ? `Unrecognized key${issue.keys.length > 1 ? 's' : ''}: ${firstOf(issue.keys.map(shown), ', ')}`
      : issue.message;
  const given = typeof input === 'number' || typeof input === 'string' ? `, got ${shown(input)}` : '';
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
): string => {
  /** What is of the wrong type is asked for its length all the same: once is enough. */
  const mistyped = new Set(
    issues.flatMap(({ code, path }) => (code === 'invalid_type' ? [path.join('.')] : [])),
  );
  const told = issues.filter(({ code, path }) => code === 'invalid_type' || !mistyped.has(path.join('.')));
  return firstOf(
    told.map((issue) => describeIssue(issue, [...place, ...issue.path], keysAt)),
    '; ',
  );
};
