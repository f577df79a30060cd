import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Semantics } from '../../../src/sim/frameworks/framework.ts';
import { createSchedule, type ScheduleParams, scheduleSchema } from '../../../src/sim/schedules/registry.ts';
import { readOracle } from '../../helpers/oracles.ts';

const file = z.record(
  z.string(),
  z.union([
    z.string(),
    z.object({
      schedules: z.record(
        z.string(),
        z.object({
          lr: z.array(z.number().nullable()),
          momentum: z.array(z.number()).optional(),
        }),
      ),
    }),
  ]),
);
const oracle = file.parse(readOracle('schedules-frameworks'));

/** The calls of the oracle, in our words. */
const CALLS: Readonly<Record<string, Readonly<Record<string, Omit<ScheduleParams, 'semantics'>>>>> = {
  torch: {
    cosine: { kind: 'cosine', decaySteps: 10 },
    cosine_eta_min: { kind: 'cosine', decaySteps: 10, minRate: 0.01 },
    warm_restarts: { kind: 'warm-restarts', decaySteps: 5 },
    warm_restarts_mult2: { kind: 'warm-restarts', decaySteps: 4, lengthFactor: 2 },
    polynomial: { kind: 'polynomial', decaySteps: 10, power: 1 },
    polynomial_power2: { kind: 'polynomial', decaySteps: 10, power: 2 },
    exponential: { kind: 'exponential', decayRate: 0.9 },
    one_cycle: { kind: 'one-cycle', totalSteps: 10 },
    one_cycle_13: { kind: 'one-cycle', totalSteps: 13 },
    one_cycle_linear: { kind: 'one-cycle', totalSteps: 10, anneal: 'linear' },
    one_cycle_three_phase: { kind: 'one-cycle', totalSteps: 10, threePhase: true },
    step: { kind: 'step', stepSize: 3, gamma: 0.1 },
    multistep: { kind: 'piecewise', boundaries: [3, 7], gamma: 0.1 },
    linear_warmup_default: { kind: 'linear' },
    linear: { kind: 'linear', startFactor: 0.1, decaySteps: 4 },
    constant: { kind: 'constant' },
    warmup_cosine: { kind: 'warmup-cosine', startFactor: 0.1, warmupSteps: 3, decaySteps: 7 },
    cyclic: { kind: 'cyclic', peakRate: 0.1, upSteps: 5, cycleMomentum: false },
  },
  keras: {
    cosine: { kind: 'cosine', decaySteps: 10 },
    cosine_alpha: { kind: 'cosine', decaySteps: 10, alpha: 0.1 },
    warmup_cosine: { kind: 'warmup-cosine', initialRate: 0.01, warmupSteps: 3, decaySteps: 7 },
    warm_restarts: { kind: 'warm-restarts', decaySteps: 5 },
    warm_restarts_tmul1: { kind: 'warm-restarts', decaySteps: 5, lengthFactor: 1 },
    warm_restarts_mult2: { kind: 'warm-restarts', decaySteps: 4 },
    polynomial: { kind: 'polynomial', decaySteps: 10 },
    polynomial_end0: { kind: 'polynomial', decaySteps: 10, endRate: 0 },
    polynomial_power2: { kind: 'polynomial', decaySteps: 10, endRate: 0, power: 2 },
    polynomial_cycle: { kind: 'polynomial', decaySteps: 5, endRate: 0, cycle: true },
    exponential: { kind: 'exponential', decaySteps: 1, decayRate: 0.9 },
    exponential_10: { kind: 'exponential', decaySteps: 10, decayRate: 0.9 },
    step: { kind: 'exponential', decaySteps: 3, decayRate: 0.1, staircase: true },
    multistep: { kind: 'piecewise', boundaries: [3, 7], values: [0.1, 0.01, 0.001] },
    inverse_time: { kind: 'inverse-time', decaySteps: 1, decayRate: 0.5 },
    inverse_time_staircase: { kind: 'inverse-time', decaySteps: 3, decayRate: 0.5, staircase: true },
  },
  optax: {
    cosine: { kind: 'cosine', decaySteps: 10 },
    cosine_alpha: { kind: 'cosine', decaySteps: 10, alpha: 0.1 },
    cosine_exponent2: { kind: 'cosine', decaySteps: 10, exponent: 2 },
    warmup_cosine: { kind: 'warmup-cosine', initialRate: 0.01, warmupSteps: 3, decaySteps: 10 },
    warm_restarts: {
      kind: 'warm-restarts',
      cycles: Array(3).fill({ initialRate: 0.1, warmupSteps: 0, decaySteps: 5, endRate: 0 }),
    },
    polynomial: { kind: 'polynomial', decaySteps: 10, endRate: 0, power: 1 },
    polynomial_power2: { kind: 'polynomial', decaySteps: 10, endRate: 0, power: 2 },
    linear: { kind: 'linear', decaySteps: 10, endRate: 0 },
    exponential: { kind: 'exponential', decaySteps: 1, decayRate: 0.9 },
    step: { kind: 'exponential', decaySteps: 3, decayRate: 0.1, staircase: true },
    multistep: { kind: 'piecewise', boundaries: [3, 7], scales: [0.1, 0.1] },
    one_cycle: { kind: 'one-cycle', totalSteps: 10 },
    one_cycle_linear: { kind: 'one-cycle', totalSteps: 10, anneal: 'linear' },
    warmup_constant: { kind: 'warmup-constant', initialRate: 0, warmupSteps: 4 },
    warmup_exponential: {
      kind: 'warmup-exponential',
      initialRate: 0.01,
      warmupSteps: 3,
      decaySteps: 1,
      decayRate: 0.9,
    },
  },
};

