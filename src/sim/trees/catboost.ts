import { sigmoid } from '../network/activations.ts';
import { type Boosted, type BoostedLoss, boost, meanOf } from './boosting.ts';
import { distinctValues } from './histogram.ts';
import { cell, type Rows, type Split, type Tree, type TreeNode } from './tree.ts';

/** Settings of CatBoost without any randomness: `bootstrap_type` "No", `random_strength` 0. */
export interface CatboostParams {
  readonly loss: BoostedLoss;
  /** `iterations`. @default 1000 */
  readonly rounds?: number;
  /** CatBoost works one out from rows and rounds if it is not said. */
  readonly rate: number;
  /** @default 6 */
  readonly depth?: number;
  /** `l2_leaf_reg`. @default 3 */
  readonly l2?: number;
  /** `score_function`. @default 'cosine' */
  readonly score?: 'cosine' | 'l2';
}

/** A level's border: all leaves of the level are cut by it. */
interface Border {
  readonly feature: number;
  readonly value: number;
}

/** More borders would need its choice among them; and the least gain of a level. */
const [MOST_BORDERS, LEAST_GAIN] = [254, 1e-9];

/** Halfway between neighbouring values of all features, in single precision. @throws RangeError if they are too many */
function bordersOf(x: Rows): readonly Border[] {
  return (x[0] ?? []).flatMap((_, feature) => {
    const values = distinctValues(x, feature, Math.fround);
    if (values.length - 1 > MOST_BORDERS)
      throw new RangeError(
        `catboost: feature ${feature} has ${values.length} different values, at most ${MOST_BORDERS + 1} are cut as CatBoost does`,
      );
    return values
      .slice(1)
      .map((value, i) => ({ feature, value: Math.fround(((values[i] ?? 0) + value) / 2) }));
  });
}

const isAbove = (x: Rows, row: number, { feature, value }: Border): boolean =>
  Math.fround(cell(x, row, feature)) > value;

/**
 * How good the leaves are that a border makes. With a = G / (n + λ): the cosine Σ G a / √Σ n a², or Σ G a alone.
 *
 * @param leafOf the leaf of each row, the border's side in it
 */
function scoreOf(
  leafOf: readonly number[],
  leaves: number,
  gradients: readonly number[],
  l2: number,
  kind: 'cosine' | 'l2',
): number {
  const sums = new Float64Array(leaves);
  const counts = new Float64Array(leaves);
  leafOf.forEach((leaf, row) => {
    sums[leaf] = (sums[leaf] ?? 0) + (gradients[row] ?? 0);
    counts[leaf] = (counts[leaf] ?? 0) + 1;
  });
  let together = 0;
  let squares = 0;
  for (let leaf = 0; leaf < leaves; leaf += 1) {
    const [sum = 0, count = 0] = [sums[leaf], counts[leaf]];
    const mean = count > 0 ? sum / (count + l2) : 0;
    together += mean * sum;
    squares += mean * mean * count;
  }
  return kind === 'cosine' ? together / Math.sqrt(1e-100 + squares) : together;
}

/** A symmetric tree of borders as nodes: level by level, the first border's side the lowest bit of a leaf. */
function symmetricTree(
  borders: readonly Border[],
  rowsOf: (side: readonly boolean[]) => readonly number[],
  nodeOf: (rows: readonly number[]) => TreeNode,
  gains: readonly number[],
): Tree {
  const nodes: TreeNode[] = [];
  let level: readonly (readonly boolean[])[] = [[]];
  for (let depth = 0; depth <= borders.length; depth += 1) {
    const border = borders[depth];
    const next = nodes.length + level.length;
    level.forEach((sides, i) => {
      const node = nodeOf(rowsOf(sides));
      const split: Split | undefined = border && {
        feature: border.feature,
        threshold: border.value,
        low: next + 2 * i,
        high: next + 2 * i + 1,
        gain: gains[depth] ?? 0,
      };
      nodes.push(split === undefined ? node : { ...node, split });
    });
    level = level.flatMap((sides) => [
      [...sides, false],
      [...sides, true],
    ]);
  }
  return { nodes, equal: 'low', single: true };
}

/**
 * Gradient boosting as CatBoost does it, without its randomness: symmetric trees, one border for all leaves of a level; leaves are a
 * step of Newton's method, Σ residual / (Σ second derivative + λ). Log-odds start from 0 whatever the labels, numbers from their mean.
 *
 * Source: Prokhorenkova et al., CatBoost: unbiased boosting with categorical features, 2018; CatBoost 1.2.10, compared split by split.
 *
 * @param x at most 255 different values a feature
 * @param y 0 and 1 for the logistic loss, numbers for the squared error
 * @throws RangeError if a feature has more values
 */
export function catboost(x: Rows, y: readonly number[], params: CatboostParams): Boosted {
  const { loss, rounds = 1000, depth = 6, l2 = 3, score = 'cosine' } = params;
  const rate = Math.fround(params.rate);
  const all = bordersOf(x);
  const above = all.map((border) => x.map((_, row) => isAbove(x, row, border)));
  const start = loss === 'logistic' ? 0 : Math.fround(meanOf(y));
  return boost({ loss, start, x, rounds }, (margins) => {
    const told = loss === 'logistic' ? margins.map(sigmoid) : margins;
    const residuals = y.map((target, row) => target - (told[row] ?? 0));
    const hessians = told.map((share) => (loss === 'logistic' ? share * (1 - share) : 1));
    const chosen: number[] = [];
    const gains: number[] = [];
    let leafOf: readonly number[] = x.map(() => 0);
    let before = 0;
    for (let level = 0; level < depth; level += 1) {
      const bit = 1 << level;
      const leafWith = (border: number) => leafOf.map((leaf, row) => leaf + (above[border]?.[row] ? bit : 0));
      const scores = all.map((_, border) => scoreOf(leafWith(border), 2 * bit, residuals, l2, score));
      const best = scores.reduce((top, value, border) => (value > (scores[top] ?? 0) ? border : top), 0);
      const gain = (scores[best] ?? 0) - before;
      if (!(gain >= LEAST_GAIN)) break;
      before += gain;
      gains.push(gain);
      chosen.push(best);
      leafOf = leafWith(best);
    }
    const rowsOf = (sides: readonly boolean[]) =>
      x.map((_, row) => row).filter((row) => sides.every((side, i) => above[chosen[i] ?? 0]?.[row] === side));
    const nodeOf = (rows: readonly number[]): TreeNode => {
      const residual = rows.reduce((sum, row) => sum + (residuals[row] ?? 0), 0);
      const weight = rows.reduce((sum, row) => sum + (hessians[row] ?? 0), 0);
      return {
        rows: rows.length,
        weight,
        value: [rows.length === 0 ? 0 : (rate * residual) / (weight + l2)],
      };
    };
    return symmetricTree(
      chosen.flatMap((border) => all[border] ?? []),
      rowsOf,
      nodeOf,
      gains,
    );
  });
}
