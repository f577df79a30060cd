import { clamp } from '../../src/sim/maths.ts';
import { initialNetwork } from '../../src/sim/network/initial-weights.ts';
import { lossAndGradient } from '../../src/sim/network/losses.ts';
import { architecture, type Network } from '../../src/sim/network/network.ts';
import { beginTraining, type DataSet, trainEpoch, valuesOf } from '../../src/sim/network/train.ts';
import { type Workspace, workspaceFor } from '../../src/sim/network/workspace.ts';
import { random, type Seed } from '../../src/sim/random.ts';
import { dataSetOf, type Point, SIDE } from './data.ts';
import type { OverfittingParams, Remedy } from './params.ts';

/** Samples per side of the prediction maps: of the one that the film looks at closely, and of all others. */
export const MAP_SIDES = { large: 65, small: 33 } as const;
/** The maps extend a little beyond the points. */
export const MAP_REACH = 1.06 * SIDE;

/**
 * The network's logits, in hundredths, row by row from the lower left of a square: positive for class 1. Unlike
 * probabilities they are even enough for smooth contours.
 */
export type LogitMap = readonly number[];

/** How a network does on a set of points. */
export interface Marks {
  /** Mean binary cross-entropy: without dropout and without penalty term. */
  readonly loss: number;
  /** Points that it calls by the other class than their label. */
  readonly errors: number;
}

export interface TrainingRecord {
  /** `[k]` is after k epochs. */
  readonly train: readonly Marks[];
  readonly validation: readonly Marks[];
  /** The network after k epochs. */
  readonly networks: readonly Network[];
}

const LOSS = 'binary-cross-entropy';
/** Logits beyond this are as good as certain. */
const LARGEST = 20;

/** Samples evaluated per pass. */
const ROOM = 256;

/** The prediction maps of networks of one architecture. */
export function mapsOf(networks: readonly Network[], side: number): readonly LogitMap[] {
  const inputs = Float64Array.from({ length: 2 * side * side }, (_, i) => {
    const cell = Math.floor(i / 2);
    const along = i % 2 === 0 ? cell % side : Math.floor(cell / side);
    return MAP_REACH * ((2 * along) / (side - 1) - 1);
  });
  const logits = outputsOf(networks, inputs);
  return logits.map((of) => Array.from(of, (logit) => Math.round(100 * clamp(logit, -LARGEST, LARGEST)) + 0));
}

/** What networks of one architecture answer: positive for class 1. */
function outputsOf(networks: readonly Network[], inputs: Float64Array): readonly Float64Array[] {
  const [first] = networks;
  if (first === undefined) return [];
  const workspace = workspaceFor(first, ROOM);
  return networks.map((network) => valuesOf(network, inputs, workspace));
}

/** The classes that networks of one architecture give to points. */
export const callsOf = (
  networks: readonly Network[],
  points: readonly Point[],
): readonly (readonly (0 | 1)[])[] =>
  outputsOf(networks, dataSetOf(points).inputs).map((of) =>
    Array.from(of, (logit): 0 | 1 => (logit > 0 ? 1 : 0)),
  );

function marksOf(network: Network, set: DataSet, workspace: Workspace): Marks {
  const outputs = valuesOf(network, set.inputs, workspace);
  const errors = outputs.reduce((sum, logit, i) => sum + (logit > 0 === (set.targets[i] === 1) ? 0 : 1), 0);
  return { loss: lossAndGradient(LOSS, outputs, set.count, 1, set.targets, outputs), errors };
}

/** How a network does on points that it has neither been trained nor chosen on. */
export const testOf = (network: Network, points: readonly Point[]): Marks =>
  marksOf(network, dataSetOf(points), workspaceFor(network, ROOM));

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
  const options = {
    loss: LOSS,
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
