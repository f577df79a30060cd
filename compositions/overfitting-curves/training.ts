import { sigmoid } from '../../src/sim/network/activations.ts';
import { initialNetwork } from '../../src/sim/network/initial-weights.ts';
import { architecture, type Network } from '../../src/sim/network/network.ts';
import { beginTraining, lossOf, trainEpoch, valuesOf } from '../../src/sim/network/train.ts';
import { workspaceFor } from '../../src/sim/network/workspace.ts';
import { random, type Seed } from '../../src/sim/random.ts';
import { dataSetOf, type Point, SIDE } from './data.ts';
import type { OverfittingParams, Remedy } from './params.ts';

/** Samples per side of the prediction map. */
export const MAP_SIDE = 33;
/** The map extends a little beyond the points. */
export const MAP_REACH = 1.06 * SIDE;

/** Probability of class 1, in thousandths, row by row from the lower left: MAP_SIDE × MAP_SIDE. */
export type ProbabilityMap = readonly number[];

export interface TrainingRecord {
  /** `[k]` is after k epochs; without dropout and without penalty term. */
  readonly trainLoss: readonly number[];
  readonly validationLoss: readonly number[];
  /** The network after k epochs. */
  readonly networks: readonly Network[];
}

/** Samples evaluated per pass. */
const ROOM = 256;

const MAP_INPUTS = Float64Array.from({ length: 2 * MAP_SIDE * MAP_SIDE }, (_, i) => {
  const cell = Math.floor(i / 2);
  const along = i % 2 === 0 ? cell % MAP_SIDE : Math.floor(cell / MAP_SIDE);
  return MAP_REACH * ((2 * along) / (MAP_SIDE - 1) - 1);
});

/** The prediction maps of networks of one architecture. */
export function mapsOf(networks: readonly Network[]): readonly ProbabilityMap[] {
  const [first] = networks;
  if (first === undefined) return [];
  const workspace = workspaceFor(first, ROOM);
  return networks.map((network) =>
    Array.from(valuesOf(network, MAP_INPUTS, workspace), (logit) => Math.round(1000 * sigmoid(logit))),
  );
}

/**
 * The network before training. The seed determines not only the directions but also the offsets of the first layer's
 * units: each bias is uniform within the range of its weighted inputs, so that the kinks cover the whole square.
 */
function startingNetwork({ network }: OverfittingParams, seed: Seed): Network {
  const shape = architecture([2, ...network.hidden, 1], 'tanh');
  const start = initialNetwork(shape, seed, (layer) => (layer === 0 ? network.spread : 1));
  const parameters = start.parameters.slice();
  const units = network.hidden[0] ?? 0;
  const next = random(seed, 'initial biases');
  for (let j = 0; j < units; j += 1) {
    const [a = 0, b = 0] = [parameters[2 * j], parameters[2 * j + 1]];
    parameters[2 * units + j] = (2 * next() - 1) * Math.sqrt(a * a + b * b);
  }
  return { ...start, parameters };
}

/**
 * Trains one network, with or without a remedy. Whatever the remedy, it starts from the same weights and sees the same
 * points in the same order; more data only adds points.
 *
 * @param seed of this run
 */
export function train(
  params: OverfittingParams,
  seed: Seed,
  points: readonly Point[],
  validation: readonly Point[],
  remedy: Remedy | null,
): TrainingRecord {
  const { learningRate, batch } = params.network;
  const network = startingNetwork(params, seed);
  const workspace = workspaceFor(network, Math.max(ROOM, Math.min(batch, points.length)));
  const [trainSet, validationSet] = [dataSetOf(points), dataSetOf(validation)];
  const loss = 'binary-cross-entropy';
  const options = {
    loss,
    batch,
    seed,
    rule: {
      kind: 'adamw',
      learningRate,
      weightDecay: remedy?.kind === 'weight-decay' ? remedy.strength : 0,
    },
    dropout: remedy?.kind === 'dropout' ? remedy.share : 0,
  } as const;
  const trainLoss: number[] = [];
  const validationLoss: number[] = [];
  const networks: Network[] = [];
  let state = beginTraining(network);
  for (let epoch = 0; ; epoch += 1) {
    trainLoss.push(lossOf(state.network, trainSet, loss, workspace));
    validationLoss.push(lossOf(state.network, validationSet, loss, workspace));
    networks.push(state.network);
    if (epoch === params.epochs) return { trainLoss, validationLoss, networks };
    state = trainEpoch(state, trainSet, options, workspace);
  }
}
