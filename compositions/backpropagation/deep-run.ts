import { type Backpropagation, backpropagate } from '../../src/sim/network/backpropagation.ts';
import { flowOf, flowRatio } from '../../src/sim/network/gradient-flow.ts';
import { initialNetwork } from '../../src/sim/network/initial-weights.ts';
import { architecture, layersOf, type Network } from '../../src/sim/network/network.ts';
import { beginTraining, type DataSet, trainEpoch } from '../../src/sim/network/train.ts';
import { deviationOf } from '../../src/sim/network/weight-distributions.ts';
import { weightRule } from '../../src/sim/network/weight-rules.ts';
import { workspaceFor } from '../../src/sim/network/workspace.ts';
import type { Seed } from '../../src/sim/random.ts';
import { clippingOf } from './clipping.ts';
import type { BackpropagationParams, FlowActivation } from './params.ts';

import type { FlowRun, LayerWeights } from './trace.ts';

const DEEP_LOSS = 'softmax-cross-entropy';

/** A network's weights, layer by layer. */
export const weightsOf = (network: Network): readonly LayerWeights[] =>
  layersOf(network).map(({ inputs, units, weightsAt, biasesAt, end }) => ({
    W: Array.from({ length: units }, (_, j) =>
      Array.from(network.parameters.subarray(weightsAt + j * inputs, weightsAt + (j + 1) * inputs)),
    ),
    b: Array.from(network.parameters.subarray(biasesAt, end)),
  }));

const square = (x: number): number => x * x;

const rootMeanSquare = (values: readonly number[]): number =>
  Math.sqrt(values.reduce((sum, v) => sum + v * v, 0) / values.length);

export const flowOfLayers = ({ layers }: Backpropagation): FlowRun['flow'] => ({
  deltas: layers.map(({ norms }) => norms.deltas),
  weights: layers.map(({ norms }) => norms.weights),
  biases: layers.map(({ norms }) => norms.biases),
  activity: layers.map(({ activity }) => activity),
  slopes: layers.map(({ slopes }) => rootMeanSquare(slopes.flat())),
});

/** Factors that give each layer's weights the deviation of He before ReLU and of Glorot otherwise. */
export function initialisedScales(
  sizes: readonly number[],
  { semantics }: BackpropagationParams,
  activation: FlowActivation,
) {
  return sizes.slice(1).map((units, l) => {
    const inputs = sizes[l] ?? 1;
    const { weights } = weightRule(semantics, {
      kind: 'dense',
      inputs,
      units,
      logistic: activation === 'sigmoid',
    });
    const wanted = Math.sqrt(activation === 'relu' ? 2 / inputs : 2 / (inputs + units));
    return wanted / deviationOf(weights, units, inputs);
  });
}

/** One network as it is measured: a pass over all samples. */
export interface Measured {
  readonly run: FlowRun;
  readonly network: Network;
  readonly pass: Backpropagation;
}

export function measured(
  { semantics, limit, depth, width }: BackpropagationParams,
  seed: Seed,
  data: DataSet,
  own: Pick<FlowRun, 'id' | 'label' | 'group' | 'activation' | 'scales' | 'residual'>,
): Measured {
  const sizes = [2, ...Array<number>(depth - 1).fill(width), 2];
  const shape = { ...architecture(sizes, own.activation, semantics), residual: own.residual };
  const network = initialNetwork(shape, seed, (l) => own.scales[l] ?? 1);
  const pass = backpropagate(network, data, DEEP_LOSS);
  const ratio = flowRatio(pass.layers);
  const run: FlowRun = {
    ...own,
    status: 'completed',
    losses: [pass.loss],
    series: {},
    flow: flowOfLayers(pass),
    ratio,
    verdict: flowOf(ratio, limit),
  };
  return { run, network, pass };
}

/** Trains a network, with its gradients clipped or as they are, as far as its loss is a number. */
export function trained(
  { run, network }: Measured,
  data: DataSet,
  params: BackpropagationParams,
  clipped: boolean,
): FlowRun {
  const { rate, updates } = params.clipping;
  const clipping = clipped ? clippingOf(params) : null;
  const workspace = workspaceFor(network, data.count);
  const options = {
    loss: DEEP_LOSS,
    rule: { kind: 'sgd', learningRate: rate },
    batch: data.count,
    seed: '1',
    ...(clipping === null ? {} : { clipping }),
  } as const;
  let state = beginTraining(network);
  const losses: number[] = [];
  const lengths: number[] = [];
  const applied: number[] = [];
  while (losses.length <= updates) {
    const { loss, layers } = backpropagate(state.network, data, DEEP_LOSS);
    const length = Math.sqrt(
      layers.reduce((sum, { norms: { weights: w, biases: b } }) => sum + w * w + b * b, 0),
    );
    if (!(Number.isFinite(loss) && Number.isFinite(length))) break;
    losses.push(loss);
    lengths.push(length);
    const before = state.network.parameters.slice();
    state = trainEpoch(state, data, options, workspace);
    // What plain descent has applied is its step divided by the rate.
    const { parameters } = state.network;
    const step = Math.sqrt(before.reduce((sum, w, i) => sum + square(w - (parameters[i] ?? w)), 0)) / rate;
    applied.push(Number.isFinite(step) ? step : length);
  }
  const diverged = losses.length <= updates || (losses.at(-1) ?? 0) > 2 * (losses[0] ?? 0);
  return {
    ...run,
    id: clipped ? 'clipped' : 'unclipped',
    label: clipped ? 'clipped' : 'as it is',
    group: 'clipping',
    status: diverged ? 'diverged' : 'completed',
    losses,
    series: { gradientLength: lengths, appliedLength: applied },
  };
}
