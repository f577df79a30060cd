import { SHAPE_TRUTHS } from '../../sim/data/two-class-shapes.ts';
import { areaShare, evenTruth, roundnessOf } from '../../sim/network/boundary.ts';
import { layerWeights } from '../../sim/network/hidden-units.ts';
import type { Network } from '../../sim/network/network.ts';
import type { Place2 } from '../../sim/objectives/surface.ts';
import type { BoundaryRun, BoundaryTrace, Outcome } from '../../sim/trainings/width-ladder.ts';
import type { Claims, Spoken } from '../claims.ts';
import type { Value } from '../words.ts';
import { addedUp, after, endOf, learned, outputAt, summands } from './recomputed.ts';

type Now = Spoken<BoundaryTrace>;

const near = (a: unknown, b: number): boolean => Math.abs(Number(a) - b) <= 1e-9 * (1 + Math.abs(b));
const ringed = ({ facts, params }: BoundaryTrace): boolean =>
  facts.file === null && params.data.shape === 'rings';

const own = ({ trace, part }: Now): BoundaryRun | undefined =>
  'run' in part ? trace.runs.find(({ id }) => id === part.run) : undefined;

/** Whether a run has made all its updates by then, and so many points are wrong. */
function trained(now: Now, errors: Value | undefined, n: Value | undefined): boolean {
  const run = own(now);
  if (run === undefined) return false;
  const { data } = now.trace.facts;
  const done = now.step === null || now.step >= run.points.length - 1;
  return done && n === data.length && errors === endOf(now.trace, run).wrong;
}

/** Places of lines parallel to the first cut, line by line. */
function parallels(network: Network): readonly (readonly Place2[])[] {
  const [u = 1, v = 0] = layerWeights(network)[0]?.weights[0] ?? [];
  const length = Math.sqrt(u * u + v * v);
  const along = Array.from({ length: 21 }, (_, i) => (i - 10) / 10);
  return along.map((off) =>
    along.map((at): Place2 => [(u * off - v * at) / length, (v * off + u * at) / length]),
  );
}

/** Whether two units stand in the way of a run, of a single layer, whose output on each such line has some property. */
function onParallels(now: Now, holds: (line: readonly Place2[], network: Network) => boolean): boolean {
  const run = own(now);
  if (run === undefined || run.hidden.length !== 1 || run.hidden[0] !== 2) return false;
  const { network } = endOf(now.trace, run);
  return parallels(network).every((line) => holds(line, network));
}
const changes = (values: readonly number[]): readonly number[] =>
  values.slice(1).map((value, i) => value - (values[i] ?? 0));

