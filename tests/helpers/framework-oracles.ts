import { z } from 'zod';
import type { Precision, Semantics } from '../../src/sim/frameworks/framework.ts';
import type { Point } from '../../src/sim/objectives/objective.ts';
import type { OptimizerInput } from '../../src/sim/optimizers/registry.ts';
import { readOracle } from './oracles.ts';

const values = z.array(z.array(z.union([z.number(), z.null(), z.array(z.number().nullable())])));
const runs = z.object({
  runs: z.array(
    z.object({
      framework: z.string(),
      backend: z.string().optional(),
      optimizers: z.record(
        z.string(),
        z.object({
          set: z.record(z.string(), z.unknown()),
          cases: z.record(
            z.string(),
            z.object({
              lr: z.number(),
              error: z.string().optional(),
              float64: values.optional(),
              float32: values.optional(),
              float64_eval_params: values.optional(),
              float32_eval_params: values.optional(),
            }),
          ),
        }),
      ),
    }),
  ),
});

const SEMANTICS: Readonly<Record<string, Semantics>> = {
  torch: 'pytorch',
  schedulefree: 'pytorch',
  keras: 'keras',
  optax: 'optax',
  tfjs: 'tfjs',
};

/** Our names of the optimizers in the oracle, where those differ. */
const KINDS: Readonly<Record<string, string>> = {
  amsgrad: 'adam',
  adamaxw: 'adamax',
  nadamw: 'nadam',
  sign_sgd: 'sign-sgd',
  schedulefree_sgd: 'schedule-free-sgd',
  schedulefree_adamw: 'schedule-free-adamw',
};

/** Our names of the hyper-parameters that the oracle sets. */
const NAMES: Readonly<Record<string, string>> = {
  weight_decay: 'weightDecay',
  lr_decay: 'learningRateDecay',
  decay: 'learningRateDecay',
  initial_accumulator_value: 'initialAccumulator',
  decoupled_weight_decay: 'decoupledWeightDecay',
  adjust_lr_fn: 'rateAdjustment',
  rms_rate: 'rmsRate',
  eps_in_sqrt: 'epsilonInRoot',
  bias_correction: 'biasCorrection',
  min_dim_size_to_factor: 'minFactoredSize',
};

function paramsOf(name: string, set: Readonly<Record<string, unknown>>, semantics: Semantics): object {
  const kind = KINDS[name] ?? (/^(momentum|nesterov)/.exec(name)?.[0] || name.split('_')[0]);
  const given = Object.entries(set).filter(([key]) => !(kind === 'nesterov' && /nesterov/i.test(key)));
  const named = given.map(([key, value]) => [NAMES[key] ?? key, value ?? 0] as const);
  const implied = {
    ...(name === 'amsgrad' ? { amsgrad: true } : {}),
    // optax.adamaxw and optax.nadamw are adamax and nadam here, with this decay.
    ...(semantics === 'optax' && /^(adamaxw|nadamw)$/.test(name) ? { weightDecay: 1e-4 } : {}),
  };
  return { kind, semantics, ...implied, ...Object.fromEntries(named) };
}

const C = [1, 2, 3, 4, 5, 6];
const turned = [1, 4, 2, 5, 3, 6];
const times = (factors: readonly number[]) => (point: Point) => point.map((x, i) => (factors[i] ?? 0) * x);

/** The objectives of the oracle: their gradients and where they start. */
const CASES: Readonly<
  Record<string, { gradient: (point: Point) => Point; start: Point; shape?: readonly number[] }>
> = {
  x2: { gradient: times([2]), start: [1] },
  ravine: { gradient: times([1, 20]), start: [-2, 0.8] },
  x2_as_1x1: { gradient: times([2]), start: [1], shape: [1, 1] },
  ravine_as_1x2: { gradient: times([1, 20]), start: [-2, 0.8], shape: [1, 2] },
  matrix2x3: { gradient: times(C), start: [1, -0.5, 0.25, 0.8, 0.3, -1.2], shape: [2, 3] },
  matrix3x2: { gradient: times(turned), start: [1, 0.8, -0.5, 0.3, 0.25, -1.2], shape: [3, 2] },
};

