import { type Architecture, type Layer, layersOf } from './network.ts';

/**
 * Preallocated buffers, so that nothing is allocated while training. They hold the values of the last pass and nothing
 * that outlives it.
 */
export interface Workspace {
  readonly layers: readonly Layer[];
  /** Maximum number of samples per pass. */
  readonly capacity: number;
  /** The network's input: capacity × inputs. */
  readonly input: Float64Array;
  /** `values[l]`: capacity × units of layer l after activation (and mask, and sum). The last holds the outputs. */
  readonly values: readonly Float64Array[];
  /** `branches[l]`: what a residual layer computes before its input is added; of any other layer its values themselves. */
  readonly branches: readonly Float64Array[];
  /** `sums[l]`: zˡ of a layer whose activation goes by no name, the same shape; empty for the others. */
  readonly sums: readonly Float64Array[];
  /** `deltas[l]`: ∂L/∂zˡ, the same shape. */
  readonly deltas: readonly Float64Array[];
  /** `masks[l]`: dropout's factors for the layer, 0 or 1 / (1 − p). Used only in masked passes. */
  readonly masks: readonly Float64Array[];
  /** `carried[l]`: ∂L/∂a of a residual layer, which goes to the layer before as it is; empty for the others. */
  readonly carried: readonly Float64Array[];
  /** ∂L/∂(W, b), laid out like the parameters. */
  readonly gradient: Float64Array;
}

/** Memory to train or evaluate networks of one architecture in. @param capacity the largest batch, and the largest set that is evaluated at once */
export function workspaceFor(shape: Architecture, capacity: number): Workspace {
  const layers = layersOf(shape);
  const rows = (units: number): Float64Array => new Float64Array(capacity * units);
  const values = layers.map(({ units }) => rows(units));
  return {
    layers,
    capacity,
    input: rows(shape.sizes[0] ?? 0),
    values,
    branches: values.map((own, l) => (layers[l]?.residual ? own.slice() : own)),
    sums: layers.map(({ units, activation }) => rows(typeof activation === 'object' ? units : 0)),
    deltas: layers.map(({ units }) => rows(units)),
    masks: layers.slice(0, -1).map(({ units }) => rows(units)),
    carried: layers.map(({ units, residual }) => rows(residual ? units : 0)),
    gradient: new Float64Array(layers.at(-1)?.end ?? 0),
  };
}
