/** Tokens that Python's writers put into JSON although it has none, and strings, which are left alone. */
const TOKENS = /"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity|nan|inf)\b/g;

const AS_STRING: Readonly<Record<string, string>> = {
  NaN: '"NaN"',
  nan: '"NaN"',
  '-NaN': '"NaN"',
  '-nan': '"NaN"',
  Infinity: '"Infinity"',
  inf: '"Infinity"',
  '-Infinity': '"-Infinity"',
  '-inf': '"-Infinity"',
};

/**
 * Parses JSON in which bare `NaN`, `Infinity` and `-Infinity` may stand; they become strings, as those programs write them
 * that keep to JSON.
 *
 * @returns undefined if it is no JSON even so
 */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    if (!/NaN|Infinity|\bnan\b|\binf\b/.test(text)) return undefined;
  }
  try {
    return JSON.parse(text.replace(TOKENS, (token) => AS_STRING[token] ?? token));
  } catch {
    return undefined;
  }
}

export type JsonObject = Readonly<Record<string, unknown>>;

/** A JSON value that has fields. */
export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Leaves of nested objects, by their path. Lists are no leaves, and neither are objects that say what type they are. */
export function* leaves(
  value: JsonObject,
  join = '/',
  above = '',
): Generator<readonly [path: string, leaf: unknown]> {
  for (const [key, inner] of Object.entries(value)) {
    const path = above === '' ? key : `${above}${join}${key}`;
    if (isObject(inner)) {
      if (!('_type' in inner)) yield* leaves(inner, join, path);
    } else if (!Array.isArray(inner)) yield [path, inner];
  }
}
