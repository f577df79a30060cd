import type { LayerSemantics, Semantics } from '../frameworks/framework.ts';
import type { Point } from '../objectives/objective.ts';
import { createOptimizer, type OptimizerInput } from '../optimizers/registry.ts';
import { layersOf, type Network } from './network.ts';
import { lossGradient } from './propagate.ts';
import type { DataSet } from './train.ts';
import { workspaceFor } from './workspace.ts';

/** An update rule that every library has, with its rate. */
export interface FullBatchRule {
  readonly kind: 'sgd' | 'momentum' | 'adam';
  readonly learningRate: number;
}

/** A network's training, all samples an update: `points[k]` its parameters and `losses[k]` its loss after k of them. */
export interface FullBatchTraining {
  readonly points: readonly Point[];
  /** Mean cross-entropy; of scikit-learn without the penalty. */
  readonly losses: readonly number[];
  /** Whether the next state would not have been finite. */
  readonly overflowed: boolean;
}

/** Whose optimizer a library's networks are trained with: that of Flax is Optax; scikit-learn writes Adam as Keras does. */
const OPTIMIZERS: Readonly<Record<LayerSemantics, Semantics>> = {
  pytorch: 'pytorch',
  keras: 'keras',
  'flax-nnx': 'optax',
  'flax-linen': 'optax',
  tfjs: 'tfjs',
  'scikit-learn': 'keras',
};

/** scikit-learn's `alpha`, by default: the loss has α/2n · ‖W‖², biases not. */
export const SKLEARN_ALPHA = 1e-4;
/** scikit-learn's ε of Adam, which in Keras is 10⁻⁷. */
const SKLEARN_EPSILON = 1e-8;

/** The optimizer as data, with the library's own defaults. */
function optimizerOf({ kind, learningRate }: FullBatchRule, semantics: LayerSemantics): OptimizerInput {
  const rule = { kind, learningRate, semantics: OPTIMIZERS[semantics] };
  if (kind === 'momentum') return { ...rule, momentum: 0.9 };
  return kind === 'adam' && semantics === 'scikit-learn' ? { ...rule, epsilon: SKLEARN_EPSILON } : rule;
}

/**
 * Trains a network that tells two classes apart on all samples at once, by binary cross-entropy and the optimizer of the
 * network's library (PyTorch, if it has none), in double precision. There is no order of samples and nothing random: from the
 * same weights that library takes the same steps.
 *
 * scikit-learn's MLPClassifier adds its penalty: α W/n on the gradient of each weight. Source: sklearn.neural_network,
 * `_multilayer_perceptron.py` and `_stochastic_optimizers.py`, version 1.9.
 *
 * @param steps updates, 0 or more
 */
export function trainFullBatch(
  network: Network,
  { count, inputs, targets }: DataSet,
  rule: FullBatchRule,
  steps: number,
): FullBatchTraining {
  const { semantics = 'pytorch' } = network;
  const workspace = workspaceFor(network, count);
  const optimizer = createOptimizer(optimizerOf(rule, semantics));
  const pull = semantics === 'scikit-learn' ? SKLEARN_ALPHA / count : 0;
  const slopes = (parameters: Float64Array): Point => {
    const { gradient } = workspace;
    if (pull > 0)
      for (const { weightsAt, biasesAt } of layersOf(network))
        for (let i = weightsAt; i < biasesAt; i += 1)
          gradient[i] = (gradient[i] ?? 0) + pull * (parameters[i] ?? 0);
    return [...gradient];
  };
  const points: Point[] = [];
  const losses: number[] = [];
  let point: Point = [...network.parameters];
  let state = optimizer.init(point);
  for (let step = 0; step <= steps; step += 1) {
    const parameters = Float64Array.from(point);
    workspace.input.set(inputs);
    const loss = lossGradient(parameters, workspace, count, 'binary-cross-entropy', targets);
    const gradient = slopes(parameters);
    if (![loss, ...point, ...gradient].every(Number.isFinite)) return { points, losses, overflowed: true };
    points.push(point);
    losses.push(loss);
    if (step < steps) ({ point, state } = optimizer.update(point, gradient, state));
  }
  return { points, losses, overflowed: false };
}