export interface FrameworkRun {
  /** `optax adafactor matrix2x3 float32` */
  readonly name: string;
  readonly params: OptimizerInput;
  readonly precision: Precision;
  readonly gradient: (point: Point) => Point;
  readonly start: Point;
  readonly shape: readonly number[] | undefined;
  /** The parameters after each step, `null` where they are not finite; `undefined` if the library refused. */
  readonly path: readonly (readonly (number | null)[])[] | undefined;
  /** The parameters to evaluate, for schedule-free rules. */
  readonly evaluated: readonly (readonly (number | null)[])[] | undefined;
}

/** Every run of the libraries' optimizers, in both precisions. */
export function frameworkRuns(): readonly FrameworkRun[] {
  const flat = (path: z.infer<typeof values> | undefined) => path?.map((point) => point.flat());
  return runs.parse(readOracle('optimizers-frameworks')).runs.flatMap(({ framework, backend, optimizers }) =>
    Object.entries(optimizers).flatMap(([name, { set, cases }]) =>
      Object.entries(cases).flatMap(([where, run]) => {
        const { gradient, start, shape } = CASES[where] ?? { gradient: times([]), start: [] };
        const semantics = SEMANTICS[framework] ?? 'pytorch';
        const onTorch = framework === 'keras' && backend === 'torch';
        return (['float64', 'float32'] as const)
          .filter((precision) => run[precision] !== undefined || run.error !== undefined)
          .map((precision) => ({
            name: `${framework}${onTorch ? ' on torch' : ''} ${name} ${where} ${precision}`,
            params: {
              ...paramsOf(name, set, semantics),
              ...(onTorch && /^(schedulefree_adamw|nadamw?|muon.*|adafactor)$/.test(name)
                ? { torchBackend: true }
                : {}),
              precision,
              learningRate: run.lr,
            } as OptimizerInput,
            precision,
            gradient,
            start,
            shape,
            path: flat(run[precision]),
            evaluated: flat(run[`${precision}_eval_params`]),
          }));
      }),
    ),
  );
}

/** Our names of the libraries' hyper-parameters, for all that have a default to be compared. */
const DEFAULTS: Readonly<Record<string, string | readonly string[]>> = {
  lr: 'learningRate',
  learning_rate: 'learningRate',
  learningRate: 'learningRate',
  betas: ['beta1', 'beta2'],
  beta_1: 'beta1',
  beta_2: 'beta2',
  b1: 'beta1',
  b2: 'beta2',
  b3: 'beta3',
  beta1: 'beta1',
  beta2: 'beta2',
  eps: 'epsilon',
  epsilon: 'epsilon',
  weight_decay: 'weightDecay',
  rho: 'rho',
  alpha: 'alpha',
  decay: 'alpha',
  amsgrad: 'amsgrad',
  centered: 'centered',
  lr_decay: 'learningRateDecay',
  initial_accumulator_value: 'initialAccumulator',
  initialAccumulatorValue: 'initialAccumulator',
  decoupled_weight_decay: 'decoupledWeightDecay',
  momentum_decay: 'momentumDecay',
  etas: ['etaMinus', 'etaPlus'],
  step_sizes: ['minStep', 'maxStep'],
  eta_minus: 'etaMinus',
  eta_plus: 'etaPlus',
  min_step_size: 'minStep',
  max_step_size: 'maxStep',
  lambd: 'shrinkage',
  t0: 'averagingStart',
  beta2_decay: 'beta2Decay',
  beta_2_decay: 'beta2Decay',
  clip_threshold: 'clippingThreshold',
  clipping_threshold: 'clippingThreshold',
  d: 'clippingThreshold',
  epsilon_1: 'epsilon1',
  epsilon_2: 'epsilon2',
  relative_step: 'relativeStep',
  ns_coefficients: 'newtonSchulz',
  ns_coeffs: 'newtonSchulz',
  ns_steps: 'newtonSchulzSteps',
  rms_rate: 'rmsRate',
  adaptive: 'adaptive',
  adam_weight_decay: 'adamWeightDecay',
  adam_lr_ratio: 'adamRateRatio',
  eps_root: 'epsilonRoot',
  eps_in_sqrt: 'epsilonInRoot',
  initial_scale: 'initialScale',
  bias_correction: 'biasCorrection',
  threshold: 'threshold',
  decay_offset: 'decayOffset',
  multiply_by_parameter_scale: 'multiplyByScale',
  factored: 'factored',
  min_dim_size_to_factor: 'minFactoredSize',
  trust_coefficient: 'trustCoefficient',
  min_norm: 'minNorm',
  use_clipping: 'clipping',
  estim_lr0: 'initialRate',
  estim_lr_coef: 'rateCoefficient',
  safeguard_warmup: 'safeguardWarmup',
  warmup_steps: 'warmupSteps',
  weight_lr_power: 'weightPower',
  r: 'stepPower',
  learning_rate_power: 'learningRatePower',
  l1_regularization_strength: 'l1',
  l2_regularization_strength: 'l2',
  l2_shrinkage_regularization_strength: 'l2Shrinkage',
};

