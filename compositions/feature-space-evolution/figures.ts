/** Numbers as this film writes them, before they get the decimal mark of a language. */
import { fixed } from '../../src/story/numbers.ts';

/** A share as a number of per cent; never rounded up to all or down to none. */
export function hundredths(share: number): string {
  const rounded = fixed(100 * share, 0);
  if ((rounded === '100' && share < 1) || (rounded === '0' && share > 0)) return fixed(100 * share, 1);
  return rounded;
}
