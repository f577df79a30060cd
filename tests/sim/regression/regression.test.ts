import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  curvaturesOf,
  leastSquares,
  squaredErrorGradient,
} from '../../../src/sim/objectives/least-squares.ts';
import { random } from '../../../src/sim/random.ts';
import { batchesOf, sampleOrder } from '../../../src/sim/regression/batches.ts';
import { fromScaled, scaled, scalingOf, toScaled } from '../../../src/sim/regression/feature-scaling.ts';
import { fitLine, GRADIENT_BUGS, type LineFitting } from '../../../src/sim/regression/fit-line.ts';
import { signatureOf } from '../../../src/sim/regression/signature.ts';
import { readOracle, within } from '../../helpers/oracles.ts';

const numbers = z.array(z.number());
const fit = z.object({
  label: z.string(),
  lr: z.number(),
  steps: z.number(),
  start: z.object({ w: z.number(), b: z.number() }),
  final_prediction: z.number(),
  w: numbers,
  b: numbers,
  J: numbers,
  dJ_dw: numbers,
  dJ_db: numbers,
});
const sampled = fit
  .omit({ label: true, steps: true })
  .extend({ batch_size: z.number(), epoch_orders: z.array(numbers) });
const hessian = z.object({
  matrix: z.array(numbers),
  eigenvalues: numbers,
  condition_number: z.number(),
  lr_stability_threshold: z.number(),
});
const oracle = z
  .object({
    header: z.object({ tolerance: z.object({ abs: z.number(), rel: z.number() }) }),
    data: z.object({ size_sqft: numbers, price_kusd: numbers, predict_at_sqft: z.number() }),
    scaling: z.object({ mean: z.number(), std_population_ddof0: z.number(), z: numbers }),
    closed_form: z.object({
      w: z.number(),
      b: z.number(),
      J: z.number(),
      prediction: z.number(),
      w_standardised: z.number(),
      b_standardised: z.number(),
    }),
    hessian_raw: hessian,
    hessian_thousands: hessian,
    cost_at: z.array(
      z.object({ w: z.number(), b: z.number(), J: z.number(), dJ_dw: z.number(), dJ_db: z.number() }),
    ),
    batch_raw: z.array(fit),
    batch_thousands: z.array(fit),
    batch_standardised: z.array(fit),
    mini_batch: sampled,
    stochastic: sampled.extend({ batch_size: z.number().default(1) }),
  })
  .parse(readOracle('linear-regression'));

const { tolerance } = oracle.header;
const { size_sqft: x, price_kusd: y, predict_at_sqft: asked } = oracle.data;
const near = (got: number, want: number): boolean => within(got, want, tolerance);
const scalings = {
  raw: scalingOf('raw', x, 1000),
  unit: scalingOf('unit', x, 1000),
  standard: scalingOf('standard', x, 1000),
};
const bowls = Object.fromEntries(
  Object.entries(scalings).map(([kind, scaling]) => [
    kind,
    leastSquares({ x: x.map((at) => scaled(scaling, at)), y }),
  ]),
) as Record<keyof typeof scalings, ReturnType<typeof leastSquares>>;
const everything = x.map((_, i) => i);
const whole = (steps: number) => Array.from({ length: steps }, () => everything);
const fitted = (kind: keyof typeof scalings, rest: Partial<LineFitting> & { rate: number }) => {
  const scaling = scalings[kind];
  const run = fitLine({
    samples: { x: x.map((at) => scaled(scaling, at)), y },
    start: toScaled(scaling, [-0.1, 900]),
    batches: whole(40),
    ...rest,
  });
  return { ...run, signature: signatureOf(bowls[kind], run) };
};

describe('the line of least squares', () => {
  it('is that of NumPy, on the data as they are and standardised', () => {
    const { w, b, J, prediction, w_standardised: wz, b_standardised: bz } = oracle.closed_form;
    const { minimum, leastLoss } = bowls.raw;
    expect([near(minimum[0], w), near(minimum[1], b), near(leastLoss, J)]).toEqual([true, true, true]);
    expect(near(minimum[0] * asked + minimum[1], prediction)).toBe(true);
    expect([near(bowls.standard.minimum[0], wz), near(bowls.standard.minimum[1], bz)]).toEqual([true, true]);
  });

  it('is where the gradient is 0', () => {
    for (const bowl of Object.values(bowls)) {
      const scale = Math.sqrt(bowl.hessian[0]?.[0] ?? 1);
      const [dw, db] = bowl.gradient(bowl.minimum);
      expect(Math.abs(dw ?? 1) / scale + Math.abs(db ?? 1)).toBeLessThan(1e-9);
    }
  });
});

