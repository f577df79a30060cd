import { cosPi, lerp, power } from '../maths.ts';
import type { Rate, ScheduleSettings } from './schedule.ts';

interface Phase {
  readonly end: number;
  readonly rates: readonly [from: number, to: number];
  readonly momenta: readonly [from: number, to: number];
}

/**
 * One cycle: up from η₀ / d to η₀, down to far below, along cosines or lines; η₀ is the peak.
 *
 * PyTorch rises until step r n − 1 and falls until n − 1; with `threePhase` it falls to η₀ / d by 2 r n − 2 first; it ends
 * at η₀ / (d D); the momentum falls and rises the other way round. At step n, which loggers read, it has begun to come
 * back (along a line: below 0); after that it is an error. Optax rises until ⌊r n⌋ and falls until n, along lines to
 * η₀ / d by ⌊f n⌋ first, and stays; its lines end at η₀ / (d D), too.
 *
 * n → `totalSteps`, r → `riseShare` (pct_start), f → `fallShare` (pct_final), d → `divFactor`, D → `finalDivFactor`.
 * Sources: OneCycleLR, cosine_onecycle_schedule, linear_onecycle_schedule.
 *
 * @throws Error in PyTorch's after step n
 */
export function oneCycle(settings: ScheduleSettings, base: number): (step: number) => Rate {
  const { totalSteps = 1, anneal = 'cosine', semantics = 'pytorch', cycleMomentum = false } = settings;
  const phases = semantics === 'optax' ? optaxPhases(settings, base) : torchPhases(settings, base);
  const between = ([from, to]: readonly [number, number], t: number): number =>
    anneal === 'cosine' ? to + ((from - to) / 2) * (cosPi(t) + 1) : (to - from) * t + from;
  return (step) => {
    if (semantics === 'pytorch' && step > totalSteps) {
      throw new Error(
        `one-cycle: step ${step}, but PyTorch's OneCycleLR ends after its ${totalSteps} totalSteps`,
      );
    }
    let begin = 0;
    for (const [i, { end, rates, momenta }] of phases.entries()) {
      const last = i === phases.length - 1;
      // Where Optax' phase ends the next begins; PyTorch's last one goes on.
      if (semantics === 'optax' ? step < end : step <= end || last) {
        const t = (step - begin) / (end - begin);
        return { rate: between(rates, t), ...(cycleMomentum ? { momentum: between(momenta, t) } : {}) };
      }
      begin = end;
    }
    return { rate: phases.at(-1)?.rates[1] ?? base };
  };
}

function torchPhases(settings: ScheduleSettings, base: number): readonly Phase[] {
  const {
    totalSteps = 1,
    riseShare = 0.3,
    divFactor = 25,
    finalDivFactor = 1e4,
    threePhase = false,
  } = settings;
  const { baseMomentum = 0.85, maxMomentum = 0.95 } = settings;
  const low = base / divFactor;
  const rising = {
    end: riseShare * totalSteps - 1,
    rates: [low, base],
    momenta: [maxMomentum, baseMomentum],
  } as const;
  const [end, least] = [totalSteps - 1, low / finalDivFactor];
  if (!threePhase) return [rising, { end, rates: [base, least], momenta: [baseMomentum, maxMomentum] }];
  return [
    rising,
    { end: 2 * riseShare * totalSteps - 2, rates: [base, low], momenta: [baseMomentum, maxMomentum] },
    { end, rates: [low, least], momenta: [maxMomentum, maxMomentum] },
  ];
}

function optaxPhases(settings: ScheduleSettings, base: number): readonly Phase[] {
  const {
    totalSteps = 1,
    riseShare = 0.3,
    fallShare = 0.85,
    divFactor = 25,
    finalDivFactor = 1e4,
  } = settings;
  const low = base / divFactor;
  const phase = (end: number, from: number, to: number): Phase => ({
    end,
    rates: [from, to],
    momenta: [0, 0],
  });
  const rising = phase(Math.floor(riseShare * totalSteps), low, base);
  const least = low / finalDivFactor;
  if (settings.anneal !== 'linear') return [rising, phase(totalSteps, base, least)];
  return [rising, phase(Math.floor(fallShare * totalSteps), base, low), phase(totalSteps, low, least)];
}

/**
 * A triangle again and again: from η₀ up to `peakRate` in `upSteps`, down in `downSteps` (as many by default). Its height
 * is scaled by 1, ½ⁱ in the i-th cycle (`triangular2`) or γᵗ (`exp-range`, γ → `gamma`); the momentum moves the other
 * way round. Source: CyclicLR.
 */
export function cyclic(settings: ScheduleSettings, base: number): (step: number) => Rate {
  const { peakRate = base, upSteps = 2000, downSteps = upSteps, mode = 'triangular', gamma = 1 } = settings;
  const { cycleMomentum = false, baseMomentum = 0.8, maxMomentum = 0.9 } = settings;
  const length = upSteps + downSteps;
  return (step) => {
    const cycle = Math.floor(step / length);
    const within = step - cycle * length;
    const height = within <= upSteps ? within / upSteps : (length - within) / downSteps;
    const scale =
      mode === 'triangular' ? 1 : mode === 'triangular2' ? 1 / power(2, cycle) : power(gamma, step);
    const t = height * scale;
    const momentum = cycleMomentum ? { momentum: lerp(maxMomentum, baseMomentum, t) } : {};
    return { rate: lerp(base, peakRate, t), ...momentum };
  };
}
