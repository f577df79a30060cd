import { leastSquares } from '../../sim/objectives/least-squares.ts';
import { fromScaled, scaled } from '../../sim/regression/feature-scaling.ts';
import type { LineTrace, RegressionRun } from '../../sim/regression/regressions.ts';
import type { Claims, Spoken } from '../claims.ts';
import { graded, logged, significant } from '../numbers.ts';

type Now = Spoken<LineTrace>;

const run = ({ runs }: LineTrace, id: string): RegressionRun | undefined => runs.find((one) => one.id === id);
const near = (a: unknown, b: number): boolean => Math.abs(Number(a) - b) <= 1e-9 * Math.abs(b) + 1e-300;
const last = (numbers: readonly number[]): number => numbers.at(-1) ?? Number.NaN;
/** The run of a case in the lab, which stands in its part. */
const caseOf = ({ trace, part }: Now): RegressionRun | undefined =>
  'run' in part ? run(trace, String(part.run)) : undefined;

/** Whether an update took less than a share of what was left of J − J* before it. */
function slow({ facts }: LineTrace, { losses }: RegressionRun, step: number, share: number): boolean {
  const [before = 0, now = 0] = [losses[step - 1], losses[step]];
  return step > 0 && Math.abs(before - now) < share * (before - facts.leastLoss);
}

/** Whether J has risen in an update. */
const rises = ({ losses }: RegressionRun, step: number): boolean =>
  (losses[step] ?? 0) > (losses[step - 1] ?? Number.POSITIVE_INFINITY);

/** How many times what differences of J say the first gradient was, in w and in b. */
function mistakes({ facts }: LineTrace, { points, scaling, series }: RegressionRun): readonly number[] {
  const { x, y } = facts.samples;
  const { value } = leastSquares({ x: x.map((at) => scaled(facts.scalings[scaling], at)), y });
  const [[w, b] = [0, 0]] = points;
  const h = Math.sqrt(value([w, b]));
  const slopes = [
    (value([w + h, b]) - value([w - h, b])) / (2 * h),
    (value([w, b + h]) - value([w, b - h])) / (2 * h),
  ];
  return [(series.dw[0] ?? 0) / (slopes[0] ?? 0), (series.db[0] ?? 0) / (slopes[1] ?? 0)];
}

/** The step from which on at most a thousandth of J − J* at the start is left. */
const arrival = ({ facts }: LineTrace, { losses }: RegressionRun): number =>
  losses.findIndex((_, k) =>
    losses.slice(k).every((loss) => loss - facts.leastLoss <= 1e-3 * ((losses[0] ?? 0) - facts.leastLoss)),
  );