describe('the cost', () => {
  it.each(oracle.cost_at)('at ($w, $b) and its slopes are those of PyTorch', ({ w, b, J, dJ_dw, dJ_db }) => {
    const [dw = 0, db = 0] = bowls.raw.gradient([w, b]);
    expect([near(bowls.raw.value([w, b]), J), near(dw, dJ_dw), near(db, dJ_db)]).toEqual([true, true, true]);
  });

  it('has the slopes that central differences give, of any batch', () => {
    const next = random('batches', 'test');
    for (let i = 0; i < 20; i += 1) {
      const batch = everything.filter(() => next() < 0.5);
      if (batch.length === 0) continue;
      const some = leastSquares({ x: batch.map((k) => x[k] ?? 0), y: batch.map((k) => y[k] ?? 0) });
      const [w, b] = [next() - 0.5, 900 * next()];
      const [dw, db] = squaredErrorGradient({ x, y }, [w, b], batch);
      expect((some.value([w + 0.01, b]) - some.value([w - 0.01, b])) / 0.02 / dw).toBeCloseTo(1, 6);
      expect((some.value([w, b + 5]) - some.value([w, b - 5])) / 10 / db).toBeCloseTo(1, 6);
    }
  });

  it('lies below every chord: it is convex', () => {
    const next = random('chords', 'test');
    for (let i = 0; i < 200; i += 1) {
      const [p, q] = [0, 1].map(() => [2 * next() - 1, 2000 * next() - 1000] as const);
      const t = next();
      const between = [0, 1].map((axis) => (1 - t) * (p?.[axis] ?? 0) + t * (q?.[axis] ?? 0));
      const chord = (1 - t) * bowls.raw.value(p ?? []) + t * bowls.raw.value(q ?? []);
      expect(bowls.raw.value(between)).toBeLessThanOrEqual(chord * (1 + 1e-12));
    }
  });

  it.each([
    ['raw', oracle.hessian_raw],
    ['unit', oracle.hessian_thousands],
  ] as const)(
    'curves as NumPy says: %s',
    (kind, { matrix, eigenvalues: [flat = 0, steep = 0], condition_number, lr_stability_threshold }) => {
      const { steepest, flattest, condition, limit } = curvaturesOf(bowls[kind]);
      bowls[kind].hessian.flat().forEach((entry, i) => {
        expect(near(entry, matrix.flat()[i] ?? 0)).toBe(true);
      });
      expect([near(steepest.value, steep), near(flattest.value, flat)]).toEqual([true, true]);
      expect([near(condition, condition_number), near(limit, lr_stability_threshold)]).toEqual([true, true]);
    },
  );

  it('is round when the feature is standardised', () => {
    const { condition, limit } = curvaturesOf(bowls.standard);
    expect([condition, limit].map((value) => Number(value.toFixed(12)))).toEqual([1, 2]);
  });
});

describe('a feature', () => {
  it('is standardised by the deviation of the whole population', () => {
    const { shift, unit } = scalings.standard;
    expect([near(shift, oracle.scaling.mean), near(unit, oracle.scaling.std_population_ddof0)]).toEqual([
      true,
      true,
    ]);
    x.forEach((at, i) => {
      expect(near(scaled(scalings.standard, at), oracle.scaling.z[i] ?? 0)).toBe(true);
    });
  });

  it.each(Object.entries(scalings))('scaled (%s) has the same lines', (_, scaling) => {
    const [w, b] = toScaled(scaling, [-0.1, 900]);
    for (const at of x) expect(w * scaled(scaling, at) + b).toBeCloseTo(-0.1 * at + 900, 9);
    expect(fromScaled(scaling, [w, b]).map((value) => Number(value.toFixed(9)))).toEqual([-0.1, 900]);
  });
});

const batchRuns = (
  [
    ['raw', oracle.batch_raw],
    ['unit', oracle.batch_thousands],
    ['standard', oracle.batch_standardised],
  ] as const
).flatMap(([kind, runs]) => runs.map((run) => ({ kind, ...run })));

