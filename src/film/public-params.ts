import type { Film } from './film.ts';

const baseOf = (path: string): string => path.split(/[/\\]/).at(-1) ?? path;

/** Params as others may see them: of files that are somebody's own the name alone, not where they lie. */
export function publicParams(film: Film, params: unknown): unknown {
  const own = new Set((film.inputs?.(params) ?? []).flatMap((ref) => (ref.private ? [ref.path] : [])));
  const shown = (value: unknown): unknown => {
    if (typeof value === 'string') return own.has(value) ? baseOf(value) : value;
    if (Array.isArray(value)) return value.map(shown);
    return typeof value === 'object' && value !== null
      ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shown(inner)]))
      : value;
  };
  return own.size === 0 ? params : shown(params);
}
