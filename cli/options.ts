import { Option } from 'commander';
import { UsageError } from '../src/film/errors.ts';
import { nearest } from '../src/film/nearest.ts';

/** An option with a fixed set of values: help and completion name them; the command checks, by {@link oneOf}. */
export function choice(flags: string, description: string, values: readonly (string | number)[]): Option {
  const option = new Option(flags, description);
  option.argChoices = values.map(String);
  return option;
}

/** One of an option's allowed values. @throws UsageError */
export function oneOf<T extends string | number>(option: string, given: string, allowed: readonly T[]): T {
  const found = allowed.find((value) => String(value) === given);
  if (found === undefined) {
    const near = nearest(given, allowed.map(String));
    const hint = near === undefined ? '' : `: did you mean '${near}'?`;
    throw new UsageError(`--${option}: '${given}' is not one of ${allowed.join(', ')}${hint}`);
  }
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