/** Whether a point of a class is told right, and lies beyond one cut alone from the disc that is told best; beyond any, for `null`. */
function across({ trace }: Now, crossed: 'one' | null): boolean {
  const { network } = learned(trace) ?? {};
  if (network === undefined) return false;
  const points = trace.facts.data.map((point) => {
    const all = summands(network, [point.x, point.y], trace);
    return { ...point, pushes: all.slice(0, -1), output: all.reduce((sum, one) => sum + one, 0) };
  });
  const best = points.reduce((a, b) => (b.label === 1 && (a.label === 0 || b.output > a.output) ? b : a));
  const { weights = [], biases = [] } = layerWeights(network)[0] ?? {};
  const sides = ({ x, y }: { readonly x: number; readonly y: number }) =>
    weights.map(([u = 0, v = 0], k) => u * x + v * y + (biases[k] ?? 0) > 0);
  const own = sides(best);
  return points.some((point) => {
    if (point.label === 1 || point.output > 0) return false;
    const beyond = sides(point).flatMap((side, k) => (side === own[k] ? [] : [k]));
    const [k = 0] = beyond;
    const turned = (point.pushes[k] ?? 0) * (best.pushes[k] ?? 0) < 0 || trace.params.activation !== 'tanh';
    return crossed === null || (beyond.length === 1 && best.output > 0 && turned);
  });
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

/** Whether the class within the curve reaches the edge of the square on that side, just before the curve closes. */
function openTo({ trace }: Now, side: Value | undefined): boolean {
  const [main] = trace.runs;
  const towards = DIRECTIONS[String(side)];
  if (main === undefined || towards === undefined) return false;
  const step = main.series.closed?.lastIndexOf(0) ?? -1;
  const { loop } = after(trace, [main, step + 1]);
  if (step < 0 || loop === undefined) return false;
  const { centre } = roundnessOf(loop);
  const { network } = after(trace, [main, step]);
  const inside = outputAt(network, centre, trace) > 0;
  const cosine = ([x, y]: Place2): number =>
    (x * towards[0] + y * towards[1]) /
    Math.sqrt((x * x + y * y) * (towards[0] * towards[0] + towards[1] * towards[1]));
  // The edge of the samples, as far as it lies within an eighth of a turn.
  const edge = Array.from({ length: 161 }, (_, i) => (i - 80) / 80).flatMap((at): readonly Place2[] =>
    (
      [
        [at, 1],
        [at, -1],
        [1, at],
        [-1, at],
      ] as const
    ).map(([x, y]) => [0.98 * x, 0.98 * y]),
  );
  return edge.some(
    ([x, y]) =>
      cosine([x - centre[0], y - centre[1]]) > 0.9 && outputAt(network, [x, y], trace) > 0 === inside,
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
export const BOUNDARY_CLAIMS: Claims<BoundaryTrace> = {
  captionQuestion: (values, { trace }) => values.ringed === ringed(trace),
  captionUnit: 'definition',
  captionPush: ({ activation }, { trace }) => activation === trace.params.activation,
  captionOne: ({ errors, n }, now) => trained(now, errors, n) && own(now)?.hidden[0] === 1,
  captionAsk: ({ units, ringed: asked }, now) => units === own(now)?.hidden[0] && asked === ringed(now.trace),
  captionWrong: ({ errors, n, closed, walks }, now) => {
    const run = own(now);
    if (run === undefined || !trained(now, errors, n)) return false;
    const is = ringed(now.trace) && endOf(now.trace, run).look === 'closed';
    return closed === is && (walks === false || !is);
  },
  captionWalk: (_, now) =>
    onParallels(now, (line, network) => {
      const [row = [], b = 0] = [layerWeights(network)[0]?.weights[0], layerWeights(network)[0]?.biases[0]];
      const sums = line.map(([x, y]) => (row[0] ?? 0) * x + (row[1] ?? 0) * y + b);
      return sums.every((sum) => near(sum, sums[0] ?? 0));
    }),
  captionTwice: (_, now) =>
    onParallels(now, (line, network) => {
      const outputs = line.map((place) => outputAt(network, place, now.trace));
      const steps = changes(outputs);
      const above = outputs.filter((output, i) => i > 0 && output > 0 !== (outputs[i - 1] ?? 0) > 0);
      const once = above.length <= 1;
      return once && (steps.every((step) => step >= -1e-12) || steps.every((step) => step <= 1e-12));
    }),
  captionMore: ({ added: more, side }, now) => {
    const { runs, params } = now.trace;
    const [width = 1] = params.hidden;
    const others = runs.filter(({ id }) => id !== 'main').map(({ hidden }) => hidden[0] ?? 0);
    return more === width - Math.max(width === 1 ? 1 : 0, ...others) && (side === null || openTo(now, side));
  },
  captionCloses: ({ step }, now) => {
    const run = own(now);
    const at = Number(step);
    if (run === undefined || (now.step ?? 0) < at) return false;
    const [before, then] = [at - 1, at].map((k) => after(now.trace, [run, k]).look);
    return before !== 'closed' && then === 'closed' && !run.series.closed?.includes(0, at);
  },
  captionFalls: ({ step }, { trace }) => {
    const { errors = [] } = trace.runs[0]?.series ?? {};
    const at = Number(step);
    const [from = 0, to = 0] = [errors[Math.max(0, at - 15)], errors[Math.min(errors.length - 1, at + 15)]];
    return to <= from / 2;
  },
  captionEnd: ({ steps, errors, area }, now) => {
    const { trace } = now;
    const { map = [] } = learned(trace) ?? {};
    const { file, shape } = trace.params.data;
    return (
      steps === (own(now)?.points.length ?? 0) - 1 &&
      trained(now, errors, trace.facts.data.length) &&
      (file === undefined ? near(area, areaShare(map, evenTruth(SHAPE_TRUTHS[shape]))) : area === null)
    );
  },
  captionRound: ({ share, near: round }, now) => {
    const { look, loop } = learned(now.trace) ?? {};
    if (
      look !== 'closed' ||
      loop === undefined ||
      !trained(now, learned(now.trace)?.wrong, now.trace.facts.data.length)
    )
      return false;
    return near(share, roundnessOf(loop).share) && round === Number(share) >= 0.8;
  },
  captionPoint: ({ label }, { trace }) => {
    const { network } = learned(trace) ?? {};
    if (network === undefined) return false;
    const discs = trace.facts.data.filter((point) => point.label === 1);
    return discs.some(({ x, y }) => outputAt(network, [x, y], trace) > 0) === (label === 1);
  },
  captionAcross: ({ activation }, now) =>
    activation === now.trace.params.activation && own(now) === undefined && across(now, 'one'),
  captionElse: (_, now) => across(now, null),
  captionAdded: ({ n, look, errors, all, ringed: asked }, { trace }) => {
    const found = addedUp(trace, Number(n));
    return (
      found?.look === look &&
      found?.wrong === errors &&
      all === trace.facts.data.length &&
      asked === ringed(trace)
    );
  },
  captionLuck: ({ before, units, won, all, starts, ringed: asked }, { trace }) =>
    starts === trace.params.starts &&
    asked === ringed(trace) &&
    won === wins(trace, units) &&
    all === (won === starts) &&
    Number(won) > 0 &&
    failing(trace, units) &&
    (before === 0 || (wins(trace, before) === 0 && Number(before) < Number(units))),
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
