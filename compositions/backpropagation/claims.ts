import { LIBRARIES } from '../../src/sim/frameworks/framework.ts';
import { exp, ln } from '../../src/sim/maths.ts';
import { sigmoid } from '../../src/sim/network/activations.ts';
import type { Claims } from '../../src/story/claims.ts';
import type { Value } from '../../src/story/words.ts';
import { shareOf } from './commentary.ts';
import type { FlowRun, FlowTrace } from './simulation.ts';
import type { FlowStory } from './story.ts';

const near = (a: Value | undefined, b: number): boolean =>
  Math.abs(Number(a) - b) <= 1e-9 * Math.abs(b) + 1e-300;
const ofGroup = ({ runs }: FlowTrace, group: string): readonly FlowRun[] =>
  runs.filter((run) => run.group === group);

/** What is left at the first layer, from the lengths themselves. */
const leftOf = ({ flow: { deltas } }: FlowRun): number => {
  const [first = 0, last = 0] = [deltas[0], deltas.at(-1)];
  return first === last ? 1 : first / last;
};
/** The verdict by the rule as it is stated. */
function verdictOf({ params }: FlowTrace, run: FlowRun): 'vanishing' | 'exploding' | 'steady' {
  const left = leftOf(run);
  if (left < 1 / params.limit) return 'vanishing';
  return left > params.limit ? 'exploding' : 'steady';
}
const verdicts = (trace: FlowTrace, group: string, verdict: string): number =>
  ofGroup(trace, group).filter((run) => verdictOf(trace, run) === verdict).length;
/** The network that changes its signal most as it starts at the first scale. */
function askedOf(trace: FlowTrace): FlowRun | undefined {
  const far = (run: FlowRun): number => Math.max(leftOf(run), 1 / Math.max(leftOf(run), 1e-300));
  return ofGroup(trace, 'scales')
    .filter(({ scales }) => scales[0] === trace.params.scales[0])
    .reduce<FlowRun | undefined>(
      (most, run) => (most === undefined || far(run) > far(most) ? run : most),
      undefined,
    );
}
/** The chance that the network gives to the class of the sample. */
function chanceOf({ facts, params }: FlowTrace): number {
  const chance = sigmoid(facts.small.before.layers.at(-1)?.values[0]?.[0] ?? 0);
  return params.sample.y === 1 ? chance : 1 - chance;
}
const USUAL: Readonly<Record<string, string>> = { keras: 'each', tfjs: 'value' };
const NAMES: Readonly<Record<string, string>> = {
  'global-norm': 'whole',
  norm: 'each',
  value: 'value',
  'block-rms': 'mean',
  adaptive: 'unit',
};

