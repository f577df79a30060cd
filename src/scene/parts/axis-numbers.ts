import type { Interval } from '../../sim/interval.ts';
import { log10, powerOfTen } from '../../sim/maths.ts';
import { decade, plain, significant } from '../../story/numbers.ts';
import { ticks } from '../scale.ts';
import { SIZE, type Stage } from '../stage.ts';
import { AXIS_MARGIN } from './Axes.tsx';
import { textWidth } from './Text.tsx';

/** Whether a number fits beside the axis. */
export const fitsAxis = (stage: Stage, words: string): boolean =>
  textWidth(stage, words, { size: SIZE.small }) <= AXIS_MARGIN.left - 14;

/** The power of ten that numbers are written in which would be too wide otherwise; `null` if they are not, or it does not help. */
function powerOf(stage: Stage, all: readonly number[]): number | null {
  if (all.every((tick) => fitsAxis(stage, plain(tick)))) return null;
  const power = Math.floor(
    log10(all.reduce((most, tick) => Math.max(most, Math.abs(tick)), Number.MIN_VALUE)),
  );
  return power === 0 || power === -1 ? null : power;
}

/** How the numbers of a vertical axis are written so that they fit beside it: if need be by a power of ten, which its name then has. */
export function axisNumbers(stage: Stage, ticks: readonly number[], label: string) {
  const power = powerOf(stage, ticks);
  return {
    yLabel: power === null ? label : `${label} × ${decade(powerOfTen(power))}`.trim(),
    yText: (tick: number): string =>
      power === null ? plain(tick) : significant(tick / powerOfTen(power), 6),
  };
}

/** Least space between two numbers below an axis. */
const APART = 18;

/**
 * Round numbers for a horizontal axis, as many as there is room for.
 *
 * @param width of the axis; @param spacing least distance of two numbers, more if they are long
 */
export function axisTicks(stage: Stage, domain: Interval, width: number, spacing: number): readonly number[] {
  const perUnit = width / (domain[1] - domain[0]);
  for (let count = Math.max(2, Math.floor(width / spacing)); count > 0; count -= 1) {
    const all = ticks(domain, count);
    const widest = Math.max(...all.map((tick) => textWidth(stage, plain(tick), { size: SIZE.small })));
    if (all.length < 2 || ((all[1] ?? 0) - (all[0] ?? 0)) * perUnit >= widest + APART) return all;
  }
  return ticks(domain, 1).slice(0, 1);
}
