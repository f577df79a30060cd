import type { Role, Series } from '../series.ts';
import { settle } from '../settle.ts';
import { median } from './event.ts';

type Known = Series & { readonly role: Role };

export interface ScaleThresholds {
  /** Pairs of points that are compared at least. */
  readonly pairs: number;
  /** Training stands so many times above validation at least. */
  readonly times: number;
  /** How far the factor may vary, as a share of it. */
  readonly spread: number;
}

const SCALE: ScaleThresholds = { pairs: 2, times: 1.8, spread: 0.15 };

/** Of each point of the validation, the training loss of the last point at or before it over its value. */
function factors(training: Series, validation: Series): readonly number[] {
  const found: number[] = [];
  let at = -1;
  validation.steps.forEach((step, i) => {
    while (at + 1 < training.steps.length && (training.steps[at + 1] ?? 0) <= step) at++;
    const value = validation.values[i] ?? 0;
    const factor = (training.values[at] ?? Number.NaN) / value;
    if (Number.isFinite(factor) && value > 0) found.push(factor);
  });
  return found;
}

/** That a training loss lies above a validation loss by a factor that stays: perhaps it is on another scale. */
export function scaleWarnings(
  { id, series }: { readonly id: string; readonly series: readonly Known[] },
  { pairs, times, spread }: ScaleThresholds = SCALE,
): readonly string[] {
  const training = series.find(({ role }) => role === 'train-loss');
  const validation = series.find(({ role }) => role === 'validation-loss');
  if (training === undefined || validation === undefined || training.axis.name !== validation.axis.name)
    return [];
  const all = factors(settle(training), settle(validation));
  const usual = median(all);
  if (all.length < pairs || usual < times || all.some((factor) => Math.abs(factor - usual) > spread * usual))
    return [];
  return [
    `${id}: ${training.name} stays about ${usual.toFixed(1)} times ${validation.name}: perhaps another scale, as where gradients are accumulated`,
  ];
}
