import { exp } from '../maths.ts';

/** A function of single values with its derivative, at kinks the one that backpropagation uses. */
export interface ActivationFunction {
  value(x: number): number;
  derivative(x: number): number;
}

/** An activation as a layer applies it: by name if it is the same in every library. */
export type AppliedActivation = 'identity' | 'relu' | 'tanh' | 'sigmoid' | ActivationFunction;

/** Grid points of {@link tanh} per unit, and where tanh is ±1 to the last bit. */
const [GRID, REACH] = [32, 20];

/** 1 − 2 / (e²ᵃ + 1) at a = −REACH … REACH in steps of 1 / GRID. */
const TANH = Float64Array.from(
  { length: 2 * REACH * GRID + 1 },
  (_, i) => 1 - 2 / (exp(2 * (i / GRID - REACH)) + 1),
);

/**
 * tanh x to about 10⁻¹⁶, without an exponential: with a the nearest grid point and b = x − a,
 *
 *     tanh(a + b) = (tanh a + tanh b) / (1 + tanh a · tanh b),   tanh b = b − b³/3 + 2b⁵/15 − 17b⁷/315
 *
 * Training spends most of its time here; this is several times faster than e²ˣ.
 */
export function tanh(x: number): number {
  if (x >= REACH) return 1;
  if (x <= -REACH) return -1;
  const nearest = Math.floor(x * GRID + 0.5);
  const b = x - nearest / GRID;
  const square = b * b;
  const near = b * (1 + square * (-1 / 3 + square * (2 / 15 - (17 / 315) * square)));
  const grid = TANH[nearest + REACH * GRID] as number;
  return (grid + near) / (1 + grid * near);
}

/** The logistic function 1 / (1 + e⁻ˣ). */
export const sigmoid = (x: number): number => 1 / (1 + exp(-x));

/**
 * Applies an activation function to the first `count` values, in place.
 *
 * @param sums receives the values before, which the derivative of a function that goes by no name needs
 */
export function activate(
  kind: AppliedActivation,
  values: Float64Array,
  count: number,
  sums?: Float64Array,
): void {
  if (typeof kind === 'object') {
    sums?.set(values.subarray(0, count));
    for (let i = 0; i < count; i += 1) values[i] = kind.value(values[i] as number);
  } else if (kind === 'relu') {
    for (let i = 0; i < count; i += 1) if ((values[i] as number) < 0) values[i] = 0;
  } else if (kind === 'tanh') {
    for (let i = 0; i < count; i += 1) values[i] = tanh(values[i] as number);
  } else if (kind === 'sigmoid') {
    for (let i = 0; i < count; i += 1) values[i] = sigmoid(values[i] as number);
  }
}

/**
 * Backpropagates a gradient through an activation, in place: ∂L/∂z = ∂L/∂a · g′(z). The derivatives of those that go by
 * name follow from a = g(z) itself: relu 1 if a > 0 (0 at the kink, in every library), tanh 1 − a², sigmoid a (1 − a).
 *
 * @param values a; @param sums z, as {@link activate} left it, for a function that goes by no name
 */
export function activateBackward(
  kind: AppliedActivation,
  gradient: Float64Array,
  values: Float64Array,
  count: number,
  sums: Float64Array = values,
): void {
  if (typeof kind === 'object') {
    for (let i = 0; i < count; i += 1) {
      gradient[i] = (gradient[i] as number) * kind.derivative(sums[i] as number);
    }
  } else if (kind === 'relu') {
    for (let i = 0; i < count; i += 1) if ((values[i] as number) <= 0) gradient[i] = 0;
  } else if (kind === 'tanh') {
    for (let i = 0; i < count; i += 1) {
      const a = values[i] as number;
      gradient[i] = (gradient[i] as number) * (1 - a * a);
    }
  } else if (kind === 'sigmoid') {
    for (let i = 0; i < count; i += 1) {
      const a = values[i] as number;
      gradient[i] = (gradient[i] as number) * a * (1 - a);
    }
  }
}