/** What the oracle has and we do not, and why. */
const WITHOUT: Readonly<Record<string, string>> = {
  'torch inverse_time': 'a LambdaLR: torch has no class for it, so it is refused',
  'torch plateau': 'follows a metric, not the step',
  'optax inverse_time': 'Optax has none',
};

const SEMANTICS: Readonly<Record<string, Semantics>> = { torch: 'pytorch', keras: 'keras', optax: 'optax' };
const cases = Object.entries(oracle).flatMap(([framework, entry]) =>
  typeof entry === 'string'
    ? []
    : Object.entries(entry.schedules).map(([name, { lr, momentum }]) => ({
        name: `${framework} ${name}`,
        call: CALLS[framework]?.[name],
        semantics: SEMANTICS[framework] ?? 'pytorch',
        lr,
        momentum,
      })),
);

describe('a schedule has the rates of its library', () => {
  it.each(cases.filter(({ call }) => call !== undefined))('$name', ({ call, semantics, lr, momentum }) => {
    if (call === undefined) return;
    const base = call.kind === 'cyclic' ? 0.01 : 0.1;
    const schedule = createSchedule({ ...call, semantics }, base);
    // Keras computes most of its schedules in single precision.
    const tolerance = semantics === 'keras' ? 1e-8 : 1e-15;
    lr.forEach((rate, step) => {
      if (rate === null) expect(() => schedule(step)).toThrow(/ends after its 10 totalSteps/);
      else expect(Math.abs(schedule(step).rate - rate)).toBeLessThanOrEqual(tolerance);
    });
    momentum?.forEach((value, step) => {
      expect(schedule(step).momentum).toBeCloseTo(value, 14);
    });
  });

  it('all but the named ones are there', () => {
    const missing = cases.filter(({ call }) => call === undefined).map(({ name }) => name);
    expect(missing.sort()).toEqual(Object.keys(WITHOUT).sort());
  });
});

describe('schedules the oracle does not go into', () => {
  const rates = (params: ScheduleParams, steps: readonly number[], base = 1) =>
    steps.map((step) => createSchedule(params, base)(step).rate);

  it('Keras lowers each restart by m_mul', () => {
    const params = { kind: 'warm-restarts', semantics: 'keras', decaySteps: 2, heightFactor: 0.5 } as const;
    expect(rates(params, [0, 2, 6])).toEqual([1, 0.5, 0.25]);
  });

  it('Optax begins late and stops at an end', () => {
    const late = {
      kind: 'exponential',
      semantics: 'optax',
      decaySteps: 1,
      decayRate: 0.5,
      begin: 2,
      endRate: 0.2,
    } as const;
    expect(rates(late, [0, 2, 3, 4, 5])).toEqual([1, 1, 0.5, 0.25, 0.2]);
  });

  it('the triangles of CyclicLR halve, or shrink step by step, and need not be even', () => {
    const params = { kind: 'cyclic', peakRate: 3, upSteps: 2, downSteps: 2 } as const;
    expect(rates({ ...params, mode: 'triangular2' }, [2, 6, 10])).toEqual([3, 2, 1.5]);
    expect(rates({ ...params, mode: 'exp-range', gamma: 0.5 }, [2, 6])).toEqual([1.5, 1 + 2 / 64]);
    expect(rates({ ...params, downSteps: 4 }, [2, 3, 4, 6])).toEqual([3, 2.5, 2, 1]);
  });
});

describe('a schedule that makes no sense is refused in one line', () => {
  it.each([
    [
      { kind: 'cosine', semantics: 'tfjs', decaySteps: 3 },
      /^TensorFlow.js has no cosine decay, PyTorch, Keras and Optax have/,
    ],
    [
      { kind: 'inverse-time', decaySteps: 1, decayRate: 1 },
      /^PyTorch has no inverse time decay, Keras has: say/,
    ],
    [{ kind: 'step' }, /^PyTorch's step decay has no default for stepSize: say what it is$/],
    [
      { kind: 'cosine', decaySteps: 3, alpha: 0.1 },
      /^PyTorch's cosine decay has no alpha; it has decaySteps and minRate$/,
    ],
    [{ kind: 'piecewise', boundaries: [7, 3] }, /^boundaries must rise: 7, 3$/],
    [
      { kind: 'piecewise', semantics: 'keras', boundaries: [3], values: [1] },
      /^1 boundaries need 2 values, not 1$/,
    ],
    [
      { kind: 'warmup-cosine', semantics: 'optax', initialRate: 0, warmupSteps: 3, decaySteps: 3 },
      /^decaySteps include the warm-up in Optax/,
    ],
    [{ kind: 'one-cycle', totalSteps: 3 }, /^one-cycle needs a rise of more than one step/],
  ])('%j', (params, message) => {
    const issues = scheduleSchema.safeParse(params).error?.issues ?? [];
    expect(issues).toHaveLength(1);
    expect(issues[0]?.message).toMatch(message);
  });
});
