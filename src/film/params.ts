import { describeIssues, UsageError } from './errors.ts';
import type { Film } from './film.ts';
import { keysOf } from './schema-keys.ts';

/** Checks params against a film's schema and fills in the defaults. @throws UsageError naming the field */
export function parseParams(film: Film, props: unknown): unknown {
  const result = film.params.safeParse(props, { reportInput: true });
  if (result.success) return result.data;
  throw new UsageError(`params of ${film.id}: ${describeIssues(result.error, [], keysOf(film.params))}`);
}
