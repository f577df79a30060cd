import { cosPi, power } from '../maths.ts';
import { linear, warmingUp } from './decays.ts';
import type { CosineCycle, RateAt, ScheduleSettings } from './schedule.ts';

/** ½ (1 + cos π t): from 1 at 0 to 0 at 1. */
const fall = (t: number): number => (1 + cosPi(t)) / 2;

/**
 * Half a cosine:
 *
 *   η(t) = η₁ + (η₀ − η₁) ½ (1 + cos(π t / n))               PyTorch, η₁ → `minRate`
 *   η(t) = η₀ ((1 − α) [½ (1 + cos(π t / n))]^p + α), t ≤ n   Keras, Optax, α → `alpha`, p → `exponent` (Optax)
 *
 * n → `decaySteps`. After n PyTorch rises again, the others stay. Sources: CosineAnnealingLR, CosineDecay,
 * cosine_decay_schedule.
 */
export const cosine =
  (settings: ScheduleSettings, base: number): RateAt =>
  (step) => {
    const { decaySteps = 1, minRate = 0, alpha = 0, exponent = 1, semantics = 'pytorch' } = settings;
    if (semantics === 'pytorch') return minRate + (base - minRate) * fall(step / decaySteps);
    const share = fall(Math.min(step, decaySteps) / decaySteps);
    return base * ((1 - alpha) * (share === 0 ? 0 : power(share, exponent)) + alpha);
  };

/**
 * A line up to η₀, then half a cosine. Optax' `decaySteps` include the warm-up, Keras' and PyTorch's do not. PyTorch
 * (SequentialLR of LinearLR and CosineAnnealingLR) starts at η₀ `startFactor`, the others at `initialRate`.
 * Sources: SequentialLR, CosineDecay with warmup_target, warmup_cosine_decay_schedule.
 */
export const warmupCosine = (settings: ScheduleSettings, base: number): RateAt => {
  const { warmupSteps = 0, decaySteps = 1, endRate = 0, semantics = 'pytorch' } = settings;
  if (semantics === 'keras') return warmingUp(settings, base, cosine(settings, base));
  if (semantics === 'optax') {
    const alpha = base === 0 ? 0 : endRate / base;
    return warmingUp(
      settings,
      base,
      cosine({ ...settings, decaySteps: decaySteps - warmupSteps, alpha }, base),
    );
  }
  const rising = linear({ ...settings, decaySteps: warmupSteps, endFactor: 1 }, base);
  const falling = cosine(settings, base);
  return (step) => (step < warmupSteps ? rising(step) : falling(step - warmupSteps));
};

/**
 * Cosines with warm restarts (SGDR): the i-th lasts n mⁱ steps.
 *
 *   η(t) = η₁ + (η₀ − η₁) ½ (1 + cos(π s))                PyTorch, η₁ → `minRate`
 *   η(t) = η₀ ((1 − α) kⁱ ½ (1 + cos(π s)) + α)           Keras, α → `alpha`, k → `heightFactor` (m_mul)
 *
 * s is the part of the current cosine that has passed; n → `decaySteps`, m → `lengthFactor`: 1 by default in PyTorch
 * (T_mult), 2 in Keras (t_mul). Optax' sgdr_schedule takes the cosines one by one, `cycles`, and stays after the last.
 * Sources: CosineAnnealingWarmRestarts, CosineDecayRestarts, sgdr_schedule.
 */
export const warmRestarts =
  (settings: ScheduleSettings, base: number): RateAt =>
  (step) => {
    const { minRate = 0, alpha = 0, lengthFactor = 1, heightFactor = 1, semantics = 'pytorch' } = settings;
    if (semantics === 'optax') return inCycles(settings.cycles ?? [], base, step);
    let [begin, length, height] = [0, settings.decaySteps ?? 1, 1];
    while (step >= begin + length) {
      begin += length;
      length *= lengthFactor;
      height *= heightFactor;
    }
    const share = fall((step - begin) / length);
    return semantics === 'pytorch'
      ? minRate + (base - minRate) * share
      : base * ((1 - alpha) * height * share + alpha);
  };

function inCycles(cycles: readonly CosineCycle[], base: number, step: number): number {
  let begin = 0;
  for (const [i, cycle] of cycles.entries()) {
    const { peakRate = base, ...rest } = cycle;
    if (i === cycles.length - 1 || step < begin + cycle.decaySteps) {
      return warmupCosine({ ...rest, semantics: 'optax' }, peakRate)(step - begin);
    }
    begin += cycle.decaySteps;
  }
  return base;
}
