import { sigmoid, tanh } from '../../src/sim/network/activations.ts';
import {
  areaShare,
  boundaryOf,
  evenMaps,
  isClosed,
  largestLoop,
  roundnessOf,
} from '../../src/sim/network/boundary.ts';
import { layerWeights } from '../../src/sim/network/hidden-units.ts';
import type { Network } from '../../src/sim/network/network.ts';
import type { Place2 } from '../../src/sim/objectives/surface.ts';
import { rememberFor } from '../../src/sim/remember.ts';
import type { Claims, Spoken } from '../../src/story/claims.ts';
import type { Message, Value } from '../../src/story/words.ts';
import type { BoundaryRun, BoundaryTrace, Outcome } from './simulation.ts';
import type { BoundaryStory } from './story.ts';
import { classesOf, networkOf, partlyHeld } from './view.ts';

type Now = Spoken<BoundaryTrace, BoundaryStory>;

const near = (a: unknown, b: number): boolean => Math.abs(Number(a) - b) <= 1e-9 * (1 + Math.abs(b));
const ringed = ({ facts, params }: BoundaryTrace): boolean =>
  facts.file === null && params.data.shape === 'rings';

/** The output at a place, layer by layer. */
function outputAt(
  network: Network,
  place: Place2,
  activation: BoundaryTrace['params']['activation'],
): number {
  const act = { tanh, sigmoid, relu: (z: number) => Math.max(0, z) }[activation];
  const layers = layerWeights(network);
  const values = layers.reduce<readonly number[]>((from, { weights, biases }, l) => {
    const sums = weights.map((row, unit) =>
      row.reduce((sum, w, i) => sum + w * (from[i] ?? 0), biases[unit] ?? 0),
    );
    return l === layers.length - 1 ? sums : sums.map(act);
  }, place);
  return values[0] ?? 0;
}

/** Points that a network calls otherwise than they are labelled. */
const wrongOf = ({ facts, params }: BoundaryTrace, network: Network): number =>
  facts.data.filter(({ x, y, label }) => outputAt(network, [x, y], params.activation) > 0 !== (label === 1))
    .length;

const own = ({ trace, part }: Now): BoundaryRun | undefined =>
  'run' in part ? trace.runs.find(({ id }) => id === part.run) : undefined;

/** What can be worked out of a network once for all frames. */
function foundOut(trace: BoundaryTrace, network: Network) {
  const [map = []] = evenMaps([network]);
  const boundary = boundaryOf(map);
  const look = isClosed(boundary) ? 'closed' : boundary.open ? 'open' : 'none';
  return { network, map, loop: largestLoop(boundary), look, wrong: wrongOf(trace, network) };
}
/** The end of a run, its state after so many steps, and the film's network with units held. */
const after = rememberFor(
  (trace: BoundaryTrace, [run, step]: readonly [BoundaryRun, number]) =>
    foundOut(trace, networkOf(trace, run.hidden, run.points[step] ?? [])),
  ([{ id }, step]) => `${id} ${step}`,
);
const endOf = (trace: BoundaryTrace, run: BoundaryRun) => after(trace, [run, run.points.length - 1]);
const heldTo = rememberFor(
  (trace: BoundaryTrace, free: readonly number[]) => foundOut(trace, partlyHeld(trace, free)),
  (free) => free.join(),
);

/** Whether a run has made all its updates by then, and so many points are wrong. */
function trained(now: Now, errors: Value | undefined, n: Value | undefined): boolean {
  const run = own(now);
  if (run === undefined) return false;
  const { data } = now.trace.facts;
  return (
    (now.step ?? 0) >= run.points.length - 1 && n === data.length && errors === endOf(now.trace, run).wrong
  );
}

/** The places of the walk along the first cut, and the direction across it. */
function walk(network: Network): readonly Place2[] {
  const [u = 1, v = 0] = layerWeights(network)[0]?.weights[0] ?? [];
  const length = Math.sqrt(u * u + v * v);
  return Array.from({ length: 41 }, (_, i): Place2 => {
    const at = (i - 20) / 20;
    return [(-v / length) * at, (u / length) * at];
  });
}

/** The units that are free at the moment, once the turn that is spoken of has begun. */
function turned({ part, frame }: Now): readonly number[] | null {
  if (part.kind !== 'sum' && part.kind !== 'without') return null;
  return part.turns.findLast(({ start }) => frame >= start)?.free ?? null;
}

