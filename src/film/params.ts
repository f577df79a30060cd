import { describeIssues, UsageError } from './errors.ts';
import type { Film } from './film.ts';
import { withNewNames } from './renamed-params.ts';
import { keysOf } from './schema-keys.ts';
import { makerOf } from './schema-version.ts';

/** Checks params against a film's schema and fills in the defaults. @throws UsageError naming the field */
export function parseParams(film: Film, props: unknown): unknown {
  const result = film.params.safeParse(props, { reportInput: true });
  if (result.success) return result.data;
  const maker = makerOf(props);
  if (maker !== undefined)
    throw new UsageError(
      `params of ${film.id}: these are not params but the provenance of a film, made with lossreel ${maker}: its params are its field 'params'`,
    );
  throw new UsageError(
    `params of ${film.id}: ${describeIssues(withNewNames(film, result.error), [], keysOf(film.params))}`,
  );
}