/** What makes each caption of the film true. */
export const REGRESSION_CLAIMS: Claims<LineTrace> = {
  captionQuestion: ({ question }, { trace, step }) => {
    const raw = run(trace, 'raw');
    const at = step ?? 0;
    if (raw === undefined || question === 'other') return raw !== undefined;
    if (question === 'worse')
      return at > 0 && raw.losses.slice(at).every((loss) => loss > (raw.losses[0] ?? 0));
    const line = fromScaled(trace.facts.scalings.raw, raw.points[at] ?? []);
    const wrong = line[0] * trace.facts.best[0] < 0;
    const far =
      (raw.losses[at] ?? 0) - trace.facts.leastLoss > 0.005 * ((raw.losses[0] ?? 0) - trace.facts.leastLoss);
    return slow(trace, raw, at, 1e-3) && far && wrong === (question === 'wrong');
  },
  captionCost: 'definition',
  captionMap: 'definition',
  captionBowl: (_, { trace: { facts, params } }) => {
    const { value } = leastSquares(facts.samples);
    const [w, b] = facts.best;
    const ends = [
      [params.start.w, params.start.b],
      [w + 1, b],
      [w, b + 1],
      [w - 1, b + 1],
    ].filter(([at]) => at !== w);
    const mean = (p: readonly number[]): readonly number[] => [
      (p[0] ?? 0) / 2 + w / 2,
      (p[1] ?? 0) / 2 + b / 2,
    ];
    return ends.every((end) => value(mean(end)) <= ((value(end) + value([w, b])) / 2) * (1 + 1e-9));
  },
  // The gradient at the target is nothing but rounding.
  captionTarget: (_, { trace: { facts } }) => {
    const { gradient, value } = leastSquares(facts.samples);
    const [w, b] = facts.best;
    const nothing = 1e-6 * (1 + Math.sqrt(value([0, 0])));
    const scale = Math.sqrt(facts.samples.x.reduce((most, x) => Math.max(most, x * x), 1));
    return gradient([w, b]).every((slope) => Math.abs(slope) <= nothing * scale);
  },
  captionFirst: ({ falls, changed }, { trace, step }) => {
    const [first = 0, second = 0] = run(trace, 'main')?.losses ?? [];
    return (step ?? 0) >= 1 && falls === second < first && changed === (second !== first);
  },
  captionShrinks: (_, { trace, step }) => {
    const { points = [], series: { dw = [], db = [] } = {} } = run(trace, 'main') ?? {};
    const length = (k: number): number => {
      const [dw, db] = ([0, 1] as const).map(
        (axis) => (points[k + 1]?.[axis] ?? 0) - (points[k]?.[axis] ?? 0),
      );
      return (dw ?? 0) * (dw ?? 0) + (db ?? 0) * (db ?? 0);
    };
    const slope = (k: number): number => (dw[k] ?? 0) * (dw[k] ?? 0) + (db[k] ?? 0) * (db[k] ?? 0);
    const later = Array.from({ length: dw.length - 1 }, (_, k) => k + 1);
    return (step ?? 0) >= 2 && later.every((k) => length(k) < length(0) && slope(k) < slope(0));
  },
  captionEnd: ({ steps, loss, least, equal }, { trace, step }) => {
    const { losses = [] } = run(trace, 'main') ?? {};
    const same = graded(last(losses)) === graded(trace.facts.leastLoss);
    return (
      steps === losses.length - 1 &&
      (step ?? 0) >= steps &&
      near(loss, last(losses)) &&
      near(least, trace.facts.leastLoss) &&
      equal === same
    );
  },
  captionAsk: ({ kind }, now) => {
    const own = caseOf(now);
    if (own === undefined) return false;
    const at = Math.min(now.step ?? 0, own.losses.length - 1);
    const best = own.losses.indexOf(Math.min(...own.losses));
    switch (kind) {
      case 'bounces': {
        const [p = [0, 0], q = [0, 0], r = [0, 0]] = own.points.slice(at - 2, at + 1);
        return rises(own, at) && at >= 2 && (q[0] - p[0]) * (r[0] - q[0]) + (q[1] - p[1]) * (r[1] - q[1]) < 0;
      }
      case 'climbs':
        return best === 0 && rises(own, at);
      case 'drifts':
        return best > 0 && at > best && rises(own, at);
      case 'stalls':
        return slow(now.trace, own, at, 1e-3);
      case 'crawls':
        return slow(now.trace, own, at, 0.15);
      default:
        return kind === own.signature?.kind;
    }
  },
  captionHigh: ({ rate, limit, close }, now) => {
    const own = caseOf(now);
    if (own === undefined) return false;
    const bound = now.trace.facts.scalings[own.scaling].limit;
    const alike = significant(own.rate, 3) === significant(bound, 3);
    return near(rate, own.rate) && near(limit, bound) && own.rate > bound && close === alike;
  },
  captionLow: ({ left }, now) => {
    const { losses = [] } = caseOf(now) ?? {};
    const { leastLoss } = now.trace.facts;
    return near(left, (last(losses) - leastLoss) / ((losses[0] ?? 0) - leastLoss));
  },
  captionUnscaled: ({ tiny, moved, away }, now) => {
    const own = caseOf(now);
    const [from = 0, to = 0] = [own?.points[0]?.[1], own?.points.at(-1)?.[1]];
    const way = Math.abs(now.trace.facts.best[1] - from);
    const { unit, shift } = now.trace.facts.scalings.raw;
    const isTiny = (own?.rate ?? 1) < 1e-3;
    return (
      unit === 1 && shift === 0 && tiny === isTiny && near(moved, Math.abs(to - from)) && near(away, way)
    );
  },
  captionFlat: ({ ratio }, now) => {
    const own = caseOf(now);
    if (own === undefined) return false;
    const { steepest, flattest } = now.trace.facts.scalings[own.scaling];
    return near(ratio, Math.sqrt(steepest.value / flattest.value));
  },
  captionBug: ({ where, sign, times }, now) => {
    const own = caseOf(now);
    if (own === undefined) return false;
    const [w = 1, b = 1] = mistakes(now.trace, own);
    const [wrongW, wrongB] = [w, b].map((ratio) => Math.abs(ratio - 1) > 1e-3);
    const ratio = wrongW ? w : b;
    const found = wrongW && wrongB ? 'both' : wrongW ? 'w' : wrongB ? 'b' : 'none';
    return where === found && sign === ratio < 0 && near(times, Math.round(ratio));
  },
  captionFine: ({ loss }, now) => near(loss, last(caseOf(now)?.losses ?? [])),
  captionScalings: (_, { trace }) => {
    const lines = trace.runs.map((one) => fromScaled(trace.facts.scalings[one.scaling], one.points[0] ?? []));
    const { w, b } = trace.params.start;
    return lines.every(
      ([w0, b0]) =>
        Math.abs(w0 - w) <= 1e-9 * (1 + Math.abs(w)) && Math.abs(b0 - b) <= 1e-6 * (1 + Math.abs(b)),
    );
  },
  captionRound: ({ kind, steps }, { trace }) => {
    const own = run(trace, 'standard');
    if (own === undefined) return false;
    const arrived = arrival(trace, own);
    const high = own.rate > trace.facts.scalings.standard.limit;
    return kind === (arrived >= 0 ? 'round' : high ? 'high' : 'more') && steps === Math.max(0, arrived);
  },
  captionBatches: ({ samples }, { trace: { facts, params } }) =>
    samples === facts.samples.x.length * params.batch.epochs,
  captionLowest: ({ rises: risen }, { trace }) => {
    const [first, second] = trace.runs
      .filter(({ group }) => group === 'batch')
      .sort((a, b) => last(a.losses) - last(b.losses));
    if (first === undefined) return false;
    const apart = second === undefined || logged(last(second.losses)) !== logged(last(first.losses));
    return apart && risen === first.losses.filter((_, k) => rises(first, k)).length;
  },
  captionTied: ({ loss }, { trace }) =>
    near(
      loss,
      Math.min(...trace.runs.filter(({ group }) => group === 'batch').map(({ losses }) => last(losses))),
    ),
  captionPredict: ({ x, y, fitted, houses }, { trace }) => {
    const main = run(trace, 'main');
    const { facts } = trace;
    const arrived = main !== undefined && arrival(trace, main) >= 0;
    const [w, b] = arrived ? fromScaled(facts.scalings[main.scaling], main.points.at(-1) ?? []) : facts.best;
    return (
      x === facts.predictAt &&
      houses === facts.houses &&
      fitted === arrived &&
      near(y, w * facts.predictAt + b)
    );
  },
  captionNeighbours: ({ below, above, houses }, { trace: { facts } }) => {
    const pairs = facts.samples.x
      .map((x, i) => [x, facts.samples.y[i] ?? 0] as const)
      .sort(([p], [q]) => p - q);
    const [under, over] = [
      pairs.filter(([x]) => x <= facts.predictAt),
      pairs.filter(([x]) => x >= facts.predictAt),
    ];
    const [left, right] = [under.at(-1)?.[0], over[0]?.[0]];
    return (
      houses === facts.houses &&
      under.some(([x, y]) => x === left && y === below) &&
      over.some(([x, y]) => x === right && y === above)
    );
  },
  captionOutside: ({ x, houses }, { trace: { facts } }) =>
    x === facts.predictAt &&
    houses === facts.houses &&
    (facts.samples.x.every((at) => at < facts.predictAt) ||
      facts.samples.x.every((at) => at > facts.predictAt)),
};
