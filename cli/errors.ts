import { UsageError } from '../src/film/errors.ts';
import { InputError } from '../src/sim/data/idx.ts';

/** Stopped by the user: exit code 130. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
  constructor() {
    super('interrupted');
  }
}

export const EXIT = { done: 0, failed: 1, usage: 2, interrupted: 130 } as const;

/** The exit code for an error. */
export function exitCodeOf(error: unknown): number {
  // A malformed input file named in the params is bad usage like any other.
  if (error instanceof UsageError || error instanceof InputError) return EXIT.usage;
  if (error instanceof Interrupted) return EXIT.interrupted;
  return EXIT.failed;
}
