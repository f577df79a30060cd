import { z } from 'zod';
import type { Library } from './frameworks/framework.ts';
import { type ChosenKind, offeredKinds } from './frameworks/offered.ts';
import type { Offer } from './frameworks/offers.ts';

/** The libraries whose early stopping can be followed. */
export const STOPPING_SEMANTICS = [
  'keras',
  'tfjs',
  'lightning',
  'transformers',
  'xgboost',
  'lightgbm',
  'catboost',
  'scikit-learn',
] as const satisfies readonly Library[];
type StoppingSemantics = (typeof STOPPING_SEMANTICS)[number];

const SAY = null;

/** The ways of stopping early that each library has; scikit-learn has one for each of its learners. */
export const STOPPING_OFFERS = {
  patience: {
    title: 'early stopping by patience',
    in: {
      keras: { patience: 0, minDelta: 0, restoreBest: false },
      tfjs: { patience: 0, minDelta: 0 },
      lightning: { patience: 3, minDelta: 0, checkFinite: true },
      transformers: { patience: 1, minDelta: 0, restoreBest: false },
      xgboost: { patience: SAY, minDelta: 0, restoreBest: false },
      lightgbm: { patience: SAY, minDelta: 0 },
      catboost: { patience: SAY, restoreBest: true },
    },
  },
  mlp: {
    title: 'early stopping of its networks',
    in: { 'scikit-learn': { patience: 10, minDelta: 1e-4, restoreBest: false } },
  },
  sgd: {
    title: 'early stopping of stochastic gradient descent',
    in: { 'scikit-learn': { patience: 5, minDelta: 1e-3 } },
  },
  'gradient-boosting': {
    title: 'early stopping of gradient boosting',
    in: { 'scikit-learn': { patience: SAY, minDelta: 1e-4 } },
  },
  'hist-gradient-boosting': {
    title: 'early stopping of gradient boosting by histograms',
    in: { 'scikit-learn': { patience: 10, minDelta: 1e-7 } },
  },
} as const satisfies Record<string, Offer<StoppingSemantics>>;

/** The name of a way of stopping early in params. */
export type StoppingKind = keyof typeof STOPPING_OFFERS;

/** Every setting; which of them it has in a library is in the table of offers. */
export const STOPPING_FIELDS = {
  patience: z
    .number()
    .int()
    .min(0)
    .max(1_000_000)
    .describe('epochs without improvement; n_iter_no_change, early_stopping_rounds, od_wait'),
  minDelta: z
    .number()
    .min(0)
    .max(1e6)
    .describe('by how much a loss must be better to count; scikit-learn: tol; Transformers: the threshold'),
  restoreBest: z
    .boolean()
    .describe(
      'whether the best epoch is kept; restore_best_weights, load_best_model_at_end, save_best, use_best_model; scikit-learn: early_stopping, by a score that is minus the loss',
    ),
  checkFinite: z.boolean().describe('Lightning: whether NaN and infinities end the training; check_finite'),
} as const;

/** A way of stopping early as data: `{ kind: 'patience', semantics: 'lightning', patience: 5 }`. */
export type StoppingParams = ChosenKind<StoppingKind, StoppingSemantics, typeof STOPPING_FIELDS>;

const reader = offeredKinds(
  { id: 'EarlyStopping', description: 'how training stops early', libraries: STOPPING_SEMANTICS },
  STOPPING_OFFERS,
  STOPPING_FIELDS,
);

/** A way of stopping early as data; what its library does not have is refused by name. */
export const stoppingSchema = reader.schema;

/** What a rule sees after each epoch, and what it makes of it. */
interface Judged {
  /** The best loss, by the library's own comparison, and its epoch. */
  readonly best: number | undefined;
  readonly bestEpoch: number;
  /** Epochs without improvement. */
  readonly bad: number;
  readonly stops: boolean;
}

/** Settings filled in. */
type Settings = StoppingParams & { readonly patience: number; readonly minDelta: number };
type Rule = (settings: Settings, losses: readonly number[], epoch: number, before: Judged) => Judged;

const lossAt = (losses: readonly number[], epoch: number): number => losses[epoch] ?? Number.NaN;

/** A loss that becomes the best one resets the count; the count stops it. */
function counted(before: Judged, epoch: number, loss: number, improves: boolean, patience: number): Judged {
  if (improves) return { best: loss, bestEpoch: epoch, bad: 0, stops: false };
  const bad = before.bad + 1;
  return { ...before, bad, stops: bad >= patience };
}

/** The same for the libraries that count alike; they part in their first epoch and in what is not finite. */
const patience: Rule = ({ semantics, patience: limit, minDelta, checkFinite }, losses, epoch, before) => {
  const loss = lossAt(losses, epoch);
  if (semantics === 'lightning' && checkFinite === true && !Number.isFinite(loss)) {
    return { ...before, stops: true };
  }
  if (semantics === 'catboost' && Number.isNaN(loss)) {
    throw new Error(`CatBoost ends with an error when its metric is NaN, as after round ${epoch}`);
  }
  if (semantics === 'transformers') return byTrainer(loss, epoch, limit, minDelta, before);
  // The others start from infinity, these take their first loss for the best, even if it is NaN.
  const takesFirst = semantics === 'keras' || semantics === 'xgboost' || semantics === 'lightgbm';
  const best = before.best ?? Number.POSITIVE_INFINITY;
  const isTree = semantics === 'xgboost' || semantics === 'lightgbm';
  // Which side the threshold stands on decides the last digit.
  const passes = isTree ? loss < best - minDelta : loss + minDelta < best;
  const judged = counted(before, epoch, loss, (takesFirst && before.best === undefined) || passes, limit);
  if (semantics === 'xgboost') return { ...judged, stops: judged.bad >= limit };
  return semantics === 'keras' && epoch === 0 ? { ...judged, stops: false } : judged;
};

