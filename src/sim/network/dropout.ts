import { random, type Seed } from '../random.ts';
import type { Workspace } from './workspace.ts';

/**
 * Draws the masks of one update: each hidden unit is dropped with probability p for each sample, the others are scaled by
 * 1 / (1 − p), so that expectations are preserved and evaluation needs no scaling. Source: PyTorch, torch.nn.Dropout;
 * Srivastava et al. 2014.
 *
 * @param p probability of dropping a unit, 0 ≤ p < 1
 * @param step the update the masks are for: the key of their random stream
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
