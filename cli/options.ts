import { UsageError } from '../src/film/errors.ts';

/** One of an option's allowed values. @throws UsageError */
export function oneOf<T extends string | number>(option: string, given: string, allowed: readonly T[]): T {
  const found = allowed.find((value) => String(value) === given);
  if (found === undefined)
    throw new UsageError(`--${option}: '${given}' is not one of ${allowed.join(', ')}`);
  return found;
}

/** A number within limits. @throws UsageError */
export function numberOption(
  option: string,
  given: string,
  { low, high, whole = false }: { readonly low: number; readonly high: number; readonly whole?: boolean },
): number {
  const value = given.trim() === '' ? Number.NaN : Number(given);
  if (!Number.isFinite(value) || value < low || value > high || (whole && !Number.isInteger(value))) {
    throw new UsageError(
      `--${option}: '${given}' is not a ${whole ? 'whole ' : ''}number from ${low} to ${high}`,
    );
  }
  return value;
}