/** Transformers: the count starts anew above the threshold alone, but the best loss moves on any improvement. */
function byTrainer(loss: number, epoch: number, limit: number, minDelta: number, before: Judged): Judged {
  const best = before.best ?? Number.POSITIVE_INFINITY;
  const resets = before.best === undefined || (loss < best && Math.abs(loss - best) > minDelta);
  const moves = loss < best;
  const bad = resets ? 0 : before.bad + 1;
  return {
    best: moves ? loss : best,
    bestEpoch: moves ? epoch : before.bestEpoch,
    bad,
    stops: bad >= limit,
  };
}

/** scikit-learn's counts: what is not better than the best by tol counts; NaN, for which that is not so, resets. */
const byTolerance =
  (isOver: (bad: number, patience: number) => boolean): Rule =>
  ({ patience: limit, minDelta }, losses, epoch, before) => {
    const loss = lossAt(losses, epoch);
    const best = before.best ?? Number.POSITIVE_INFINITY;
    const bad = loss > best - minDelta ? before.bad + 1 : 0;
    const moves = loss < best;
    return {
      best: moves ? loss : best,
      bestEpoch: moves ? epoch : before.bestEpoch,
      bad,
      stops: isOver(bad, limit),
    };
  };

/** None of the last n is better than the one before them by tol. */
const byWindow: Rule = ({ patience: n, minDelta }, losses, epoch, before) => {
  if (epoch < n) return before;
  const bar = lossAt(losses, epoch - n) - minDelta;
  const recent = losses.slice(epoch - n + 1, epoch + 1);
  return { ...before, stops: !recent.some((loss) => loss < bar) };
};

/** Better by tol than the worst of the n that were accepted last, the first n against infinity. */
const byAccepted: Rule = ({ patience: n, minDelta }, losses, epoch, before) => {
  const last = Array.from({ length: n }, (_, i) =>
    epoch - n + i < 0 ? Number.POSITIVE_INFINITY : lossAt(losses, epoch - n + i),
  );
  return { ...before, stops: !last.some((loss) => lossAt(losses, epoch) + minDelta < loss) };
};

const RULES: Readonly<Record<StoppingKind, Rule>> = {
  patience,
  mlp: byTolerance((bad, limit) => bad > limit),
  sgd: byTolerance((bad, limit) => bad >= limit),
  'gradient-boosting': byAccepted,
  'hist-gradient-boosting': byWindow,
};

/** Whether the best epoch is kept in the end, and not the last. LightGBM always cuts its model to the best. */
const keepsBest = ({ semantics, restoreBest }: StoppingParams): boolean =>
  semantics === 'lightgbm' || restoreBest === true;

/** What a library's early stopping comes to. */
export interface Judgement {
  /** The epoch after which it stopped, or `undefined` if it never did. */
  readonly stop: number | undefined;
  /** The epoch whose weights (or trees) it ends with. */
  readonly kept: number;
}

/**
 * Follows a library's early stopping through the monitored losses (lower is better):
 *
 *     Keras, TensorFlow.js, Lightning, XGBoost, LightGBM, CatBoost
 *                   v + minDelta < best resets the count, which stops at `patience`; Keras never stops at epoch 0,
 *                   Lightning stops at NaN and infinities (`checkFinite`), CatBoost ends with an error at NaN
 *     Transformers  the same, but the best moves on any improvement: small steps below the threshold stop it
 *     mlp           scikit-learn: v > best − tol counts, the best moves on any improvement, stops above `patience`
 *     sgd           scikit-learn: the same, stops at `patience`
 *     gradient-boosting       scikit-learn: stops unless v + tol is below the worst of the last n accepted
 *     hist-gradient-boosting  scikit-learn: stops if none of the last n is below the one before them by tol; its first
 *                   loss is that before the first tree
 *
 * n → `patience`, tol → `minDelta`. The last epoch is kept unless `restoreBest` is set; LightGBM keeps the best.
 * Sources: keras.callbacks.EarlyStopping, tf.callbacks.earlyStopping, lightning.pytorch.callbacks.EarlyStopping,
 * transformers.EarlyStoppingCallback, xgboost.callback.EarlyStopping, lightgbm.early_stopping, CatBoost's od_type Iter,
 * sklearn.neural_network, linear_model and ensemble.
 *
 * @param losses after 0, 1, 2, … epochs or rounds, as they would go on without a stop
 * @throws Error of one line for what the library does not have, and for NaN in CatBoost
 */
export function judgeStopping(params: StoppingParams, losses: readonly number[]): Judgement {
  const whole = reader.whole(params);
  const settings: Settings = { ...whole, patience: whole.patience ?? 0, minDelta: whole.minDelta ?? 0 };
  const rule = RULES[whole.kind];
  let judged: Judged = { best: undefined, bestEpoch: -1, bad: 0, stops: false };
  const last = losses.length - 1;
  for (let epoch = 0; epoch <= last; epoch += 1) {
    judged = rule(settings, losses, epoch, judged);
    if (judged.stops || epoch === last) {
      const best = judged.bestEpoch < 0 ? epoch : judged.bestEpoch;
      return { stop: judged.stops ? epoch : undefined, kept: keepsBest(whole) ? best : epoch };
    }
  }
  return { stop: undefined, kept: last };
}
