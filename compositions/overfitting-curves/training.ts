import { type LabelledPoint, pointSet } from '../../src/sim/data/labelled-points.ts';
import { initialNetwork } from '../../src/sim/network/initial-weights.ts';
import { architecture, type Network } from '../../src/sim/network/network.ts';
import { beginTraining, trainEpoch } from '../../src/sim/network/train.ts';
import { type Marks, marksOf } from '../../src/sim/network/two-classes.ts';
import { workspaceFor } from '../../src/sim/network/workspace.ts';
import { random, type Seed } from '../../src/sim/random.ts';
import type { OverfittingParams, Remedy } from './params.ts';

export interface TrainingRecord {
  /** `[k]` is after k epochs. */
  readonly train: readonly Marks[];
  readonly validation: readonly Marks[];
  /** The network after k epochs. */
  readonly networks: readonly Network[];
}

/** Samples evaluated per pass. */
const ROOM = 256;

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
  points: readonly LabelledPoint[],
  validation: readonly LabelledPoint[],
  remedy: Remedy | null,
): TrainingRecord {
  const { learningRate, batch } = params.network;
  const network = startingNetwork(params, seed);
  const workspace = workspaceFor(network, Math.max(ROOM, Math.min(batch, points.length)));
  const [trainSet, validationSet] = [pointSet(points), pointSet(validation)];
  const options = {
    loss: 'binary-cross-entropy',
    batch,
    seed,
    rule: {
      kind: 'adamw',
      learningRate,
      weightDecay: remedy?.kind === 'weight-decay' ? remedy.strength : 0,
    },
    dropout: remedy?.kind === 'dropout' ? remedy.share : 0,
  } as const;
  const [trained, validated]: [Marks[], Marks[]] = [[], []];
  const networks: Network[] = [];
  let state = beginTraining(network);
  for (let epoch = 0; ; epoch += 1) {
    trained.push(marksOf(state.network, trainSet, workspace));
    validated.push(marksOf(state.network, validationSet, workspace));
    networks.push(state.network);
    if (epoch === params.epochs) return { train: trained, validation: validated, networks };
    state = trainEpoch(state, trainSet, options, workspace);
  }
}
