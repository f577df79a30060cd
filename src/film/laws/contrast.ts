import { channels } from '../../scene/ramp.ts';
import type { Colour } from '../../scene/theme.ts';

/** Contrast as WCAG 2.1 defines it. */

const linear = (channel: number): number => {
  const share = channel / 255;
  // biome-ignore lint/style/useExponentiationOperator: x^2.4 needs a power; no drawing depends on it
  return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
};
/** By channel: whole pictures are measured. */
const LINEAR = Array.from({ length: 256 }, (_, channel) => linear(channel));

/** Relative luminance of an sRGB colour, 0 to 1. @param channels red, green, blue, whole, 0 to 255 */
export const luminance = ([red = 0, green = 0, blue = 0]: readonly number[]): number =>
  0.2126 * (LINEAR[red] ?? 0) + 0.7152 * (LINEAR[green] ?? 0) + 0.0722 * (LINEAR[blue] ?? 0);

/** Contrast ratio of two luminances, 1 to 21. */
export const contrast = (a: number, b: number): number => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);

/** Contrast ratio of two colours. */
export const contrastOf = (one: Colour, other: Colour): number =>
  contrast(luminance(channels(one)), luminance(channels(other)));
