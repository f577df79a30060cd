import { describe, expect, it } from 'vitest';
import { binaryMetric, type MetricParams, metricSchema } from '../../../src/sim/binary-metrics.ts';
import { moreOracle } from '../../helpers/more-oracles.ts';

const { keras, tfjs } = moreOracle().metrics;
const at = (threshold: number): Pick<MetricParams, 'semantics' | 'threshold'> => ({
  semantics: 'keras',
  threshold,
});

/** Our params for what Keras ran, by the oracle's names. */
const RUNS: Readonly<Record<string, MetricParams>> = {
  'accuracy 0.5': { kind: 'accuracy', semantics: 'keras' },
  'accuracy 0.0': { kind: 'accuracy', ...at(0) },
  'accuracy 0.3': { kind: 'accuracy', ...at(0.3) },
  precision: { kind: 'precision', semantics: 'keras' },
  recall: { kind: 'recall', semantics: 'keras' },
  'precision 0': { kind: 'precision', ...at(0) },
  'recall 0': { kind: 'recall', ...at(0) },
  'auc False': { kind: 'auc', semantics: 'keras' },
  'auc True': { kind: 'auc', semantics: 'keras', fromLogits: true },
};

describe('predictions of one class are judged as by the library', () => {
  it.each(
    keras.flatMap(({ name, scores, targets, ...results }) =>
      Object.entries(RUNS).map(([run, params]) => ({
        name,
        run,
        params,
        scores,
        targets,
        want: results[run],
      })),
    ),
  )('Keras, $run: $name', ({ params, scores, targets, want }) => {
    expect(binaryMetric(metricSchema.parse(params), [{ scores, targets }])).toBeCloseTo(Number(want), 12);
  });

  it.each(tfjs.map((one, i) => ({ i, one })))(
    'TensorFlow.js, $i',
    ({ one: { scores, targets, ...results } }) => {
      for (const kind of ['accuracy', 'precision', 'recall'] as const) {
        if (results[kind] === undefined) continue;
        const got = binaryMetric({ kind, semantics: 'tfjs' }, [{ scores, targets }]);
        expect(got).toBeCloseTo(Number(results[kind]), 6);
      }
    },
  );
});

it('TorchMetrics takes a batch for logits once a score is outside 0 … 1', () => {
  const [scores, targets] = [
    [0.3, 0.2, 2, -1],
    [1, 1, 1, 0],
  ];
  const judge = (batches: readonly (readonly [number, number])[]) =>
    binaryMetric(
      { kind: 'accuracy', semantics: 'torchmetrics' },
      batches.map(([from, to]) => ({ scores: scores.slice(from, to), targets: targets.slice(from, to) })),
    );
  expect(judge([[0, 4]])).toBe(1);
  expect(
    judge([
      [0, 2],
      [2, 4],
    ]),
  ).toBe(0.5);
  const half = { scores: [0.5], targets: [1] };
  expect(binaryMetric({ kind: 'accuracy', semantics: 'torchmetrics' }, [half])).toBe(0);
});

it.each<[params: unknown, message: string]>([
  [
    { kind: 'auc', semantics: 'tfjs' },
    'TensorFlow.js has no area under the curve, Keras has: say "semantics": "keras"',
  ],
  [
    { kind: 'accuracy', semantics: 'tfjs', threshold: 0 },
    "TensorFlow.js's accuracy of one class has no threshold; it has no settings",
  ],
  [
    { kind: 'recall', semantics: 'torchmetrics' },
    'TorchMetrics has no recall, Keras and TensorFlow.js have: say "semantics": "keras" or "tfjs"',
  ],
])('%j is refused', (params, message) => {
  const { error } = metricSchema.safeParse(params);
  expect(error?.issues[0]?.message).toBe(message);
});
