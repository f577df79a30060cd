import { shuffle } from '../network/order.ts';
import { random, type Seed } from '../random.ts';

/** The samples of each update, by their indices. */
export type Batches = readonly (readonly number[])[];

/** The order in which an epoch visits the samples, drawn by (seed, epoch). */
export function sampleOrder(count: number, seed: Seed, epoch: number): readonly number[] {
  const order = new Uint32Array(count);
  shuffle(order, random(seed, 'order of samples', epoch));
  return Array.from(order);
}

/**
 * Cuts the samples, in the order of each epoch, into consecutive batches; the last of an epoch may be shorter.
 *
 * @param orders one for each epoch
 * @param size samples in a batch, ≥ 1
 */
export const batchesOf = (orders: readonly (readonly number[])[], size: number): Batches =>
  orders.flatMap((order) =>
    Array.from({ length: Math.ceil(order.length / size) }, (_, i) => order.slice(i * size, (i + 1) * size)),
  );
