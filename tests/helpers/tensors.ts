import { expect } from 'vitest';
import { multiplied, total } from '../../src/sim/tensors/linear.ts';
import { backward, type Tensor, type Variable } from '../../src/sim/tensors/value.ts';

/** Numbers of nested lists in their order; `null` and words become NaN. */
export const flatten = (nested: unknown): readonly number[] =>
  Array.isArray(nested) ? nested.flatMap(flatten) : [Number(nested ?? Number.NaN)];

/** Expects numbers to agree with those of another program. */
export function expectNumbers(got: ArrayLike<number>, want: unknown, tolerance = 1e-9): void {
  const wanted = flatten(want);
  expect(got.length).toBe(wanted.length);
  wanted.forEach((value, i) => {
    const here = got[i] ?? Number.NaN;
    if (Number.isNaN(value)) expect(here).toBeNaN();
    else
      expect(Math.abs(here - value), `number ${i}: ${here}, not ${value}`).toBeLessThanOrEqual(
        tolerance * (1 + Math.abs(value)),
      );
  });
}

/** ½ Σ x²: a loss whose gradient is x. */
export function halfSquares(x: Variable): Variable {
  const squares = total(multiplied(x, x));
  return { ...squares, data: squares.data.map((value) => value / 2), back: squares.back };
}

/** The gradients of a loss against finite differences, at each number of its parameters. @param loss builds the graph anew */
export function expectGradients(parameters: readonly Variable[], loss: () => Variable, step = 1e-5): void {
  const built = loss();
  backward(built);
  for (const { data, gradient } of parameters)
    data.forEach((value, i) => {
      const around = [step, -step].map((by) => {
        data[i] = value + by;
        return loss().data[0] ?? Number.NaN;
      });
      data[i] = value;
      const [above = Number.NaN, below = Number.NaN] = around;
      const slope = (above - below) / (2 * step);
      expect(Math.abs((gradient[i] ?? Number.NaN) - slope)).toBeLessThan(1e-6 * (1 + Math.abs(slope)));
    });
}

/** Numbers that look random and are always the same. */
export const someNumbers = (count: number, seed = 1): readonly number[] =>
  Array.from({ length: count }, (_, i) => ((((i + 1) * 7919 * (seed + 3)) % 1009) / 1009 - 0.5) * 3);

/** A tensor's row. */
export const rowOf = ({ shape, data }: Tensor, row: number): Float64Array =>
  data.slice(row * (shape.at(-1) ?? 1), (row + 1) * (shape.at(-1) ?? 1));
