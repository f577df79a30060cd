import { random, type Seed } from '../random.ts';
import type { Workspace } from './workspace.ts';

/**
 * Draws the masks of one update: each hidden unit is dropped with probability p for each sample, the others grow by
 * 1 / (1 − p), so that sums keep their mean and nothing needs scaling afterwards. Source: PyTorch, torch.nn.Dropout;
 * Srivastava et al. 2014.
 *
 * @param p share of units that is dropped, 0 ≤ p < 1
 * @param step the update they are for: the key of their stream
 */
export function drawMasks(
  { layers, masks }: Workspace,
  rows: number,
  p: number,
  seed: Seed,
  step: number,
): void {
  const next = random(seed, 'dropout', step);
  const kept = 1 / (1 - p);
  masks.forEach((mask, l) => {
    const count = rows * (layers[l]?.units ?? 0);
    for (let i = 0; i < count; i += 1) mask[i] = next() < p ? 0 : kept;
  });
}
