/** Numbers as this film writes them, before they get the decimal mark of a language. */
import { fixed, scientific } from '../../src/story/numbers.ts';

/** A loss with about three digits that count. */
export function lossText(loss: number): string {
  const size = Math.abs(loss);
  if (size >= 1000 || (size < 0.001 && size > 0)) return scientific(loss, 1);
  return fixed(loss, size >= 100 ? 1 : size >= 1 ? 2 : 4);
}