function added(values: Message['values'], now: Now): boolean {
  const free = turned(now);
  if (free === null) return false;
  const { network, look, wrong } = heldTo(now.trace, free);
  const n = free.filter((share) => share === 1).length;
  if (values.n !== undefined)
    return (
      n === values.n &&
      look === values.look &&
      values.errors === wrong &&
      values.all === now.trace.facts.data.length &&
      values.ringed === ringed(now.trace)
    );
  if (n !== 1 || (look === 'none') !== (values.look === 'none')) return false;
  // Straight: along the cut the output is the same everywhere.
  const { activation } = now.trace.params;
  const outputs = walk(network).map((place) => outputAt(network, place, activation));
  const [first = 0] = outputs;
  return outputs.every((output) => Math.abs(output - first) < 1e-9 * (1 + Math.abs(first)));
}

const DIRECTIONS: Readonly<Record<string, Place2>> = {
  right: [1, 0],
  upperRight: [1, 1],
  top: [0, 1],
  upperLeft: [-1, 1],
  left: [-1, 0],
  lowerLeft: [-1, -1],
  bottom: [0, -1],
  lowerRight: [1, -1],
};

/** Whether the class in the middle of the closed curve reaches the edge on that side once a unit is held, and did not before. */
function opensTo({ trace }: Now, free: readonly number[], side: Value | undefined): boolean {
  const { loop } = heldTo(trace, []);
  const towards = DIRECTIONS[String(side)];
  if (loop === undefined || towards === undefined) return false;
  const { centre } = roundnessOf(loop);
  const held = heldTo(trace, free).network;
  const { activation } = trace.params;
  const inside = outputAt(held, centre, activation) > 0;
  const cosine = ([x, y]: Place2): number =>
    (x * towards[0] + y * towards[1]) /
    Math.sqrt((x * x + y * y) * (towards[0] * towards[0] + towards[1] * towards[1]));
  // The edge of the square, as far as it lies within an eighth of a turn.
  const edge = Array.from({ length: 161 }, (_, i) => (i - 80) / 80).flatMap((at): readonly Place2[] => [
    [at, 1],
    [at, -1],
    [1, at],
    [-1, at],
  ]);
  return edge.some(
    ([x, y]) =>
      cosine([x - centre[0], y - centre[1]]) > 0.92 && outputAt(held, [x, y], activation) > 0 === inside,
  );
}

const succeeded = (trace: BoundaryTrace, { errors, closed }: Outcome): boolean =>
  errors <= trace.facts.allowed && (!ringed(trace) || closed);
const wins = (trace: BoundaryTrace, units: Value | undefined): number | null => {
  const rung = trace.facts.ladder.find((one) => one.units === units);
  return rung === undefined ? null : rung.outcomes.filter((outcome) => succeeded(trace, outcome)).length;
};
/** The widths with fewer units of which none succeeded. */
const failing = (trace: BoundaryTrace, units: Value | undefined): boolean =>
  trace.facts.ladder.every((rung) => rung.units >= Number(units) || wins(trace, rung.units) === 0);

