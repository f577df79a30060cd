import { describe, expect, it } from 'vitest';
import type { SEMANTICS } from '../../../src/sim/frameworks/framework.ts';
import { offering } from '../../../src/sim/frameworks/offers.ts';
import type { Point } from '../../../src/sim/objectives/objective.ts';
import { OFFERS } from '../../../src/sim/optimizers/offers.ts';
import {
  createOptimizer,
  OPTIMIZER_KINDS,
  type OptimizerInput,
  optimizerSchema,
} from '../../../src/sim/optimizers/registry.ts';
import { simulate } from '../../../src/sim/trace.ts';
import { type FrameworkRun, frameworkDefaults, frameworkRuns } from '../../helpers/framework-oracles.ts';

const TOLERANCE = { float64: 1e-12, float32: 3e-6 } as const;

/** Runs that agree less closely than the others, and why. */
const LOOSE: Readonly<Record<string, readonly [tolerance: number, why: string]>> = {
  'keras on torch adafactor matrix2x3 float64': [
    2e-8,
    'means of single precision: how torch orders a sum of six',
  ],
  'keras on torch adafactor matrix3x2 float64': [2e-8, 'as above'],
};

/** Our path and that of the parameters to evaluate. */
function follow({ params, precision, gradient, start, shape, path = [] }: FrameworkRun) {
  const optimizer = createOptimizer(optimizerSchema.parse(params));
  const round = (point: Point): Point => (precision === 'float32' ? point.map(Math.fround) : point);
  let point = round(start);
  let state = optimizer.init(point, shape);
  return path.map(() => {
    ({ point, state } = optimizer.update(point, round(gradient(point)), state));
    return { point, evaluated: optimizer.evaluated?.(point, state) ?? point };
  });
}

/** The largest deviation from a path, relative where values exceed 1; not finite where one of the two is not. */
function deviation(got: readonly Point[], want: readonly (readonly (number | null)[])[]): number {
  const errors = want.flatMap((point, k) =>
    point.map((value, i) => {
      const ours = got[k]?.[i] ?? Number.NaN;
      if (value === null) return Number.isFinite(ours) ? Number.POSITIVE_INFINITY : 0;
      const error = Math.abs(ours - value) / Math.max(1, Math.abs(value));
      return Number.isNaN(error) ? Number.POSITIVE_INFINITY : error;
    }),
  );
  return Math.max(...errors);
}

describe('an optimizer steps as its library does', () => {
  const runs = frameworkRuns();

  it.each(runs.filter(({ path }) => path !== undefined))('$name', (run) => {
    const [tolerance] = LOOSE[run.name] ?? [TOLERANCE[run.precision]];
    const got = follow(run);
    expect(got).toHaveLength(20);
    expect(
      deviation(
        got.map(({ point }) => point),
        run.path ?? [],
      ),
    ).toBeLessThanOrEqual(tolerance);
    if (run.evaluated === undefined) return;
    expect(
      deviation(
        got.map(({ evaluated }) => evaluated),
        run.evaluated,
      ),
    ).toBeLessThanOrEqual(tolerance);
  });

  it.each(runs.filter(({ path }) => path === undefined))(
    '$name: refused by the library, and by us',
    (run) => {
      expect(() => createOptimizer(run.params).init(run.start)).toThrow(/takes matrices only/);
    },
  );

  it('every library has an oracle for every optimizer that it offers', () => {
    const offered = OPTIMIZER_KINDS.flatMap((kind) =>
      offering(OFFERS[kind]).map((library) => `${library} ${kind}`),
    );
    const covered = new Set(runs.map(({ params }) => `${params.semantics} ${params.kind}`));
    expect(offered.filter((name) => !covered.has(name))).toEqual([]);
  });

  it('the exceptions are runs of the oracle', () => {
    expect(Object.keys(LOOSE).filter((name) => !runs.some((run) => run.name === name))).toEqual([]);
  });
});

describe('RAdam with a long memory', () => {
  // optax.radam(0.1, b2=…) on x² from 1, not compiled: Optax 0.2.8, JAX 0.10.2.
  it.each([
    [
      0.9999,
      [0.8000000715255737, 0.7991203665733337, 0.7978571653366089, 0.7967706918716431, 0.7956446409225464],
    ],
    [
      0.99999,
      [0.9963487386703491, 0.9926841259002686, 0.9890064597129822, 0.9853160977363586, 0.981613278388977],
    ],
  ])('crawls from the first steps on in single precision, as in Optax: β₂ = %s', (beta2, want) => {
    const first = (precision: 'float32' | 'float64') => {
      const optimizer = createOptimizer({
        kind: 'radam',
        semantics: 'optax',
        precision,
        learningRate: 0.1,
        beta2,
      });
      const square = { value: ([x = 0]: Point) => x * x, gradient: ([x = 0]: Point) => [2 * x] };
      return simulate(square, optimizer, [1], 5)
        .points.slice(1)
        .map(([x]) => x);
    };
    expect(first('float32')).toEqual(want);
    // In double precision the first five steps are plain momentum, whatever β₂.
    expect(first('float64').at(-1)).toBeCloseTo(0.20164796308087304, 12);
  });
});

