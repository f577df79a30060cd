import { z } from 'zod';
import { LAYER_SEMANTICS, type Library, PRECISIONS } from '../frameworks/framework.ts';
import type { Offer, Settings } from '../frameworks/offers.ts';

/** The libraries whose losses can be followed: of XGBoost and LightGBM the log loss alone. */
export const LOSS_SEMANTICS = [
  ...LAYER_SEMANTICS,
  'xgboost',
  'lightgbm',
] as const satisfies readonly Library[];
/** A library whose losses are followed. */
export type LossSemantics = (typeof LOSS_SEMANTICS)[number];

const MAY = undefined;
const MEAN = { reduction: 'mean' };
const optax = (settings: Settings) => ({ 'flax-nnx': settings, 'flax-linen': settings });

/**
 * The losses that each library has, and their settings with the library's defaults. Flax' are those of Optax. scikit-learn's
 * are those that its networks are trained with, and `log_loss`.
 */
export const LOSS_OFFERS = {
  'mean-squared-error': {
    title: 'mean squared error to train with',
    in: { pytorch: MEAN, keras: MEAN, ...optax(MEAN), tfjs: MEAN },
  },
  'half-squared-error': {
    title: 'half the squared error (l2_loss)',
    in: { ...optax(MEAN), 'scikit-learn': MEAN },
  },
  'mean-absolute-error': { title: 'mean absolute error', in: { pytorch: MEAN, keras: MEAN, tfjs: MEAN } },
  huber: {
    title: 'Huber loss',
    in: {
      pytorch: { delta: 1, ...MEAN },
      keras: { delta: 1, ...MEAN },
      ...optax({ delta: 1, ...MEAN }),
      tfjs: { delta: 1, ...MEAN },
    },
  },
  'smooth-l1': { title: 'smooth L1 loss', in: { pytorch: { beta: 1, ...MEAN } } },
  'log-cosh': { title: 'log cosh', in: { keras: MEAN, ...optax(MEAN) } },
  'softmax-cross-entropy': {
    title: 'softmax cross-entropy',
    in: {
      pytorch: { smoothing: 0, classWeights: MAY, targets: 'classes', ignoredClass: -100, ...MEAN },
      keras: { smoothing: 0, classWeights: MAY, targets: 'classes', ...MEAN },
      ...optax({ smoothing: 0, targets: 'classes', ...MEAN }),
      tfjs: { smoothing: 0, classWeights: MAY, targets: 'classes', ...MEAN },
      'scikit-learn': MEAN,
    },
  },
  'binary-cross-entropy': {
    title: 'binary cross-entropy of logits',
    in: {
      pytorch: { positiveWeight: 1, ...MEAN },
      keras: { smoothing: 0, classWeights: MAY, ...MEAN },
      ...optax(MEAN),
      tfjs: { smoothing: 0, classWeights: MAY, ...MEAN },
      'scikit-learn': MEAN,
    },
  },
  'cross-entropy-of-probabilities': {
    title: 'cross-entropy of probabilities',
    in: {
      pytorch: { classWeights: MAY, ignoredClass: -100, ...MEAN },
      keras: { smoothing: 0, classWeights: MAY, targets: 'classes', precision: 'float64', ...MEAN },
      tfjs: { smoothing: 0, classWeights: MAY, targets: 'classes', ...MEAN },
      'scikit-learn': { precision: 'float64', ...MEAN },
    },
  },
  'binary-cross-entropy-of-probabilities': {
    title: 'binary cross-entropy of probabilities',
    in: {
      pytorch: MEAN,
      keras: { smoothing: 0, classWeights: MAY, precision: 'float64', ...MEAN },
      tfjs: { smoothing: 0, classWeights: MAY, ...MEAN },
      'scikit-learn': { precision: 'float64', ...MEAN },
      xgboost: MEAN,
      lightgbm: MEAN,
    },
  },
  'log-loss': { title: 'log loss of every class', in: { tfjs: MEAN } },
} as const satisfies Record<string, Offer<LossSemantics>>;

/** The name of a loss in params: `softmax-cross-entropy`, `huber` … */
export type LossKind = keyof typeof LOSS_OFFERS;

const weight = z.number().min(0).max(1e6);

/** Every setting of a loss; which of them it has in a library is in the table of offers. */
export const LOSS_FIELDS = {
  smoothing: z
    .number()
    .min(0)
    .max(1)
    .describe('ε of label smoothing: what the target class gives up, shared by all classes; label_smoothing'),
  classWeights: z
    .array(weight)
    .min(2)
    .max(10_000)
    .describe('a weight for each class; PyTorch: weight; Keras, TensorFlow.js: class_weight of fit'),
  positiveWeight: weight.describe('weight of the positive class; PyTorch: pos_weight'),
  targets: z
    .enum(['classes', 'probabilities'])
    .describe('one class a sample, or a probability for each class'),
  ignoredClass: z.number().int().describe('target of samples that do not count; PyTorch: ignore_index'),
  reduction: z
    .enum(['mean', 'weighted-mean', 'sum'])
    .describe("what is made of the samples' losses: the library's mean, by the weights' sum, or the sum"),
  delta: z.number().min(1e-9).max(1e9).describe('error from which Huber loss is linear'),
  beta: z.number().min(1e-9).max(1e9).describe('error from which smooth L1 loss is linear'),
  precision: z
    .enum(PRECISIONS)
    .describe('format of the probabilities, on which it depends where they are clipped'),
} as const;
