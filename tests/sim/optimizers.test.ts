import { describe, expect, it } from 'vitest';
import { doubleWell } from '../../src/sim/objectives/double-well.ts';
import type { Objective, Point } from '../../src/sim/objectives/objective.ts';
import { SURFACES } from '../../src/sim/objectives/surfaces.ts';
import { createOptimizer, optimizerSchema } from '../../src/sim/optimizers/registry.ts';
import { simulate } from '../../src/sim/trace.ts';
import { optimizerOracle, within } from '../helpers/oracles.ts';

const objectives: Readonly<Record<string, Objective>> = {
  ...SURFACES,
  'double-well': doubleWell({ a: 0.4, b: 0.22 }),
};
/** Those of the race, which the oracles of the surfaces cover; all others are in tests/sim/frameworks. */
const KINDS = ['sgd', 'momentum', 'nesterov', 'adagrad', 'rmsprop', 'adam', 'adamw'] as const;
const make = (params: unknown) => createOptimizer(optimizerSchema.parse(params));

/** PyTorch's names of the state, by ours. */
const STATE: Readonly<Record<string, readonly string[]>> = {
  v: ['velocity', 'squares'],
  s: ['squares'],
  m: ['mean'],
};

describe.each(Object.keys(objectives))('on the %s', (name) => {
  const objective = objectives[name];
  if (objective === undefined) throw new Error('no such surface');
  const { runs, tolerance } = optimizerOracle(name);

  it.each(runs)('$params.kind at rate $params.learningRate steps as PyTorch does from $start', (run) => {
    const got = simulate(objective, make(run.params), run.start, run.steps);
    expect(got.points.length).toBe(run.path.length);
    let compared = 0;
    const agree = (a: number | undefined, b: number | undefined): void => {
      compared += 1;
      expect(within(a ?? Number.NaN, b ?? 0, tolerance), `${a} is not ${b}`).toBe(true);
    };
    for (let k = 0; k <= run.reliable; k += 1) {
      agree(got.losses[k], run.loss[k]);
      run.path[k]?.forEach((want, i) => {
        agree(got.points[k]?.[i], want);
      });
      const state = (got.states[k] ?? {}) as Readonly<Record<string, Point>>;
      for (const [theirs, values] of Object.entries(run.state)) {
        const ours = STATE[theirs]?.map((key) => state[key]).find((value) => value !== undefined);
        values[k]?.forEach((want, i) => {
          agree(ours?.[i], want);
        });
      }
    }
    expect(compared).toBeGreaterThan(run.reliable);
  });
});

/** A bowl whose minimum is not at zero, so that decay shows. */
const bowl: Objective = {
  value: ([x = 0, y = 0]) => 0.5 * ((x - 1) * (x - 1) + 4 * (y + 2) * (y + 2)),
  gradient: ([x = 0, y = 0]) => [x - 1, 4 * (y + 2)],
};

describe('every optimizer', () => {
  it.each(KINDS)('%s moves by the sum of its reported parts', (kind) => {
    const { points, updates } = simulate(bowl, make({ kind, learningRate: 0.05 }), [-2, 3], 30);
    expect(updates).toHaveLength(30);
    updates.forEach(({ gradient, memory, rates, decay }, k) => {
      points[k]?.forEach((x, i) => {
        const move = -(rates[i] ?? 0) * ((gradient[i] ?? 0) + (memory?.[i] ?? 0)) - (decay?.[i] ?? 0);
        expect(x + move).toBeCloseTo(points[k + 1]?.[i] ?? Number.NaN, 12);
      });
    });
  });

  it.each(KINDS)('%s does not mutate its inputs', (kind) => {
    const optimizer = make({ kind, learningRate: 0.05 });
    const frozen = Object.freeze([1.5, -0.5]);
    const state = optimizer.init(frozen);
    const before = JSON.stringify(state);
    const first = optimizer.update(frozen, Object.freeze([2, 3]), state);
    expect(JSON.stringify(state)).toBe(before);
    expect(optimizer.update(frozen, [2, 3], state)).toEqual(first);
  });

  const coupled = KINDS.filter((kind) => kind !== 'adamw');
  it.each(coupled)('%s with weight decay descends the loss with an L2 penalty', (kind) => {
    const lambda = 0.3;
    const penalised: Objective = {
      value: (point) => bowl.value(point) + (lambda / 2) * point.reduce((sum, x) => sum + x * x, 0),
      gradient: (point) => bowl.gradient(point).map((g, i) => g + lambda * (point[i] ?? 0)),
    };
    const decayed = simulate(
      bowl,
      make({ kind, learningRate: 0.05, weightDecay: lambda }),
      [-2, 3],
      60,
    ).points;
    expect(decayed).toEqual(simulate(penalised, make({ kind, learningRate: 0.05 }), [-2, 3], 60).points);
    expect(decayed).not.toEqual(simulate(bowl, make({ kind, learningRate: 0.05 }), [-2, 3], 60).points);
  });
});

