import { exp } from '../maths.ts';
import { type Boosted, type BoostedLoss, boost, logOdds, meanOf } from './boosting.ts';
import { type Found, growBoosted, largestGain, levelByLevel, type OpenNode } from './grow.ts';
import {
  type BinnedFeature,
  binned,
  distinctValues,
  minus,
  NONE,
  plus,
  type Sums,
  totalOf,
} from './histogram.ts';
import type { Rows } from './tree.ts';

/** Settings of XGBoost, with its defaults. */
export interface XgboostParams {
  readonly loss: BoostedLoss;
  /** `num_boost_round`. @default 10 */
  readonly rounds?: number;
  /** `eta`. @default 0.3 */
  readonly rate?: number;
  /** 0: no limit. @default 6 */
  readonly maxDepth?: number;
  /** 0: no limit. @default 0 */
  readonly maxLeaves?: number;
  /** `hist` cuts at the values of the whole set, `exact` halfway between those of a node. @default 'hist' */
  readonly method?: 'hist' | 'exact';
  /** `grow_policy`. @default 'depthwise' */
  readonly policy?: 'depthwise' | 'lossguide';
  /** `min_child_weight`: the least second derivative of a side. @default 1 */
  readonly minHessian?: number;
  /** `lambda`. @default 1 */
  readonly l2?: number;
  /** `base_score`: a probability for the logistic loss. @default estimated from the labels */
  readonly base?: number;
}

const f32 = Math.fround;
/** A gain must be larger; and the most different values that are cut at each of them. */
const [LEAST_GAIN, MOST_VALUES] = [f32(1e-6), 256];

/** G² / (H + λ) in single precision. */
const worth = ({ gradient, hessian }: Sums, l2: number): number =>
  hessian <= 0 ? 0 : f32((gradient * gradient) / (hessian + l2));

/** In single precision: p − y and p (1 − p), or m − y and 1. */
function derivatives(loss: BoostedLoss, y: number, margin: number): readonly [number, number] {
  if (loss === 'squared-error') return [f32(margin - y), 1];
  const odds = f32(exp(Math.min(-margin, f32(88.7))));
  const p = f32(1 / f32(f32(odds + 1) + f32(1e-16)));
  return [f32(p - y), f32(Math.max(f32(p * f32(1 - p)), 1e-16))];
}

interface Search {
  readonly features: readonly BinnedFeature[];
  readonly values: readonly (readonly number[])[];
  readonly l2: number;
  readonly minHessian: number;
}

/** Cuts at each value of the set, from the lowest on; the first of the best is taken. */
function bestOfSet(node: OpenNode, { features, l2, minHessian }: Search): Found | null {
  const own = worth(node.sums, l2);
  let best: Found | null = null;
  features.forEach(({ thresholds }, feature) => {
    let low = NONE;
    for (const [bin, threshold] of thresholds.entries()) {
      low = plus(low, node.histogram[feature]?.[bin] ?? NONE);
      const high = minus(node.sums, low);
      if (low.hessian < minHessian || high.hessian < minHessian) continue;
      const gain = f32(f32(worth(low, l2) + worth(high, l2)) - own);
      if (gain > (best?.gain ?? LEAST_GAIN)) best = { feature, bin, threshold, gain, low, high };
    }
  });
  return best;
}

/** Cuts halfway between the values that occur in the node, from the highest down; the first of the best is taken. */
function bestOfNode(node: OpenNode, { features, values, l2, minHessian }: Search): Found | null {
  const own = worth(node.sums, l2);
  let best: Found | null = null;
  features.forEach((_, feature) => {
    let high = NONE;
    let above: number | undefined;
    for (let bin = (values[feature]?.length ?? 0) - 1; bin >= 0; bin -= 1) {
      const here = node.histogram[feature]?.[bin] ?? NONE;
      if (here.count === 0) continue;
      const value = values[feature]?.[bin] ?? 0;
      const low = minus(node.sums, high);
      if (above !== undefined && high.hessian >= minHessian && low.hessian >= minHessian) {
        const gain = f32(f32(worth(low, l2) + worth(high, l2)) - own);
        const threshold = f32(f32(value + above) * 0.5);
        if (gain > (best?.gain ?? LEAST_GAIN)) best = { feature, bin, threshold, gain, low, high };
      }
      high = plus(high, here);
      above = value;
    }
  });
  return best;
}

/**
 * Gradient boosting as XGBoost does it, in single precision: gain G_L²/(H_L + λ) + G_R²/(H_R + λ) − G²/(H + λ), leaves
 * −G/(H + λ) times the rate; a value equal to a threshold goes to the high side.
 *
 * Source: Chen and Guestrin, XGBoost: a scalable tree boosting system, 2016; XGBoost 3.2.0, compared split by split.
 *
 * @param x at most 256 different values a feature: more would need its sketch of quantiles
 * @param y 0 and 1 for the logistic loss, numbers for the squared error
 * @throws RangeError if a feature has more values
 */
export function xgboost(x: Rows, y: readonly number[], params: XgboostParams): Boosted {
  const { loss, rounds = 10, maxDepth = 6, maxLeaves = 0, method = 'hist', policy = 'depthwise' } = params;
  const { minHessian = 1, l2 = 1, base = meanOf(y) } = params;
  const rate = f32(params.rate ?? 0.3);
  const single = x.map((sample) => sample.map(f32));
  const values = (x[0] ?? []).map((_, feature) => distinctValues(single, feature));
  const many = values.findIndex(({ length }) => length > MOST_VALUES);
  if (many >= 0)
    throw new RangeError(
      `xgboost: feature ${many} has ${values[many]?.length} different values, at most ${MOST_VALUES} are cut as XGBoost does`,
    );
  const features = values.map((own, feature) => binned(single, feature, own.slice(1), 'high'));
  const search: Search = { features, values, l2, minHessian };
  const start = f32(loss === 'logistic' ? logOdds(f32(base)) : base);
  return boost(
    { loss, start, x, rounds },
    (margins) => {
      const both = y.map((target, row) => derivatives(loss, f32(target), margins[row] ?? 0));
      return growBoosted(
        x.length,
        { gradients: both.map(([g]) => g), hessians: both.map(([, h]) => h) },
        {
          features,
          equal: 'high',
          single: true,
          maxLeaves: maxLeaves === 0 ? undefined : maxLeaves,
          root: totalOf,
          next: policy === 'depthwise' ? levelByLevel : largestGain(({ node }) => node),
          value: ({ gradient, hessian }) =>
            hessian < minHessian || hessian <= 0 ? 0 : f32(f32(-gradient / (hessian + l2)) * rate),
          search: (node) => ({
            found:
              maxDepth > 0 && node.depth >= maxDepth
                ? null
                : (method === 'hist' ? bestOfSet : bestOfNode)(node, search),
          }),
        },
      );
    },
    (a, b) => f32(a + b),
  );
}
