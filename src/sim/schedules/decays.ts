import { clamp, power } from '../maths.ts';
import type { RateAt, ScheduleSettings } from './schedule.ts';

/**
 * No change; in PyTorch (ConstantLR) a factor for the first steps:
 *
 *   η(t) = η₀ · `factor` while t < `totalSteps`, then η₀
 */
export const constant =
  ({ factor = 1, totalSteps = 0 }: ScheduleSettings, base: number): RateAt =>
  (step) =>
    step < totalSteps ? base * factor : base;

/** A fall every `stepSize` steps: η(t) = η₀ γ^⌊t / n⌋, γ → `gamma`, n → `stepSize`. Source: StepLR. */
export const stairs =
  ({ stepSize = 1, gamma = 1 }: ScheduleSettings, base: number): RateAt =>
  (step) =>
    base * power(gamma, Math.floor(step / stepSize));

/**
 * Jumps at given steps. PyTorch (MultiStepLR) multiplies by `gamma` at each of the `boundaries`, Optax by the scale that
 * belongs to it, both from that step on; Keras has `values`, one more than boundaries, and the step at the boundary
 * itself still has the value before. Sources: MultiStepLR, PiecewiseConstantDecay, piecewise_constant_schedule.
 */
export const piecewise =
  (settings: ScheduleSettings, base: number): RateAt =>
  (step) => {
    const { boundaries = [], values, scales = [], gamma = 1, semantics = 'pytorch' } = settings;
    if (semantics === 'keras') {
      const passed = boundaries.filter((boundary) => step > boundary).length;
      return values?.[passed] ?? base;
    }
    return boundaries.reduce(
      (rate, boundary, i) =>
        step >= boundary ? rate * (semantics === 'optax' ? (scales[i] ?? 1) : gamma) : rate,
      base,
    );
  };

/**
 * Exponential decay:
 *
 *   η(t) = η₀ γ^((t − b) / n),  with `staircase` ⌊(t − b) / n⌋
 *
 * γ → `decayRate` (PyTorch: gamma), n → `decaySteps` (PyTorch: 1), b → `begin` (Optax), before which the rate is η₀; Optax
 * stops at `endRate`. Sources: ExponentialLR, ExponentialDecay, exponential_decay.
 */
export const exponential =
  (settings: ScheduleSettings, base: number): RateAt =>
  (step) => {
    const { decayRate = 1, decaySteps = 1, begin = 0, staircase = false, endRate } = settings;
    const since = step - begin;
    const p = staircase ? Math.floor(since / decaySteps) : since / decaySteps;
    const rate = since <= 0 ? base : base * power(decayRate, p);
    if (endRate === undefined) return rate;
    return decayRate < 1 ? Math.max(rate, endRate) : Math.min(rate, endRate);
  };

/**
 * Polynomial decay:
 *
 *   η(t) = (η₀ − η₁)(1 − t / n)^p + η₁,  t at most n
 *
 * n → `decaySteps`, p → `power`, η₁ → `endRate`: always 0 in PyTorch, 0.0001 by default in Keras. Keras' `cycle` stretches
 * n to the next of its multiples in place of stopping; Optax begins at `begin`.
 * Sources: PolynomialLR, PolynomialDecay, polynomial_schedule.
 */
export const polynomial =
  (settings: ScheduleSettings, base: number): RateAt =>
  (step) => {
    const { decaySteps = 1, power: exponent = 1, endRate = 0, begin = 0, cycle = false } = settings;
    const length = cycle ? decaySteps * Math.max(1, Math.ceil(step / decaySteps)) : decaySteps;
    const left = 1 - clamp(step - begin, 0, length) / length;
    return (base - endRate) * (left === 0 && exponent !== 0 ? 0 : power(left, exponent)) + endRate;
  };

/**
 * A straight line: in PyTorch (LinearLR) between two factors,
 *
 *   η(t) = η₀ (f₀ + (f₁ − f₀) min(t, n) / n)
 *
 * f₀ → `startFactor`, by default ⅓, f₁ → `endFactor`, n → `decaySteps`; in Optax (linear_schedule) from η₀ to `endRate`.
 */
export const linear = (settings: ScheduleSettings, base: number): RateAt => {
  const { startFactor = 1, endFactor = 1, decaySteps = 1, semantics = 'pytorch' } = settings;
  if (semantics === 'optax') return polynomial({ ...settings, power: 1 }, base);
  return (step) =>
    base * (startFactor + ((endFactor - startFactor) * Math.min(decaySteps, step)) / decaySteps);
};

/**
 * Inverse time decay: η(t) = η₀ / (1 + κ t / n), with `staircase` ⌊t / n⌋. κ → `decayRate`, n → `decaySteps`.
 * Source: keras.optimizers.schedules.InverseTimeDecay.
 */
export const inverseTime =
  (settings: ScheduleSettings, base: number): RateAt =>
  (step) => {
    const { decayRate = 0, decaySteps = 1, staircase = false } = settings;
    const p = step / decaySteps;
    return base / (1 + decayRate * (staircase ? Math.floor(p) : p));
  };

/** A line from `initialRate` to η₀ over `warmupSteps`, then `after`, whose step 0 comes at the end of it. */
export const warmingUp =
  ({ initialRate = 0, warmupSteps = 0 }: ScheduleSettings, base: number, after: RateAt): RateAt =>
  (step) =>
    step < warmupSteps
      ? initialRate + ((base - initialRate) * step) / warmupSteps
      : after(step - warmupSteps);
