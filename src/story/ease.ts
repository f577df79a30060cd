/** Easing: pure functions of t in [0, 1], basic arithmetic only. */

/** Starts and ends at rest (quintic: no jump in speed or acceleration). 6t⁵ − 15t⁴ + 10t³ */
export const easeInOut = (t: number): number => t * t * t * (t * (6 * t - 15) + 10);

/** Starts at once, ends at rest. 1 − (1 − t)³ */
export const easeOut = (t: number): number => {
  const rest = 1 - t;
  return 1 - rest * rest * rest;
};
