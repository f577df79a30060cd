import { type CartNode, type CartParams, growCart } from './cart.ts';
import type { Targets } from './impurity.ts';
import { drawnSeed, randomState } from './numpy-random.ts';
import { leafValue, type Rows, type Tree } from './tree.ts';

/** A tree of a forest, and the rows that it was grown on, each as often as it was drawn. */
export interface ForestTree {
  readonly tree: Tree<CartNode>;
  readonly drawn: readonly number[];
}

/**
 * Grows a random forest as scikit-learn does: each tree on as many rows as there are, drawn with replacement, and with a seed of
 * its own for the features.
 *
 * Source: Breiman, Random forests, 2001; scikit-learn 1.9.1, with `random_state` a number.
 *
 * @param trees how many
 * @param params `maxFeatures` is the square root of their number for a classifier of scikit-learn, all of them for a regressor
 * @param seed scikit-learn's `random_state`, 0 to 2³² − 1
 */
export function growForest(
  x: Rows,
  targets: Omit<Targets, 'weights'>,
  trees: number,
  params: CartParams,
  seed: number,
): readonly ForestTree[] {
  const seeds = randomState(seed);
  return Array.from({ length: trees }, () => drawnSeed(seeds)).map((own) => {
    const random = randomState(own);
    const drawn = x.map(() => random.integer(x.length));
    const weights = new Array<number>(x.length).fill(0);
    for (const row of drawn) weights[row] = (weights[row] ?? 0) + 1;
    return { tree: growCart(x, { ...targets, weights }, params, randomState(own)), drawn };
  });
}

/** What a forest says of a sample: the mean of what its trees say. */
export function forestValue(forest: readonly ForestTree[], sample: readonly number[]): readonly number[] {
  const votes = forest.map(({ tree }) => leafValue(tree, sample));
  return (votes[0] ?? []).map((_, k) => votes.reduce((sum, vote) => sum + (vote[k] ?? 0), 0) / votes.length);
}

/**
 * What the forest says of each of its own rows, by the trees alone that were grown without it: the out-of-bag estimate.
 *
 * @returns `null` for a row that every tree has seen
 */
export function outOfBag(forest: readonly ForestTree[], x: Rows): readonly (readonly number[] | null)[] {
  const seen = forest.map(({ drawn }) => new Set(drawn));
  return x.map((sample, row) => {
    const without = forest.filter((_, i) => !seen[i]?.has(row));
    return without.length === 0 ? null : forestValue(without, sample);
  });
}
