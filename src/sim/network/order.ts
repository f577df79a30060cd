import { random, type Seed } from '../random.ts';

/** Shuffles indices in place (Fisher and Yates) into the order in which an epoch takes the samples. */
export function shuffle(order: Uint32Array, seed: Seed, epoch: number): void {
  const next = random(seed, 'order of the data', epoch);
  for (let i = 0; i < order.length; i += 1) order[i] = i;
  for (let i = order.length - 1; i > 0; i -= 1) {
    const j = Math.floor(next() * (i + 1));
    const kept = order[i] as number;
    order[i] = order[j] as number;
    order[j] = kept;
  }
}
