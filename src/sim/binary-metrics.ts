import { z } from 'zod';
import type { Library } from './frameworks/framework.ts';
import { type ChosenKind, offeredKinds } from './frameworks/offered.ts';
import type { Offer } from './frameworks/offers.ts';
import { clamp, exp } from './maths.ts';

/** The libraries whose metrics of one class can be followed. scikit-learn's take classes, not scores. */
const METRIC_SEMANTICS = ['keras', 'tfjs', 'torchmetrics'] as const satisfies readonly Library[];
/** A library whose metrics of one class are followed. */
export type MetricSemantics = (typeof METRIC_SEMANTICS)[number];

const HALF = { threshold: 0.5 };
const KERAS = { keras: HALF };

/** The metrics of one class that each library has. */
export const METRIC_OFFERS = {
  accuracy: { title: 'accuracy of one class', in: { ...KERAS, tfjs: {}, torchmetrics: HALF } },
  precision: { title: 'precision', in: { ...KERAS, tfjs: {} } },
  recall: { title: 'recall', in: { ...KERAS, tfjs: {} } },
  auc: { title: 'area under the curve', in: { keras: { thresholds: 200, fromLogits: false } } },
} as const satisfies Record<string, Offer<MetricSemantics>>;

/** The name of a metric in params. */
export type MetricKind = keyof typeof METRIC_OFFERS;

/** Every setting; which of them it has in a library is in the table of offers. */
export const METRIC_FIELDS = {
  threshold: z.number().min(-1e6).max(1e6).describe('scores above it count as class 1; 0 for logits'),
  thresholds: z.number().int().min(2).max(10_000).describe('Keras: num_thresholds of AUC'),
  fromLogits: z.boolean().describe('Keras: from_logits of AUC, whether scores pass a sigmoid first'),
} as const;

/** A metric as data: `{ kind: 'accuracy', semantics: 'keras' }`. */
export type MetricParams = ChosenKind<MetricKind, MetricSemantics, typeof METRIC_FIELDS>;

const reader = offeredKinds(
  { id: 'Metric', description: 'how predictions of one class are judged', libraries: METRIC_SEMANTICS },
  METRIC_OFFERS,
  METRIC_FIELDS,
);

/** A metric as data; what its library does not have is refused by name. */
export const metricSchema = reader.schema;

/** A batch of predictions: scores as the network gives them, and the classes, 0 or 1. */
export interface ScoredBatch {
  readonly scores: readonly number[];
  readonly targets: readonly number[];
}

/** How many samples are of class 1 and called so, and so on. */
interface Counts {
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly falseNegatives: number;
  readonly trueNegatives: number;
}

function countsOf(
  batches: readonly ScoredBatch[],
  isPositive: (score: number) => boolean,
  isNegative: (score: number) => boolean = (score) => !isPositive(score),
): Counts {
  const counts = { truePositives: 0, falsePositives: 0, falseNegatives: 0, trueNegatives: 0 };
  for (const { scores, targets } of batches) {
    scores.forEach((score, i) => {
      const isOne = targets[i] === 1;
      if (isPositive(score)) counts[isOne ? 'truePositives' : 'falsePositives'] += 1;
      else if (isNegative(score)) counts[isOne ? 'falseNegatives' : 'trueNegatives'] += 1;
    });
  }
  return counts;
}

const logistic = (x: number): number => 1 / (1 + exp(-x));
/** A share, 0 where there is nothing to share. */
const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

/** TorchMetrics takes a batch for logits if any score of it is outside 0 … 1. */
const torchScores = (batch: ScoredBatch): ScoredBatch =>
  batch.scores.some((score) => score < 0 || score > 1)
    ? { ...batch, scores: batch.scores.map(logistic) }
    : batch;

/** Keras' thresholds reach a bit beyond 0 and 1. */
const BEYOND = 1e-7;

/** The area under the receiver operating curve, by trapezoids between thresholds. */
function area(batches: readonly ScoredBatch[], count: number): number {
  const held = batches.map((batch) => ({
    ...batch,
    scores: batch.scores.map((score) => clamp(score, 0, 1)),
  }));
  const places = Array.from({ length: count }, (_, i): readonly [number, number] => {
    const at = i === 0 ? -BEYOND : i === count - 1 ? 1 + BEYOND : i / (count - 1);
    const found = countsOf(held, (score) => score > at);
    return [
      share(found.falsePositives, found.falsePositives + found.trueNegatives),
      share(found.truePositives, found.truePositives + found.falseNegatives),
    ];
  });
  return places.slice(1).reduce((sum, [x, y], i) => {
    const [before = 0, level = 0] = places[i] ?? [];
    return sum + ((before - x) * (y + level)) / 2;
  }, 0);
}

/**
 * How a library judges predictions of one class from scores, of logits too unless it is told:
 *
 *     Keras         scores above `threshold`, 0.5: of logits that is p > 0.62, whatever the loss's from_logits.
 *                   AUC by `thresholds` between 0 and 1, where scores are held, so that logits beyond are alike unless `fromLogits`
 *     TensorFlow.js accuracy: above 0.5; precision and recall count scores of exactly 1 and 0 alone
 *     TorchMetrics  above `threshold`; the scores of a batch pass a sigmoid first if one of them is outside 0 … 1, so
 *                   that the same scores in other batches give another accuracy
 *
 * A score at the threshold is class 0 everywhere; what would be 0 / 0 is 0.
 * Sources: keras.metrics.BinaryAccuracy, Precision, Recall, AUC; tf.metrics; torchmetrics.classification.BinaryAccuracy.
 *
 * @param batches as the metric is given them; but for TorchMetrics it does not matter how they are cut
 * @throws Error of one line for a metric or setting that the library does not have
 */
export function binaryMetric(params: MetricParams, batches: readonly ScoredBatch[]): number {
  const { kind, semantics, threshold = 0.5, thresholds = 200, fromLogits = false } = reader.whole(params);
  const judged = semantics === 'torchmetrics' ? batches.map(torchScores) : batches;
  if (kind === 'auc') {
    const scored = judged.map((batch) => ({ ...batch, scores: batch.scores.map(logistic) }));
    return area(fromLogits ? scored : judged, thresholds);
  }
  const exact = semantics === 'tfjs' && kind !== 'accuracy';
  const { truePositives, falsePositives, falseNegatives, trueNegatives } = exact
    ? countsOf(
        judged,
        (score) => score === 1,
        (score) => score === 0,
      )
    : countsOf(judged, (score) => score > threshold);
  if (kind === 'precision') return share(truePositives, truePositives + falsePositives);
  if (kind === 'recall') return share(truePositives, truePositives + falseNegatives);
  return share(
    truePositives + trueNegatives,
    truePositives + trueNegatives + falsePositives + falseNegatives,
  );
}