describe('the defaults are those of the library', () => {
  it.each(frameworkDefaults())('$name', ({ params, defaults }) => {
    const filled = optimizerSchema.parse({ learningRate: 0.1, ...params });
    for (const [name, value] of Object.entries(defaults)) {
      if (name !== 'learningRate') expect(filled, name).toMatchObject({ [name]: value });
      else if (value !== null) expect(optimizerSchema.parse(params).learningRate).toBe(value);
      else expect(() => optimizerSchema.parse(params)).toThrow(/no default for learningRate/);
    }
  });
});

const bowl = {
  value: ([x = 0, y = 0]: Point) => 0.5 * ((x - 1) * (x - 1) + 4 * (y + 2) * (y + 2)),
  gradient: ([x = 0, y = 0]: Point) => [x - 1, 4 * (y + 2)],
};
const every = OPTIMIZER_KINDS.flatMap((kind) =>
  offering(OFFERS[kind]).map((semantics): OptimizerInput => ({ kind, semantics, learningRate: 0.05 })),
).filter(({ kind, semantics }) => kind !== 'muon' || semantics !== 'pytorch');

describe('every optimizer of every library', () => {
  it.each(every)('$semantics $kind moves by the sum of its reported parts', (params) => {
    const { points, updates } = simulate(bowl, createOptimizer(params), [-2, 3], 25);
    updates.forEach(({ gradient, memory, rates, decay }, k) => {
      points[k]?.forEach((x, i) => {
        const move = -(rates[i] ?? 0) * ((gradient[i] ?? 0) + (memory?.[i] ?? 0)) - (decay?.[i] ?? 0);
        expect(x + move).toBeCloseTo(points[k + 1]?.[i] ?? Number.NaN, 10);
      });
    });
  });

  it.each(every)(
    '$semantics $kind does not mutate its inputs, and only holds single precision if asked to',
    (params) => {
      const optimizer = createOptimizer({ ...params, precision: 'float32' });
      const start = Object.freeze([1.5, -0.5]);
      const state = optimizer.init(start);
      const before = JSON.stringify(state);
      const first = optimizer.update(start, Object.freeze([2, 3]), state);
      expect(JSON.stringify(state)).toBe(before);
      expect(optimizer.update(start, [2, 3], state)).toEqual(first);
      expect(first.point).toEqual(first.point.map(Math.fround));
    },
  );

  it.each(every)('$semantics $kind comes back from the schema as it went in', (params) => {
    const filled = optimizerSchema.parse(params);
    expect(optimizerSchema.parse(filled)).toEqual(filled);
    expect(optimizerSchema.parse(JSON.parse(JSON.stringify(filled)))).toEqual(filled);
  });
});

describe('what a library does not have is refused in one line', () => {
  it.each([
    [{ kind: 'yogi', semantics: 'keras' }, 'Keras has no Yogi, Optax has: say "semantics": "optax"'],
    [{ kind: 'lion' }, 'PyTorch has no Lion, Keras and Optax have: say "semantics": "keras" or "optax"'],
    [{ kind: 'adam', semantics: 'optax' }, "Optax's Adam has no default for learningRate: say what it is"],
    [
      { kind: 'momentum', semantics: 'tfjs', learningRate: 0.1, weightDecay: 0.1 },
      "TensorFlow.js's Momentum has no weightDecay; it has learningRate and momentum",
    ],
    [
      { kind: 'sgd', semantics: 'pytorch', clipNorm: 1 },
      "PyTorch's SGD has no clipNorm; it has learningRate and weightDecay",
    ],
    [
      { kind: 'sgd', semantics: 'keras', clipNorm: 1, globalClipNorm: 2 },
      'Keras clips in one way only: one of clipNorm, clipValue, globalClipNorm, not clipNorm and globalClipNorm',
    ],
  ])('%j', (params, message) => {
    expect(optimizerSchema.safeParse(params).error?.issues).toMatchObject([{ message }]);
    expect(() => createOptimizer(params as OptimizerInput)).toThrow(message);
  });
});

