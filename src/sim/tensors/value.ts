/** Numbers in rows, columns …: the last index runs fastest. */
export interface Tensor {
  readonly shape: readonly number[];
  readonly data: Float64Array;
}

/**
 * A tensor that knows how it came about, so that a loss can be traced back to it. Computing with values builds the graph;
 * {@link backward} fills in the gradients.
 */
export interface Variable extends Tensor {
  /** The derivative of the loss by each number, after {@link backward}. */
  readonly gradient: Float64Array;
  /** What it was computed from. */
  readonly from: readonly Variable[];
  /** Adds to the gradients of `from` what this value's gradient makes of them. */
  readonly back: () => void;
}

/** How many numbers a shape holds. */
export const sizeOf = (shape: readonly number[]): number => shape.reduce((size, n) => size * n, 1);

const nothing = (): void => undefined;

/**
 * A tensor from outside: data, or parameters. Its data may be changed between computations, as training does.
 *
 * @throws RangeError if the numbers are not as many as the shape holds
 */
export function variable(shape: readonly number[], data: ArrayLike<number>): Variable {
  if (data.length !== sizeOf(shape))
    throw new RangeError(`variable: ${data.length} numbers do not fill ${shape.join(' × ')}`);
  const own = Float64Array.from(data);
  return { shape, data: own, gradient: new Float64Array(own.length), from: [], back: nothing };
}

/** A matrix from its rows. @throws RangeError if they are of different lengths */
export function matrix(rows: readonly (readonly number[])[]): Variable {
  const columns = rows[0]?.length ?? 0;
  if (rows.some(({ length }) => length !== columns))
    throw new RangeError('matrix: rows of different lengths');
  return variable([rows.length, columns], rows.flat());
}

/** Makes the numbers of a computed value, and says how gradients flow back through it. */
export function computed(
  shape: readonly number[],
  from: readonly Variable[],
  fill: (data: Float64Array) => void,
  back: (value: Variable) => void,
): Variable {
  const data = new Float64Array(sizeOf(shape));
  fill(data);
  const value: Variable = {
    shape,
    data,
    gradient: new Float64Array(data.length),
    from,
    back: () => back(value),
  };
  return value;
}

/** All values that a loss was computed from, each after what it came from. */
function ordered(loss: Variable): readonly Variable[] {
  const order: Variable[] = [];
  const seen = new Set<Variable>();
  const stack: { readonly value: Variable; readonly entered: boolean }[] = [{ value: loss, entered: false }];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { value, entered } = next;
    if (entered) order.push(value);
    else if (!seen.has(value)) {
      seen.add(value);
      stack.push({ value, entered: true });
      for (const earlier of value.from) stack.push({ value: earlier, entered: false });
    }
  }
  return order;
}

/**
 * Backpropagation: the derivative of a loss by every value that it was computed from, in their `gradient`. What an earlier
 * call left there is gone.
 *
 * Source: Linnainmaa, Taylor expansion of the accumulated rounding error, 1976.
 *
 * @param loss a single number
 * @throws RangeError if it is not
 */
export function backward(loss: Variable): void {
  if (loss.data.length !== 1)
    throw new RangeError(`backward: a loss is one number, not ${loss.shape.join(' × ')}`);
  const order = ordered(loss);
  for (const { gradient } of order) gradient.fill(0);
  loss.gradient[0] = 1;
  for (const { back } of [...order].reverse()) back();
}

/** Numbers of a tensor by their place; never out of range where shapes have been checked. */
export const at = (data: Float64Array, i: number): number => data[i] as number;

/** Adds to a number of a tensor. */
export function add(data: Float64Array, i: number, amount: number): void {
  data[i] = (data[i] as number) + amount;
}

/** The two sides of a matrix. @throws RangeError if a tensor is none */
export function sidesOf({ shape }: Tensor, name: string): readonly [rows: number, columns: number] {
  const [rows, columns] = shape;
  if (rows === undefined || columns === undefined || shape.length !== 2)
    throw new RangeError(`${name}: a matrix is needed, not ${shape.join(' × ')}`);
  return [rows, columns];
}
