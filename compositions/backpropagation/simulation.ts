import { classAt } from '../../src/sim/data/boundaries.ts';
import { labelledPoints, pointSet } from '../../src/sim/data/labelled-points.ts';
import { initialNetwork } from '../../src/sim/network/initial-weights.ts';
import { architecture } from '../../src/sim/network/network.ts';
import type { Seed } from '../../src/sim/random.ts';
import { clippingOf } from './clipping.ts';
import { initialisedScales, type Measured, measured, trained, weightsOf } from './deep-run.ts';
import { ACTIVATIONS, type BackpropagationParams, type FlowActivation } from './params.ts';
import { smallRun } from './small-run.ts';
import { type FlowGroup, type FlowTrace, farness, type Rows } from './trace.ts';

export type { FlowRun, FlowTrace } from './trace.ts';

const SAMPLES = 16;

/** Goes through the small network once, and through all deep ones; a pure function of params and seed. */
export function simulate(params: BackpropagationParams, seed: Seed): FlowTrace {
  const small = smallRun(params, seed);
  const points = labelledPoints(classAt.disc, SAMPLES, 0, seed, 'points of deep networks');
  const data = pointSet(points);
  const sizes = [2, ...Array<number>(params.depth - 1).fill(params.width), 2];
  const same = (scale: number): readonly number[] => Array<number>(params.depth).fill(scale);
  const of = (
    group: FlowGroup,
    activation: FlowActivation,
    scales: readonly number[],
    name: string,
    residual = false,
  ) =>
    measured(params, seed, data, {
      id: `${activation}-${name}`,
      label: `${activation}, ${name}`,
      group,
      activation,
      scales,
      residual,
    });
  const [first = 1] = params.scales;
  const grid = ACTIVATIONS.flatMap((activation) =>
    params.scales.map((scale) => of('scales', activation, same(scale), `×${scale}`)),
  );
  const initialised = ACTIVATIONS.map((activation) =>
    of('initialised', activation, initialisedScales(sizes, params, activation), 'initialised'),
  );
  const residual = ACTIVATIONS.map((activation) => of('residual', activation, same(first), 'residual', true));
  const starts = grid.filter(({ run }) => run.scales[0] === first);
  const byFarness = (a: Measured, b: Measured): number => farness(b.run.ratio) - farness(a.run.ratio);
  const [asked] = starts.toSorted(byFarness);
  if (asked === undefined) throw new RangeError('there is no deep network to ask about');
  const cures = [...initialised, ...residual].filter(({ run }) => run.activation === asked.run.activation);
  const answer = cures.toSorted(byFarness).at(-1) ?? asked;
  const exploding = grid.toSorted((a, b) => b.run.ratio - a.run.ratio)[0];
  const clips =
    exploding?.run.verdict === 'exploding' ? [false, ...(clippingOf(params) === null ? [] : [true])] : [];
  const signalsOf = ({ pass }: Measured): readonly Rows[] => pass.layers.map(({ deltas }) => deltas);
  const drawn = (activation: FlowActivation) =>
    weightsOf(initialNetwork(architecture(sizes, activation, params.semantics), seed));
  return {
    film: 'backpropagation',
    params,
    seed,
    runs: [
      small.run,
      ...[...grid, ...initialised, ...residual].map(({ run }) => run),
      ...clips.flatMap((clipped) => (exploding ? [trained(exploding, data, params, clipped)] : [])),
    ],
    facts: {
      small: small.facts,
      deep: {
        sizes,
        inputs: points.map(({ x, y }) => [x, y]),
        targets: points.map(({ label }) => label),
        weights: { sigmoid: drawn('sigmoid'), tanh: drawn('tanh'), relu: drawn('relu') },
      },
      asked: { id: asked.run.id, signals: signalsOf(asked) },
      answer: { id: answer.run.id, signals: signalsOf(answer) },
    },
  };
}
