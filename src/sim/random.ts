import seedrandom from 'seedrandom';

/** A seed is always explicit and always a string. */
export type Seed = string;

/** A stream of uniform numbers in [0, 1). */
export type RandomStream = () => number;

/**
 * The random stream keyed by (seed, label, step). Streams with different keys are independent, so a
 * new consumer of randomness never shifts the numbers that another one sees.
 *
 * @param seed the film's seed
 * @param label what the numbers are for, e.g. `"initial weights"`
 * @param step the step they belong to; 0 if there is none
 * @returns a function giving uniform doubles in [0, 1) (ARC4, 53 bits)
 */
export function random(seed: Seed, label: string, step = 0): RandomStream {
  const generator = seedrandom(JSON.stringify([seed, label, step]));
  return () => generator();
}