/** What has another name or another form here: None as a rate, None as an ε, an ε that cannot be set, another `alpha`. */
const SKIPPED: Readonly<Record<string, RegExp>> = {
  adafactor: /^(eps|weight_decay_rate|learning_rate)$/,
  adadelta: /^learning_rate$/,
  adagrad: /^epsilon$/,
  adamax: /^decay$/,
  asgd: /^alpha$/,
  ademamix: /^alpha$/,
};

const defaultsFile = z.object({
  runs: z.array(
    z.object({
      framework: z.string(),
      optimizers: z.record(z.string(), z.object({ defaults: z.record(z.string(), z.unknown()).nullish() })),
    }),
  ),
});

export interface FrameworkDefaults {
  readonly name: string;
  readonly params: OptimizerInput;
  /** By our names; a rate of `null` has to be said. */
  readonly defaults: Readonly<Record<string, unknown>>;
}

/** The libraries' defaults of the optimizers that go by their own name in the oracle. */
export function frameworkDefaults(): readonly FrameworkDefaults[] {
  return defaultsFile.parse(readOracle('optimizers-frameworks')).runs.flatMap(({ framework, optimizers }) =>
    Object.entries(optimizers)
      .filter(([name]) => KINDS[name] !== undefined || !name.includes('_'))
      .filter(([name]) => !/^(momentum|nesterov|amsgrad|adamaxw|nadamw|x)$/.test(name))
      .flatMap(([name, { defaults }]) => {
        const semantics = SEMANTICS[framework] ?? 'pytorch';
        const skipped = SKIPPED[name] ?? /^$/;
        const entries = Object.entries(defaults ?? {})
          .filter(([key, value]) => DEFAULTS[key] !== undefined && !skipped.test(key) && value !== undefined)
          .filter(
            ([key, value]) => !(typeof value === 'string' && value.includes('backend') && key !== 'epsilon'),
          )
          .flatMap(([key, value]) => {
            const ours = name === 'rmsprop' && key === 'rho' ? 'alpha' : DEFAULTS[key];
            if (typeof ours !== 'string')
              return (ours ?? []).map((one, i) => [one, (value as unknown[])[i]] as const);
            if (ours === 'learningRate') return [[ours, typeof value === 'number' ? value : null] as const];
            if (typeof value === 'string') return value.includes('1e-7') ? [[ours, 1e-7] as const] : [];
            return value === null
              ? /Decay|rmsRate/.test(ours)
                ? [[ours, 0] as const]
                : []
              : [[ours, value] as const];
          });
        const kind = (KINDS[name] ?? name) as OptimizerInput['kind'];
        return [
          {
            name: `${framework} ${name}`,
            params: { kind, semantics },
            defaults: Object.fromEntries(entries),
          },
        ];
      })
      .filter(({ defaults }) => Object.keys(defaults).length > 0),
  );
}
