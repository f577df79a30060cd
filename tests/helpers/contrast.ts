import type { Colour } from '../../src/scene/display-list.ts';

/** Relative luminance of an sRGB colour, 0 to 1 (WCAG 2.1). @param channels 0 to 255 */
export function luminance(red: number, green: number, blue: number): number {
  const linear = (channel: number): number => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

/** Contrast ratio of two luminances, 1 to 21 (WCAG 2.1). */
export const contrast = (a: number, b: number): number => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);

/** `#rrggbb` as channels. */
export function channels(hex: string): Colour {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255, 1];
}

export const contrastOf = (one: string, other: string): number => {
  const [a, b] = [channels(one), channels(other)];
  return contrast(luminance(a[0], a[1], a[2]), luminance(b[0], b[1], b[2]));
};
