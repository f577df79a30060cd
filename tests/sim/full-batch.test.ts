import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { pointSet } from '../../src/sim/data/labelled-points.ts';
import { shapePoints, TWO_CLASS_SHAPES } from '../../src/sim/data/two-class-shapes.ts';
import { SKLEARN_ALPHA, trainFullBatch } from '../../src/sim/network/full-batch.ts';
import { layerWeights } from '../../src/sim/network/hidden-units.ts';
import { initialNetwork } from '../../src/sim/network/initial-weights.ts';
import { architecture } from '../../src/sim/network/network.ts';
import { marksOf } from '../../src/sim/network/two-classes.ts';
import { flat, networkOf, networkOracle } from '../helpers/network-oracles.ts';
import { readOracle, within } from '../helpers/oracles.ts';

const layer = z.object({ W: z.array(z.array(z.number())), b: z.array(z.number()) });
const sklearn = z
  .object({
    header: z.object({ tolerance: z.object({ abs: z.number(), rel: z.number() }) }),
    cases: z.array(
      z.object({
        shape: z.enum(TWO_CLASS_SHAPES),
        hidden: z.array(z.number()),
        activation: z.enum(['tanh', 'relu', 'sigmoid']),
        rate: z.number(),
        X: z.array(z.array(z.number())),
        y: z.array(z.number()),
        start: z.array(layer),
        after: z.array(
          z.object({
            steps: z.number(),
            accuracy: z.number(),
            loss_before_last: z.number(),
            layers: z.array(layer),
          }),
        ),
        own_starts: z.object({ steps: z.number(), accuracy: z.array(z.number()) }),
      }),
    ),
  })
  .parse(readOracle('mlp-classifier'));

const agree = (
  got: ArrayLike<number>,
  want: ArrayLike<number>,
  tolerance = sklearn.header.tolerance,
): void => {
  expect(got.length).toBe(want.length);
  for (let i = 0; i < want.length; i += 1) {
    const [a, b] = [got[i] ?? Number.NaN, want[i] ?? 0];
    expect(within(a, b, tolerance), `${a} is not ${b} at ${i}`).toBe(true);
  }
};

describe.each(sklearn.cases)('$hidden $activation units on $shape, as scikit-learn', (test) => {
  const shape = architecture([2, ...test.hidden, 1], test.activation, 'scikit-learn');
  const start = { ...shape, parameters: flat(test.start) };
  const set = {
    count: test.y.length,
    inputs: Float64Array.from(test.X.flat()),
    targets: Float64Array.from(test.y),
  };
  const rule = { kind: 'adam', learningRate: test.rate } as const;
  const { points, losses } = trainFullBatch(start, set, rule, 300);
  const networkAfter = (steps: number) => ({ ...shape, parameters: Float64Array.from(points[steps] ?? []) });

  it('is of the points and first weights that the seed gives', () => {
    const drawn = shapePoints(test.shape, set.count, 0.06, 'oracle');
    agree(pointSet(drawn).inputs, set.inputs);
    agree(initialNetwork(shape, 'oracle').parameters, start.parameters);
  });

  it.each(test.after)("has MLPClassifier's weights, loss and accuracy after $steps updates", (want) => {
    agree(points[want.steps] ?? [], flat(want.layers));
    const before = layerWeights(networkAfter(want.steps - 1)).flatMap(({ weights }) => weights.flat());
    const penalty = (SKLEARN_ALPHA * before.reduce((sum, w) => sum + w * w, 0)) / (2 * set.count);
    agree([(losses[want.steps - 1] ?? 0) + penalty], [want.loss_before_last]);
    expect(1 - marksOf(networkAfter(want.steps), set).errors / set.count).toBeCloseTo(want.accuracy, 12);
  });

  it('from starts of our own gets as far as MLPClassifier from its own', () => {
    const own = Array.from({ length: 10 }, (_, i) => {
      const end = trainFullBatch(initialNetwork(shape, `${i}`), set, rule, 300).points.at(-1) ?? [];
      return 1 - marksOf({ ...shape, parameters: Float64Array.from(end) }, set).errors / set.count;
    });
    const mean = (all: readonly number[]): number => all.reduce((sum, x) => sum + x, 0) / all.length;
    const { accuracy } = test.own_starts;
    expect(Math.abs(mean(own) - mean(accuracy))).toBeLessThan(0.1);
    expect(Math.max(...own)).toBeGreaterThan(Math.max(...accuracy) - 0.035);
  });
});

describe('a training on all samples', () => {
  const oracle = networkOracle();
  const cases = oracle.cases.filter(({ loss_kind }) => loss_kind === 'bce');

  it.each(cases)("of $hidden_activation units takes PyTorch's steps", (test) => {
    const initial = oracle.initial_weights[test.hidden_activation];
    if (initial === undefined) throw new Error('no such weights');
    const network = networkOf([...initial.hidden, initial.output_bce], test.hidden_activation);
    const set = {
      count: oracle.data.X.length,
      inputs: Float64Array.from(oracle.data.X.flat()),
      targets: Float64Array.from(oracle.data.y_bce),
    };
    const runs = test.training.filter(({ optimizer, hyper }) => optimizer !== 'adamw' && !hyper.wd);
    expect(runs.map(({ optimizer }) => optimizer)).toContain('adam');
    for (const { optimizer, hyper, loss_curve, params_after } of runs) {
      const rule = { kind: optimizer === 'adam' ? 'adam' : 'sgd', learningRate: hyper.lr } as const;
      const { points, losses } = trainFullBatch(network, set, rule, loss_curve.length - 1);
      agree(losses, loss_curve, oracle.header.tolerance);
      for (const [step, layers] of Object.entries(params_after))
        agree(points[Number(step)] ?? [], flat(layers), oracle.header.tolerance);
    }
  });

  it.each(['pytorch', 'keras', 'flax-nnx', 'tfjs'] as const)(
    'of %s learns, from first weights of its own',
    (semantics) => {
      const set = pointSet(shapePoints('blobs', 40, 0.1, '1'));
      const network = initialNetwork(architecture([2, 2, 1], 'tanh', semantics), '1');
      for (const kind of ['sgd', 'momentum', 'adam'] as const) {
        const { losses } = trainFullBatch(network, set, { kind, learningRate: 0.05 }, 60);
        expect(losses.at(-1)).toBeLessThan(losses[0] ?? 0);
      }
    },
  );

  it('ends at the last state that is finite', () => {
    const set = pointSet(shapePoints('rings', 20, 0.1, '1'));
    const network = initialNetwork(architecture([2, 2, 1], 'relu'), '1');
    const { points, losses, overflowed } = trainFullBatch(
      network,
      set,
      { kind: 'sgd', learningRate: 1e200 },
      20,
    );
    expect(overflowed).toBe(true);
    expect(losses.length).toBe(points.length);
    expect([...losses, ...points.flat()].every(Number.isFinite)).toBe(true);
  });
});
