import { FilmError, inOneLine, UsageError } from './errors.ts';
import { strayPlace } from './own/where.ts';

/** An error as one line; where it arose in the sources of somebody's own film, with the place. */
export function oneLine(error: unknown): string {
  if (!(error instanceof Error)) return inOneLine(String(error));
  const isPlaced = error instanceof FilmError || error instanceof UsageError;
  return (isPlaced ? '' : strayPlace(error)) + inOneLine(error.message);
}
