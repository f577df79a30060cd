import { z } from 'zod';

/** Params that are numbers: each with its range, the value unless another is given, and what it is, for help and the Studio. */

/** A whole number. */
export const whole = (min: number, max: number, value: number, what: string) =>
  z.number().int().min(min).max(max).default(value).describe(what);

/** Any number. */
export const real = (min: number, max: number, value: number, what: string) =>
  z.number().min(min).max(max).default(value).describe(what);

/** A list of whole numbers, of so many at least and at most. */
export const wholes = (
  [min, max]: readonly [number, number],
  [least, most]: readonly [number, number],
  values: readonly number[],
  what: string,
) =>
  z
    .array(z.number().int().min(min).max(max))
    .min(least)
    .max(most)
    .default([...values])
    .describe(what);