/** What makes each caption of the film true. */
export const claims: Claims<BoundaryTrace, BoundaryStory> = {
  captionQuestion: (values, { trace }) => values.ringed === ringed(trace),
  captionData: ({ n }, { trace: { facts } }) =>
    n === facts.data.length && new Set(facts.data.map(({ label }) => label)).size === 2,
  captionUnit: ({ activation }, { trace }) => activation === trace.params.activation,
  captionOne: ({ errors, n }, now) => trained(now, errors, n) && own(now)?.hidden[0] === 1,
  captionAsk: ({ units, ringed: asked }, now) => units === own(now)?.hidden[0] && asked === ringed(now.trace),
  captionWrong: ({ errors, n, look }, now) => {
    const run = own(now);
    if (run === undefined || !trained(now, errors, n)) return false;
    if (!ringed(now.trace)) return look === 'any';
    return (look === 'closed') === (endOf(now.trace, run).look === 'closed');
  },
  captionWalk: (_, now) => {
    const run = own(now);
    if (run === undefined) return false;
    const { network } = endOf(now.trace, run);
    const [first] = layerWeights(network);
    const [row = [], b = 0] = [first?.weights[0], first?.biases[0]];
    const sums = walk(network).map(([x, y]) => (row[0] ?? 0) * x + (row[1] ?? 0) * y + b);
    return run.hidden.length === 1 && run.hidden[0] === 2 && sums.every((sum) => near(sum, sums[0] ?? 0));
  },
  captionOnce: (_, now) => {
    const run = own(now);
    if (run === undefined) return false;
    const { network } = endOf(now.trace, run);
    const outputs = walk(network).map((place) => outputAt(network, place, now.trace.params.activation));
    const steps = outputs.slice(1).map((output, i) => output - (outputs[i] ?? 0));
    return steps.every((step) => step >= -1e-12) || steps.every((step) => step <= 1e-12);
  },
  captionTwice: 'definition',
  captionMore: ({ added: more }, { trace: { runs, params } }) => {
    const [width = 1] = params.hidden;
    const others = runs.filter(({ id }) => id !== 'main').map(({ hidden }) => hidden[0] ?? 0);
    return more === width - Math.max(width === 1 ? 1 : 0, ...others);
  },
  captionCloses: ({ step, last }, now) => {
    const run = own(now);
    const at = Number(step);
    if (run === undefined || (now.step ?? 0) < at) return false;
    const looks = [at - 1, at].map((k) => after(now.trace, [run, k]).look);
    const closes = looks[0] !== 'closed' && looks[1] === 'closed' && !run.series.closed?.includes(0, at);
    if (last === 0) return closes;
    const { errors = [] } = run.series;
    const missed = Array.from({ length: run.hidden[0] ?? 0 }, (_, unit) => {
      const without = run.series[`without${unit + 1}`] ?? [];
      return errors.findIndex((_, k) => errors.slice(k).every((count, i) => (without[k + i] ?? 0) > count));
    });
    const since = missed[Number(last) - 1] ?? -1;
    return closes && since > 0 && since <= at && missed.every((k, unit) => unit + 1 === last || k < since);
  },
  captionFalls: ({ step }, { trace }) => {
    const [main] = trace.runs;
    const { errors = [] } = main?.series ?? {};
    const at = Number(step);
    const [from = 0, to = 0] = [errors[Math.max(0, at - 15)], errors[Math.min(errors.length - 1, at + 15)]];
    return to <= from / 2;
  },
  captionRound: 'definition',
  captionEnd: ({ steps, errors, area, round }, now) => {
    const { trace } = now;
    const { map, loop, look } = heldTo(trace, []);
    const truth = classesOf(trace);
    return (
      steps === (own(now)?.points.length ?? 0) - 1 &&
      trained(now, errors, trace.facts.data.length) &&
      (area === null ? truth === null : truth !== null && near(area, areaShare(map, truth))) &&
      (round === null || (look === 'closed' && loop !== undefined && near(round, roundnessOf(loop).share)))
    );
  },
  captionAlone: added,
  captionAdded: added,
  captionWithout: ({ unit, errors, side }, now) => {
    const free = turned(now);
    if (free === null || free.some((share, i) => (share === 0) !== (i + 1 === unit))) return false;
    return errors === heldTo(now.trace, free).wrong && (side === null || opensTo(now, free, side));
  },
  captionUnused: ({ unit, errors }, now) => {
    const free = turned(now);
    if (free === null || free[Number(unit) - 1] !== 0) return false;
    return [free, []].every((held) => heldTo(now.trace, held).wrong === errors);
  },
  captionLuck: ({ before, failed, units, won, starts, ringed: asked }, { trace }) =>
    starts === trace.params.starts &&
    asked === ringed(trace) &&
    won === wins(trace, units) &&
    Number(won) > 0 &&
    failing(trace, units) &&
    (before === 0 || (failed === wins(trace, before) && Number(before) < Number(units))),
  captionLuckless: ({ starts, allowed }, { trace }) =>
    starts === trace.params.starts &&
    allowed === trace.facts.allowed &&
    failing(trace, Number.POSITIVE_INFINITY),
  captionAnswer: ({ kind, units, most }, { trace }) => {
    const { ladder } = trace.facts;
    const fewest = Number(wins(trace, units)) > 0 && failing(trace, units);
    const next = units === 1 || ladder.some((rung) => rung.units === Number(units) - 1);
    switch (kind) {
      case 'proven':
        return fewest && units === 3 && ringed(trace) && trace.params.hidden.length === 1;
      case 'closed':
        return fewest && next && ringed(trace);
      case 'apart':
        return fewest && next && !ringed(trace);
      case 'tried':
        return fewest && !next;
      default:
        return most === ladder.at(-1)?.units && failing(trace, Number.POSITIVE_INFINITY);
    }
  },
};
