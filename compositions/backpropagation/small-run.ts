import { backpropagate } from '../../src/sim/network/backpropagation.ts';
import { flowOf, flowRatio } from '../../src/sim/network/gradient-flow.ts';
import { initialNetwork } from '../../src/sim/network/initial-weights.ts';
import { architecture } from '../../src/sim/network/network.ts';
import { beginTraining, type DataSet, trainEpoch } from '../../src/sim/network/train.ts';
import { workspaceFor } from '../../src/sim/network/workspace.ts';
import type { Seed } from '../../src/sim/random.ts';
import { flowOfLayers, weightsOf } from './deep-run.ts';
import type { BackpropagationParams } from './params.ts';
import { tracedPath } from './path.ts';
import type { FlowRun } from './trace.ts';

const LOSS = 'binary-cross-entropy';

/** The small network: a pass, one update, another pass. */
export function smallRun(params: BackpropagationParams, seed: Seed) {
  const { sample, hidden, activation, rate, semantics } = params;
  const drawn = initialNetwork(architecture([2, ...hidden, 1], activation, semantics), seed);
  const network = { ...drawn, parameters: drawn.parameters.map((w) => Math.round(100 * w) / 100) };
  const data: DataSet = { count: 1, inputs: Float64Array.from(sample.x), targets: Float64Array.of(sample.y) };
  const rule = { kind: 'sgd', learningRate: rate } as const;
  const options = { loss: LOSS, rule, batch: 1, seed } as const;
  const updated = trainEpoch(beginTraining(network), data, options, workspaceFor(network, 1)).network;
  const [before, after] = [backpropagate(network, data, LOSS), backpropagate(updated, data, LOSS)];
  const ratio = flowRatio(before.layers);
  const run: FlowRun = {
    id: 'small',
    label: 'one sample, one update',
    group: 'small',
    status: 'completed',
    activation,
    scales: before.layers.map(() => 1),
    residual: false,
    points: [Array.from(network.parameters), Array.from(updated.parameters)],
    losses: [before.loss, after.loss],
    series: {},
    flow: flowOfLayers(before),
    ratio,
    verdict: flowOf(ratio, params.limit),
  };
  const weights = [weightsOf(network), weightsOf(updated)] as const;
  return { run, facts: { before, after, weights, path: tracedPath(weights[0], before) } };
}