describe('gradient descent', () => {
  const agrees = (got: ReturnType<typeof fitLine>, want: Omit<z.infer<typeof fit>, 'label' | 'steps'>) => {
    expect(got.points.length).toBe(want.w.length);
    // Where a run has come to rest, its gradient is rounding.
    const scale = Math.max(...want.dJ_dw.slice(0, 1).map(Math.abs), ...want.dJ_db.slice(0, 1).map(Math.abs));
    want.w.forEach((w, k) => {
      const [gw = 0, gb = 0] = got.points[k] ?? [];
      expect([near(gw, w), near(gb, want.b[k] ?? 0), near(got.losses[k] ?? 0, want.J[k] ?? 0)]).toEqual([
        true,
        true,
        true,
      ]);
    });
    want.dJ_dw.forEach((dw, k) => {
      const [gw = 0, gb = 0] = got.gradients[k] ?? [];
      const loose = { abs: 1e-8 + 1e-11 * scale, rel: tolerance.rel };
      expect([within(gw, dw, loose), within(gb, want.dJ_db[k] ?? 0, loose)]).toEqual([true, true]);
    });
  };

  it.each(batchRuns)('on all samples goes as in PyTorch: $kind, rate $lr, $label', ({ kind, ...want }) => {
    const got = fitted(kind, {
      rate: want.lr,
      batches: whole(want.steps),
      start: [want.start.w, want.start.b],
    });
    agrees(got, want);
    const [w = 0, b = 0] = got.points.at(-1) ?? [];
    expect(near(w * scaled(scalings[kind], asked) + b, want.final_prediction)).toBe(true);
  });

  it.each([
    ['three', oracle.mini_batch, 3],
    ['single', oracle.stochastic, 1],
  ] as const)('on batches of %s goes as in PyTorch, given its orders', (_, want, size) => {
    expect(want.batch_size).toBe(size);
    const batches = batchesOf(want.epoch_orders, size);
    agrees(fitted('standard', { rate: want.lr, batches, start: [want.start.w, want.start.b] }), want);
  });

  it('draws other orders for other seeds and epochs, each a permutation', () => {
    const orders = [sampleOrder(10, '1', 0), sampleOrder(10, '1', 1), sampleOrder(10, '2', 0)];
    for (const order of orders) expect([...order].sort((a, b) => a - b)).toEqual(everything);
    expect(new Set(orders.map(String)).size).toBe(3);
    expect(sampleOrder(10, '1', 0)).toEqual(orders[0]);
  });
});

describe('a signature is recognised without knowing the cause', () => {
  const kindOf = (kind: keyof typeof scalings, rate: number, rest: Partial<LineFitting> = {}) =>
    fitted(kind, { rate, ...rest }).signature.kind;

  it.each(batchRuns)('$kind, rate $lr: $label', ({ kind, lr, label }) => {
    const wanted = /diverges/.test(label)
      ? 'bounces'
      : /crawls$/.test(label) && kind !== 'raw'
        ? 'crawls'
        : null;
    const found = kindOf(kind, lr, { batches: whole(200) });
    if (wanted !== null) expect(found).toBe(wanted);
    else if (kind === 'raw') expect(found).toBe(lr > 1e-7 ? 'stalls' : 'crawls');
    else expect(['settles', 'way']).toContain(found);
  });

  it('at any rate above 2 / λ a run bounces, below it never does', () => {
    const next = random('rates', 'test');
    for (const kind of ['raw', 'unit', 'standard'] as const) {
      const { limit } = curvaturesOf(bowls[kind]);
      for (let i = 0; i < 20; i += 1) {
        expect(kindOf(kind, limit * (1.02 + next()), { batches: whole(150) })).toBe('bounces');
        expect(kindOf(kind, limit * 0.98 * next(), { batches: whole(150) })).not.toBe('bounces');
      }
    }
  });

  it('from far off it drifts too, though it has risen by little of its fall: it does not stand still', () => {
    const { losses, signature } = fitted('unit', {
      rate: 0.3,
      batches: whole(10),
      start: toScaled(scalings.unit, [-1e6, 1e6]),
      bug: 'sign-b',
    });
    const [first = 0, last = 0] = [losses[0], losses.at(-1)];
    const least = losses[signature.best] ?? 0;
    expect((last - least) / (first - least)).toBeLessThan(0.01);
    expect(signature.kind).toBe('drifts');
  });

  it('a wrong sign in b drifts after improving, a wrong sign throughout climbs', () => {
    for (const rate of [0.1, 0.2, 0.3, 0.4]) {
      expect(kindOf('unit', rate, { bug: 'sign-b' })).toBe('drifts');
      expect(kindOf('unit', rate, { bug: 'sign' })).toBe('climbs');
    }
  });

  it.each([
    ['sign', [-1, -1]],
    ['sign-w', [-1, 1]],
    ['sign-b', [1, -1]],
    ['sum', [10, 10]],
    ['sum-w', [10, 1]],
    ['sum-b', [1, 10]],
  ] as const)('the gradient check tells %s from a wrong rate', (bug, factors) => {
    for (const kind of ['raw', 'unit', 'standard'] as const)
      for (const share of [0.001, 0.1, 0.5, 1.3]) {
        const rate = share * curvaturesOf(bowls[kind]).limit;
        const { check } = fitted(kind, { rate, bug }).signature;
        check.forEach((ratio, i) => {
          expect(ratio / (factors[i] ?? 0)).toBeCloseTo(1, 3);
        });
        expect(fitted(kind, { rate }).signature.check).toEqual([1, 1]);
      }
    expect(GRADIENT_BUGS).toContain(bug);
  });

  it('a run that begins at the minimum has settled, one of no updates too', () => {
    const { minimum } = bowls.unit;
    expect(kindOf('unit', 0.3, { start: minimum })).toBe('settles');
    expect(kindOf('unit', 0.3, { start: minimum, batches: [] })).toBe('settles');
  });
});
