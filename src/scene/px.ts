/** A coordinate as written to markup: rounded once, to hundredths of a scene unit, never −0. */
export const px = (value: number): number => Math.round(value * 100) / 100 + 0;

/** A scale factor as written to markup: six decimals. */
export const factor = (value: number): number => Math.round(value * 1e6) / 1e6 + 0;
