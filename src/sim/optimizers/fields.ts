import { z } from 'zod';

const number = (low: number, high: number, what: string) => z.number().min(low).max(high).describe(what);
const whole = (low: number, high: number, what: string) => z.number().int().min(low).max(high).describe(what);
const smoothing = (what: string) => z.number().min(0).lt(1).describe(what);
const yes = (what: string) => z.boolean().describe(what);

/**
 * Every hyper-parameter of every optimizer, under one name in all libraries, with the libraries' own names where those
 * differ. Which of them an optimizer has in which library is in the table of offers.
 */
export const FIELDS = {
  learningRate: number(1e-8, 1000, 'learning rate; PyTorch: lr'),
  momentum: smoothing('fraction of the memory kept per step; Signum: beta'),
  dampening: number(0, 1, 'fraction taken off every gradient but the first'),
  nesterov: yes('look-ahead'),
  weightDecay: number(
    0,
    10,
    'weight decay; PyTorch: added to the gradient, but in AdamW; others: off the parameters',
  ),
  decoupledWeightDecay: yes('PyTorch: weight decay off the parameters, not added to the gradient'),
  alpha: smoothing(
    'decay factor of the running mean of the squared gradients; Keras: rho; Optax, tfjs: decay',
  ),
  rho: smoothing('decay factor of both running means'),
  beta1: smoothing('decay factor of the running mean of the gradients'),
  beta2: smoothing('decay factor of the running mean of the squared gradients'),
  beta3: smoothing('Adan: of the squares; AdEMAMix: of the slow mean; Prodigy: of the estimate'),
  epsilon: z.number().gt(0).max(1).describe('added to the denominator, in or outside the root; PyTorch: eps'),
  epsilonRoot: number(0, 1, 'added inside the root; Optax: eps_root'),
  epsilonInRoot: yes('epsilon inside the root; Optax: eps_in_sqrt'),
  initialScale: number(0, 1e6, 'mean square at the start; Optax: initial_scale'),
  biasCorrection: yes('whether the means are corrected for their start at 0'),
  centered: yes('divide by the deviation of the gradients, not by their size'),
  amsgrad: yes('divide by the largest mean square so far'),
  biasCorrectionMean: yes('AMSGrad in Optax: bias_correction_mu'),
  biasCorrectionSquares: yes('AMSGrad in Optax: bias_correction_nu'),
  initialAccumulator: number(0, 1e6, 'sum of squares at the start; initial_accumulator_value'),
  learningRateDecay: number(0, 1000, 'rate divided by 1 + this · steps done; PyTorch: lr_decay; tfjs: decay'),
  momentumDecay: number(0, 100, 'how fast NAdam’s momentum grows; PyTorch: momentum_decay'),
  threshold: number(0, 1e6, 'length of the mean from which on RAdam is Adam'),
  slowWeight: number(0, 1000, 'weight of the slow mean; Optax: alpha'),
  clipping: yes('clip the normalised gradient; Optax: use_clipping'),
  etaMinus: number(0.001, 0.999, 'factor of the step after a change of sign; PyTorch: etas[0]'),
  etaPlus: number(1.001, 1000, 'factor of the step while the sign stays; PyTorch: etas[1]'),
  minStep: number(0, 1000, 'shortest step; PyTorch: step_sizes[0]'),
  maxStep: number(0, 1e6, 'longest step; PyTorch: step_sizes[1]'),
  shrinkage: number(0, 10, 'shrinking per unit of rate, and decay of the rate; PyTorch: lambd'),
  rateExponent: number(0, 10, 'exponent of the decay of the rate; PyTorch: alpha'),
  averagingStart: number(0, 1e9, 'step after which parameters are averaged; PyTorch: t0'),
  trustCoefficient: number(0, 1000, 'of the ratio of lengths; Optax: trust_coefficient'),
  minNorm: number(0, 1000, 'shortest length counted; Optax: min_norm'),
  initialRate: number(1e-12, 1000, 'first estimate of the rate; Optax: estim_lr0'),
  rateCoefficient: number(0, 1000, 'of the estimate; Optax: estim_lr_coef'),
  safeguardWarmup: yes('leave the rate out of the sum of gradients; Optax: safeguard_warmup'),
  learningRatePower: number(-10, 0, 'exponent of the sum of squares; Keras: learning_rate_power'),
  l1: number(0, 1000, 'l1_regularization_strength'),
  l2: number(0, 1000, 'l2_regularization_strength'),
  l2Shrinkage: number(0, 1000, 'l2_shrinkage_regularization_strength'),
  ftrlBeta: number(0, 1000, 'Keras: beta'),
  warmupSteps: whole(0, 1_000_000, 'steps over which the rate rises; warmup_steps'),
  weightPower: number(0, 100, 'steps are averaged by their rate raised to this; weight_lr_power'),
  stepPower: number(0, 100, 'steps are averaged by their number raised to this; schedulefree: r'),
  torchBackend: yes('as Keras computes it on its torch backend'),
  beta2Decay: number(-10, 0, 'exponent γ of β₂ = 1 − t^γ; PyTorch, Keras: beta2_decay; Optax: −decay_rate'),
  epsilon1: number(0, 1, 'floor of the squared gradients; PyTorch: eps[0]; Keras: epsilon_1; Optax: eps'),
  epsilon2: number(0, 1000, 'smallest size of the parameters counted; PyTorch: eps[1]; Keras: epsilon_2'),
  clippingThreshold: number(
    0.001,
    1e6,
    'largest root mean square of a step; PyTorch: d; Keras: clip_threshold',
  ),
  relativeStep: yes('Keras: relative_step, which changes nothing'),
  decayOffset: whole(0, 1_000_000, 'steps taken off t; Optax: decay_offset'),
  multiplyByScale: yes('multiply by the size of the parameters; Optax: multiply_by_parameter_scale'),
  factored: yes('keep the squares of a matrix as row and column; Optax'),
  minFactoredSize: whole(1, 1_000_000, 'shortest side that is factored; Optax: min_dim_size_to_factor'),
  newtonSchulz: z
    .tuple([number(-100, 100, 'a'), number(-100, 100, 'b'), number(-100, 100, 'c')])
    .describe(
      'coefficients of the iteration; PyTorch: ns_coefficients; Keras: muon_a, _b, _c; Optax: ns_coeffs',
    ),
  newtonSchulzSteps: whole(0, 99, 'iterations; ns_steps'),
  rateAdjustment: z
    .enum(['original', 'match_rms_adamw', 'spectral_unclamped'])
    .describe('scale for the shape; PyTorch: adjust_lr_fn'),
  rmsRate: number(0, 1000, 'scale for the shape, 0 for none; Keras: rms_rate; Optax: consistent_rms'),
  adaptive: yes('multiply by the agreement of step and mean; Optax'),
  adamWeightDecay: number(0, 10, 'weight decay of vectors; adam_weight_decay'),
  adamRateRatio: number(1e-6, 1000, 'rate of vectors over rate of matrices; Keras: adam_lr_ratio'),
  clipNorm: number(1e-12, 1e12, 'Keras: longest gradient; longer ones are shortened; clipnorm'),
  clipValue: number(1e-12, 1e12, 'Keras: largest entry of a gradient; clipvalue'),
  globalClipNorm: number(1e-12, 1e12, 'Keras: longest gradient of all parameters together; global_clipnorm'),
} as const;

export type FieldName = keyof typeof FIELDS;

/** The hyper-parameters by name. */
export type Hyper = { readonly [K in FieldName]: Readonly<z.infer<(typeof FIELDS)[K]>> };