describe('relations between the optimizers', () => {
  const paths = (params: unknown, steps = 80) => simulate(bowl, make(params), [-2, 3], steps).points;

  it('momentum 0 is SGD, with and without look-ahead', () => {
    const plain = paths({ kind: 'sgd', learningRate: 0.1 });
    expect(paths({ kind: 'momentum', learningRate: 0.1, momentum: 0 })).toEqual(plain);
    expect(paths({ kind: 'nesterov', learningRate: 0.1, momentum: 0 })).toEqual(plain);
  });

  it('AdamW without decay is Adam', () => {
    expect(paths({ kind: 'adamw', learningRate: 0.1, weightDecay: 0 })).toEqual(
      paths({ kind: 'adam', learningRate: 0.1 }),
    );
  });

  it('the first step of Adam is as long as its rate on every axis, whatever the gradient', () => {
    const [start, next] = paths({ kind: 'adam', learningRate: 0.25 }, 1);
    start?.forEach((x, i) => {
      expect(Math.abs((next?.[i] ?? 0) - x)).toBeCloseTo(0.25, 7);
    });
  });

  it('the rates of AdaGrad only decrease', () => {
    const { updates } = simulate(bowl, make({ kind: 'adagrad', learningRate: 1 }), [-2, 3], 40);
    updates.slice(1).forEach(({ rates }, k) => {
      rates.forEach((rate, i) => {
        expect(rate).toBeLessThanOrEqual(updates[k]?.rates[i] ?? 0);
      });
    });
  });

  it('SGD on a quadratic is the closed form x₀ (1 − η κ)ᵏ', () => {
    const { points } = simulate(SURFACES.ravine, make({ kind: 'sgd', learningRate: 0.03 }), [-8, 1.5], 50);
    let [x, y] = [-8, 1.5];
    for (const point of points) {
      expect(point[0]).toBeCloseTo(x, 12);
      expect(point[1]).toBeCloseTo(y, 12);
      x *= 1 - 0.03;
      y *= 1 - 0.03 * 25;
    }
  });
});

describe('the registry', () => {
  it('fills in the defaults of PyTorch', () => {
    const defaults: Readonly<Record<(typeof KINDS)[number], object>> = {
      sgd: { learningRate: 0.001, weightDecay: 0 },
      momentum: { learningRate: 0.001, momentum: 0.9, weightDecay: 0 },
      nesterov: { learningRate: 0.001, momentum: 0.9, weightDecay: 0 },
      adagrad: { learningRate: 0.01, epsilon: 1e-10, weightDecay: 0 },
      rmsprop: { learningRate: 0.01, alpha: 0.99, epsilon: 1e-8, weightDecay: 0 },
      adam: { learningRate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0 },
      adamw: { learningRate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.01 },
    };
    for (const kind of KINDS) expect(optimizerSchema.parse({ kind })).toEqual({ kind, ...defaults[kind] });
  });

  it.each([
    [{ kind: 'sgd', momentum: 0.9 }, /momentum/],
    [{ kind: 'adam', lr: 0.1 }, /lr/],
    [{ kind: 'newton' }, /sgd.*adamw/],
    [{ kind: 'adam', beta1: 1 }, /beta1|expected number to be <1/],
    [{ kind: 'rmsprop', learningRate: -1 }, />=1e-8/],
    [{ learningRate: 0.1 }, /sgd.*adamw|kind/],
  ])('refuses %j', (params, message) => {
    const result = optimizerSchema.safeParse(params);
    expect(JSON.stringify(result.error?.issues)).toMatch(message);
  });
});