/** What makes each caption of the film true. */
export const claims: Claims<FlowTrace, FlowStory> = {
  captionQuestion: ({ kind, left }, { trace }) => {
    const run = askedOf(trace);
    if (run === undefined) return false;
    const wanted = leftOf(run) === 0 ? 'nothing' : verdictOf(trace, run);
    return kind === wanted && left === shareOf(leftOf(run));
  },
  captionSum: (_, { trace: { facts, params } }) =>
    facts.small.before.layers.every(({ sums }, l) => {
      const below = l === 0 ? params.sample.x : (facts.small.before.layers[l - 1]?.values[0] ?? []);
      const own = facts.small.weights[0][l];
      return sums[0]?.every((sum, j) => {
        const wanted = below.reduce((all, value, i) => all + value * (own?.W[j]?.[i] ?? 0), own?.b[j] ?? 0);
        return Math.abs(sum - wanted) < 1e-9;
      });
    }),
  captionLoss: ({ y, says, loss }, { trace, step }) => {
    const chance = chanceOf(trace);
    const units = trace.params.hidden.reduce((sum, n) => sum + n, 1);
    return (
      (step ?? 0) > units &&
      y === trace.params.sample.y &&
      near(says, chance) &&
      Math.abs(Number(loss) + ln(chance)) < 1e-9
    );
  },
  captionBack: 'definition',
  captionChain: (_, { trace: { facts }, step }) =>
    (step ?? 0) >= 1 &&
    facts.small.before.layers.every(({ upstream, slopes, deltas }) =>
      deltas[0]?.every(
        (delta, j) => Math.abs(delta - (upstream[0]?.[j] ?? 0) * (slopes[0]?.[j] ?? 0)) < 1e-12,
      ),
    ),
  captionJoin: ({ n, unit }, { trace: { facts, params }, step }) => {
    const { before, weights, path } = facts.small;
    return (
      (step ?? 0) >= 2 &&
      n === params.hidden.at(-1) &&
      unit === `h${(path[1] ?? 0) + 1}` &&
      (before.layers[0]?.upstream[0] ?? []).every((upstream, j) => {
        const ways =
          before.layers[1]?.deltas[0]?.map((delta, k) => delta * (weights[0][1]?.W[k]?.[j] ?? 0)) ?? [];
        return Math.abs(upstream - ways.reduce((sum, way) => sum + way, 0)) < 1e-12;
      })
    );
  },
  captionWeight: (_, { trace: { facts, params } }) => {
    const [input = 0, unit = 0] = facts.small.path;
    const [first] = facts.small.before.layers;
    const slope = (first?.deltas[0]?.[unit] ?? 0) * (params.sample.x[input] ?? 0);
    return Math.abs((first?.weights[unit]?.[input] ?? 0) - slope) < 1e-12;
  },
  captionUpdate: ({ rate }, { trace: { facts, params } }) => {
    const { before, weights } = facts.small;
    return (
      rate === params.rate &&
      weights[0].every(({ W }, l) =>
        W.every((row, j) =>
          row.every((w, i) => {
            const moved = (weights[1][l]?.W[j]?.[i] ?? Number.NaN) - w;
            return Math.abs(moved + params.rate * (before.layers[l]?.weights[j]?.[i] ?? 0)) < 1e-9;
          }),
        ),
      )
    );
  },
  captionAgain: ({ falls, before, after }, { trace: { runs }, step }) => {
    const [first = Number.NaN, second = Number.NaN] = runs.find(({ id }) => id === 'small')?.losses ?? [];
    return (step ?? 0) >= 2 && near(before, first) && near(after, second) && falls === second < first;
  },
  captionSame: (_, { trace: { runs } }) => {
    const [first, second] = runs.find(({ id }) => id === 'small')?.losses ?? [];
    return first === second;
  },
  captionRule: ({ limit }, { trace }) =>
    limit === trace.params.limit && trace.runs.every((run) => run.verdict === verdictOf(trace, run)),
  captionScale: ({ scale, vanishing, exploding }, { trace, part, frame }) => {
    const moved = part.kind === 'deep' ? part.morphs.filter(({ start }) => frame >= start).length : -1;
    const runs = ofGroup(trace, 'scales').filter(({ scales }) => scales.every((one) => one === scale));
    const count = (verdict: string): number => runs.filter((run) => verdictOf(trace, run) === verdict).length;
    return (
      scale === trace.params.scales[moved] &&
      runs.length === 3 &&
      vanishing === count('vanishing') &&
      exploding === count('exploding')
    );
  },
  captionSlope: ({ activation }, { trace }) => {
    const run = askedOf(trace);
    if (run === undefined) return false;
    const most = activation === 'sigmoid' ? 0.25 : 1;
    return (
      activation === run.activation && run.flow.slopes.slice(0, -1).every((slope) => slope <= most + 1e-12)
    );
  },
  captionPower: ({ factor, steps, left }, { trace }) => {
    const run = askedOf(trace);
    if (run === undefined || steps !== trace.params.depth - 1) return false;
    // The mean of the logarithms of what each layer multiplies by.
    const { deltas } = run.flow;
    const logs = deltas.slice(1).map((above, l) => ln((deltas[l] ?? 0) / above));
    const mean = logs.reduce((sum, one) => sum + one, 0) / logs.length;
    return factor === shareOf(exp(mean)) && left === shareOf(leftOf(run));
  },
  captionDead: (_, { trace }) => {
    const run = askedOf(trace);
    return run !== undefined && leftOf(run) === 0;
  },
  captionInit: ({ steady }, { trace }) =>
    steady === verdicts(trace, 'initialised', 'steady') &&
    ofGroup(trace, 'initialised').every(
      ({ scales }) => scales.length === trace.params.depth && scales.every((s) => s > 0),
    ),
  captionShortcut: (_, { trace }) => ofGroup(trace, 'residual').every(({ residual }) => residual),
  captionResidual: ({ activation, before, after }, { trace }) => {
    const run = askedOf(trace);
    const cured = ofGroup(trace, 'residual').find((one) => one.activation === run?.activation);
    return (
      run !== undefined &&
      cured !== undefined &&
      activation === run.activation &&
      before === shareOf(leftOf(run)) &&
      after === shareOf(leftOf(cured))
    );
  },
  captionClip: ({ kind, limit }, { trace }) => {
    const { clipping, semantics } = trace.params;
    const wanted = clipping.kind === undefined ? (USUAL[semantics] ?? 'whole') : NAMES[clipping.kind];
    return kind === wanted && limit === clipping.limit;
  },
  captionClipped: ({ outcome, peak, last }, { trace, step }) => {
    const [bare, clipped] = ofGroup(trace, 'clipping');
    if (bare === undefined || clipped === undefined) return false;
    const broken = bare.losses.length <= trace.params.clipping.updates;
    const stuck = Math.abs((bare.losses.at(-1) ?? 0) - Math.LN2) < 0.05;
    return (
      (step ?? 0) >= trace.params.clipping.updates &&
      outcome === (broken ? 'broken' : stuck ? 'stuck' : 'other') &&
      peak === shareOf(Math.max(...bare.losses)) &&
      last === shareOf(clipped.losses.at(-1) ?? 0)
    );
  },
  captionNoClip: ({ library, peak }, { trace }) =>
    trace.params.semantics === 'scikit-learn' &&
    library === LIBRARIES['scikit-learn'].name &&
    peak === shareOf(Math.max(...(ofGroup(trace, 'clipping')[0]?.losses ?? []))),
  captionAnswer: ({ cure, factor, before, after }, { trace }) => {
    const run = askedOf(trace);
    if (run === undefined) return false;
    const far = (left: number): number => Math.max(left, 1 / Math.max(left, 1e-300));
    const [best] = [...ofGroup(trace, 'initialised'), ...ofGroup(trace, 'residual')]
      .filter(({ activation }) => activation === run.activation)
      .toSorted((a, b) => far(leftOf(a)) - far(leftOf(b)));
    if (best === undefined) return false;
    const left = leftOf(run);
    const helps = left > 0 && far(leftOf(best)) < far(left);
    const mean = left > 0 ? exp(ln(left) / (trace.params.depth - 1)) : 0;
    return (
      cure === (helps ? best.group : 'none') &&
      factor === shareOf(mean) &&
      before === shareOf(left) &&
      after === shareOf(leftOf(best))
    );
  },
};
