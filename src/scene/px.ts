/** A coordinate at the boundary to markup: hundredths of a scene unit, rounded once, never −0. */
export const px = (value: number): number => Math.round(value * 100) / 100 + 0;

/** A scale factor at the boundary to markup: six decimals. */
export const factor = (value: number): number => Math.round(value * 1e6) / 1e6 + 0;
