import type { ActivationFunction } from '../network/activations.ts';
import { add, at, computed, sidesOf, sizeOf, type Variable } from './value.ts';

/** Refuses tensors of different shapes. */
function sameShape(a: Variable, b: Variable, name: string): void {
  if (a.shape.join() !== b.shape.join())
    throw new RangeError(`${name}: ${a.shape.join(' × ')} and ${b.shape.join(' × ')}`);
}

/** a + b, number by number. @throws RangeError if their shapes differ */
export function added(a: Variable, b: Variable): Variable {
  sameShape(a, b, 'added');
  return computed(
    a.shape,
    [a, b],
    (data) => {
      const [one, other] = [a.data, b.data];
      for (let i = 0; i < data.length; i += 1) data[i] = (one[i] as number) + (other[i] as number);
    },
    ({ gradient }) => {
      const [one, other] = [a.gradient, b.gradient];
      for (let i = 0; i < gradient.length; i += 1) {
        one[i] = (one[i] as number) + (gradient[i] as number);
        other[i] = (other[i] as number) + (gradient[i] as number);
      }
    },
  );
}

/** a · b, number by number. @throws RangeError if their shapes differ */
export function multiplied(a: Variable, b: Variable): Variable {
  sameShape(a, b, 'multiplied');
  return computed(
    a.shape,
    [a, b],
    (data) => {
      for (let i = 0; i < data.length; i += 1) data[i] = at(a.data, i) * at(b.data, i);
    },
    ({ gradient }) => {
      for (let i = 0; i < gradient.length; i += 1) {
        add(a.gradient, i, at(gradient, i) * at(b.data, i));
        add(b.gradient, i, at(gradient, i) * at(a.data, i));
      }
    },
  );
}

/** factor · a + shift. */
export const affine = (a: Variable, factor: number, shift = 0): Variable =>
  computed(
    a.shape,
    [a],
    (data) => {
      for (let i = 0; i < data.length; i += 1) data[i] = factor * at(a.data, i) + shift;
    },
    ({ gradient }) => {
      for (let i = 0; i < gradient.length; i += 1) add(a.gradient, i, factor * at(gradient, i));
    },
  );

/** A function of single numbers, such as an activation with the semantics of a library. */
export const apply = (a: Variable, { value, derivative }: ActivationFunction): Variable =>
  computed(
    a.shape,
    [a],
    (data) => {
      for (let i = 0; i < data.length; i += 1) data[i] = value(at(a.data, i));
    },
    ({ gradient }) => {
      for (let i = 0; i < gradient.length; i += 1)
        add(a.gradient, i, at(gradient, i) * derivative(at(a.data, i)));
    },
  );

/**
 * A dense layer: y = x Wᵀ + b for each row of x.
 *
 * @param x one row a sample
 * @param weights W, one row an output
 * @param biases b, one an output
 * @throws RangeError if the shapes do not fit
 */
export function dense(x: Variable, weights: Variable, biases?: Variable): Variable {
  const [rows, inputs] = sidesOf(x, 'dense');
  const [outputs, expected] = sidesOf(weights, 'dense');
  if (inputs !== expected || (biases !== undefined && biases.data.length !== outputs))
    throw new RangeError(
      `dense: ${inputs} inputs, weights ${weights.shape.join(' × ')}, biases ${biases?.data.length}`,
    );
  return computed(
    [rows, outputs],
    biases === undefined ? [x, weights] : [x, weights, biases],
    (data) => {
      // Most of a network's time is spent here: no helper is called for a single number.
      const [from, by] = [x.data, weights.data];
      for (let r = 0; r < rows; r += 1) {
        const row = r * inputs;
        for (let o = 0; o < outputs; o += 1) {
          const column = o * inputs;
          let sum = biases === undefined ? 0 : (biases.data[o] as number);
          for (let i = 0; i < inputs; i += 1) sum += (from[row + i] as number) * (by[column + i] as number);
          data[r * outputs + o] = sum;
        }
      }
    },
    ({ gradient }) => {
      const [from, by, fromGradient, byGradient] = [x.data, weights.data, x.gradient, weights.gradient];
      for (let r = 0; r < rows; r += 1) {
        const row = r * inputs;
        for (let o = 0; o < outputs; o += 1) {
          const g = gradient[r * outputs + o] as number;
          if (g === 0) continue;
          const column = o * inputs;
          if (biases !== undefined) add(biases.gradient, o, g);
          for (let i = 0; i < inputs; i += 1) {
            fromGradient[row + i] = (fromGradient[row + i] as number) + g * (by[column + i] as number);
            byGradient[column + i] = (byGradient[column + i] as number) + g * (from[row + i] as number);
          }
        }
      }
    },
  );
}

/** Some columns of a matrix. @throws RangeError if there are none such */
export function columns(x: Variable, from: number, to: number): Variable {
  const [rows, width] = sidesOf(x, 'columns');
  if (from < 0 || to > width || from >= to) throw new RangeError(`columns: ${from} to ${to} of ${width}`);
  const count = to - from;
  return computed(
    [rows, count],
    [x],
    (data) => {
      for (let r = 0; r < rows; r += 1)
        for (let c = 0; c < count; c += 1) data[r * count + c] = at(x.data, r * width + from + c);
    },
    ({ gradient }) => {
      for (let r = 0; r < rows; r += 1)
        for (let c = 0; c < count; c += 1) add(x.gradient, r * width + from + c, at(gradient, r * count + c));
    },
  );
}

/**
 * Rows of a matrix by their numbers, in any order and as often as named: an embedding, or the samples of a batch.
 *
 * @throws RangeError if a number is none of a row
 */
export function rowsOf(x: Variable, which: readonly number[]): Variable {
  const [rows, width] = sidesOf(x, 'rowsOf');
  const wrong = which.find((row) => !(Number.isInteger(row) && row >= 0 && row < rows));
  if (wrong !== undefined) throw new RangeError(`rowsOf: no row ${wrong} among ${rows}`);
  return computed(
    [which.length, width],
    [x],
    (data) => {
      which.forEach((row, r) => {
        data.set(x.data.subarray(row * width, (row + 1) * width), r * width);
      });
    },
    ({ gradient }) => {
      which.forEach((row, r) => {
        for (let c = 0; c < width; c += 1) add(x.gradient, row * width + c, at(gradient, r * width + c));
      });
    },
  );
}

/** The same numbers in another shape. @throws RangeError if they do not fill it */
export function reshaped(x: Variable, shape: readonly number[]): Variable {
  if (sizeOf(shape) !== x.data.length)
    throw new RangeError(`reshaped: ${x.shape.join(' × ')} does not fill ${shape.join(' × ')}`);
  return computed(
    shape,
    [x],
    (data) => data.set(x.data),
    ({ gradient }) => {
      for (let i = 0; i < gradient.length; i += 1) add(x.gradient, i, at(gradient, i));
    },
  );
}

/** The sum of all numbers. */
export const total = (x: Variable): Variable =>
  computed(
    [1],
    [x],
    (data) => {
      data[0] = x.data.reduce((sum, value) => sum + value, 0);
    },
    ({ gradient }) => {
      for (let i = 0; i < x.gradient.length; i += 1) add(x.gradient, i, at(gradient, 0));
    },
  );
