import { type Architecture, type Layer, layersOf } from './network.ts';

/**
 * Room to compute in, made once, so that nothing is allocated while training. It holds the values of the last pass and
 * nothing that outlives it.
 */
export interface Workspace {
  readonly layers: readonly Layer[];
  /** How many samples a pass can take at most. */
  readonly capacity: number;
  /** What the network is shown: capacity × inputs. */
  readonly input: Float64Array;
  /** `values[l]`: capacity × units of layer l after its bend (and mask). The last holds the outputs. */
  readonly values: readonly Float64Array[];
  /** `deltas[l]`: ∂L/∂zˡ, the same shape. */
  readonly deltas: readonly Float64Array[];
  /** `masks[l]`: what dropout multiplies the layer by, 0 or 1 / (1 − p). Used only where a pass says so. */
  readonly masks: readonly Float64Array[];
  /** ∂L/∂(W, b), laid out as the parameters are. */
  readonly gradient: Float64Array;
}

/** @param capacity the largest batch, and the largest set that is evaluated at once */
export function workspaceFor(shape: Architecture, capacity: number): Workspace {
  const layers = layersOf(shape);
  const rows = (units: number): Float64Array => new Float64Array(capacity * units);
  return {
    layers,
    capacity,
    input: rows(shape.sizes[0] ?? 0),
    values: layers.map(({ units }) => rows(units)),
    deltas: layers.map(({ units }) => rows(units)),
    masks: layers.slice(0, -1).map(({ units }) => rows(units)),
    gradient: new Float64Array(layers.at(-1)?.end ?? 0),
  };
}
