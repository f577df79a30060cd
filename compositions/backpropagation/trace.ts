import type { Backpropagation } from '../../src/sim/network/backpropagation.ts';
import type { Flow } from '../../src/sim/network/gradient-flow.ts';
import type { Run, Trace } from '../../src/sim/trace.ts';
import type { BackpropagationParams, FlowActivation } from './params.ts';
import type { TracedPath } from './path.ts';

export type Rows = readonly (readonly number[])[];
/** Weights `[unit][input]` and biases of a layer, as in PyTorch. */
export interface LayerWeights {
  readonly W: Rows;
  readonly b: readonly number[];
}

/** The deep networks: with the library's first weights at each scale, with cures, and trained. */
export type FlowGroup = 'small' | 'scales' | 'initialised' | 'residual' | 'clipping';

/** What the film shows of a deep network; of the small one `flow` is that of its layers. */
export interface FlowRun extends Run {
  readonly group: FlowGroup;
  readonly activation: FlowActivation;
  /** Factor on the library's first weights, layer by layer. */
  readonly scales: readonly number[];
  readonly residual: boolean;
  /** Lengths, layer by layer: of ∂L/∂z, ∂L/∂W and ∂L/∂b; and root mean squares, of what units are worth and of g′(z). */
  readonly flow: Readonly<Record<'deltas' | 'weights' | 'biases' | 'activity' | 'slopes', readonly number[]>>;
  /** Share of the signal at the last layer that is left at the first, and what that is called. */
  readonly ratio: number;
  readonly verdict: Flow;
}

interface FlowFacts {
  readonly small: {
    readonly before: Backpropagation;
    readonly after: Backpropagation;
    /** Its weights before the update and after it; the first are rounded to hundredths. */
    readonly weights: readonly [readonly LayerWeights[], readonly LayerWeights[]];
    readonly path: TracedPath;
  };
  readonly deep: {
    readonly sizes: readonly number[];
    readonly inputs: Rows;
    readonly targets: readonly number[];
    /** First weights before scaling: those of all activation functions, but that scikit-learn's differ before sigmoid. */
    readonly weights: Readonly<Record<FlowActivation, readonly LayerWeights[]>>;
  };
  /** The run whose signal changes most on its way, the run that cures it best, and their ∂L/∂z, a row for each sample. */
  readonly asked: { readonly id: string; readonly signals: readonly Rows[] };
  readonly answer: { readonly id: string; readonly signals: readonly Rows[] };
}

export type FlowTrace = Trace<BackpropagationParams, FlowRun, FlowFacts>;

/** How far a signal's share is from 1, either way. */
export const farness = (ratio: number): number => (ratio > 1 ? ratio : 1 / Math.max(ratio, 1e-300));