describe('hyper-parameters that the oracle leaves at their defaults', () => {
  const path = (params: OptimizerInput, steps = 12) =>
    simulate(bowl, createOptimizer(params), [-2, 3], steps).points;

  it('Keras clips a gradient to a length, or its entries to a value', () => {
    const keras = { kind: 'sgd', semantics: 'keras', learningRate: 1 } as const;
    const [start, byNorm] = path({ ...keras, clipNorm: 0.5 }, 1);
    expect(
      Math.hypot((byNorm?.[0] ?? 0) - (start?.[0] ?? 0), (byNorm?.[1] ?? 0) - (start?.[1] ?? 0)),
    ).toBeCloseTo(0.5, 12);
    expect(path({ ...keras, globalClipNorm: 0.5 }, 1)[1]).toEqual(byNorm);
    expect(path({ ...keras, clipValue: 0.25 }, 1)[1]).toEqual([-1.75, 2.75]);
    const slow = { ...keras, learningRate: 0.1 };
    // Keras multiplies by the limit and divides by it again, which can change a last digit.
    path({ ...slow, clipNorm: 1e6 }).forEach((point, k) => {
      point.forEach((x, i) => {
        expect(x).toBeCloseTo(path(slow)[k]?.[i] ?? Number.NaN, 14);
      });
    });
  });

  it('schedule-free rules warm up: the first of four steps of the package is a quarter, of Optax nothing', () => {
    const at = (semantics: 'pytorch' | 'optax', warmupSteps: number): number =>
      (path({ kind: 'schedule-free-sgd', semantics, learningRate: 0.1, warmupSteps }, 1)[1]?.[0] ?? 0) + 2;
    expect(at('pytorch', 4)).toBeCloseTo(at('pytorch', 0) / 4, 12);
    expect(at('optax', 4)).toBeCloseTo(0, 12);
  });

  it('FTRL with an l1 penalty sets small weights to 0', () => {
    const params = { kind: 'ftrl', semantics: 'keras', learningRate: 0.5 } as const;
    expect(path({ ...params, l1: 1000 }).at(-1)).toEqual([0, 0]);
    expect(
      path(params)
        .at(-1)
        ?.every((x) => x !== 0),
    ).toBe(true);
  });

  it('RMSprop centred in tfjs loses a weight without gradient; in Keras it does not', () => {
    const flat = { value: () => 0, gradient: () => [1, 0] };
    const run = (semantics: (typeof SEMANTICS)[number]) =>
      simulate(
        flat,
        createOptimizer({ kind: 'rmsprop', semantics, learningRate: 0.1, centered: true }),
        [0, 0],
        3,
      );
    expect(run('tfjs')).toMatchObject({ overflowed: true, points: [[0, 0]] });
    expect(run('keras').overflowed).toBe(false);
  });

  it('AdaDelta in Optax climbs without a rate', () => {
    const { points } = simulate(bowl, createOptimizer({ kind: 'adadelta', semantics: 'optax' }), [-2, 3], 3);
    expect(bowl.value(points[3] ?? [])).toBeGreaterThan(bowl.value([-2, 3]));
  });
});

describe('a rate that follows a schedule', () => {
  const schedule = { kind: 'exponential', decayRate: 0.5 } as const;

  it('is that of the step', () => {
    const { points } = simulate(
      { value: () => 0, gradient: () => [1] },
      createOptimizer({ kind: 'sgd', learningRate: 1, schedule }),
      [0],
      4,
    );
    expect(points.flat()).toEqual([0, -1, -1.5, -1.75, -1.875]);
  });

  it('stands inside the momentum in Keras and outside in PyTorch', () => {
    const at = (semantics: 'keras' | 'pytorch') =>
      simulate(
        { value: () => 0, gradient: () => [1] },
        createOptimizer({
          kind: 'momentum',
          semantics,
          learningRate: 1,
          momentum: 0.5,
          schedule: semantics === 'keras' ? { ...schedule, decaySteps: 1 } : schedule,
        }),
        [0],
        2,
      ).points.flat();
    expect(at('pytorch')).toEqual([0, -1, -1.75]);
    expect(at('keras')).toEqual([0, -1, -2]);
  });

  it('may move the momentum too, as one-cycle does in PyTorch', () => {
    const make = (cycleMomentum: boolean) =>
      simulate(
        bowl,
        createOptimizer({
          kind: 'adam',
          learningRate: 0.1,
          schedule: { kind: 'one-cycle', totalSteps: 10, cycleMomentum },
        }),
        [-2, 3],
        10,
      ).points;
    expect(make(true)).not.toEqual(make(false));
  });

  it('follows the library of its optimizer, from the schema too', () => {
    const params = {
      kind: 'sgd',
      semantics: 'optax',
      learningRate: 1,
      schedule: { kind: 'cosine', decaySteps: 2 },
    } as const;
    const parsed = optimizerSchema.parse(params);
    expect(parsed.schedule).toEqual({
      kind: 'cosine',
      semantics: 'optax',
      decaySteps: 2,
      alpha: 0,
      exponent: 1,
    });
    const flat = { value: () => 0, gradient: () => [1] };
    for (const each of [params, parsed]) {
      expect(simulate(flat, createOptimizer(each), [0], 4).points.flat()).toEqual([0, -1, -1.5, -1.5, -1.5]);
    }
    expect(optimizerSchema.parse(parsed)).toEqual(parsed);
  });

  it('is refused where the library has no such schedule', () => {
    const params = {
      kind: 'sgd',
      semantics: 'keras',
      schedule: { kind: 'one-cycle', totalSteps: 10 },
    } as const;
    expect(optimizerSchema.safeParse(params).error?.issues).toMatchObject([{ path: ['schedule'] }]);
    expect(() => createOptimizer(params)).toThrow(/Keras has no one-cycle schedule, PyTorch and Optax have/);
  });
});
