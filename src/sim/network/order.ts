import type { RandomStream } from '../random.ts';

/** Shuffles the indices 0 … length − 1 in place (Fisher and Yates). */
export function shuffle(order: Uint32Array, next: RandomStream): void {
  for (let i = 0; i < order.length; i += 1) order[i] = i;
  for (let i = order.length - 1; i > 0; i -= 1) {
    const j = Math.floor(next() * (i + 1));
    const kept = order[i] as number;
    order[i] = order[j] as number;
    order[j] = kept;
  }
}
