import { mean } from 'd3-array';
import { leastSquares } from '../../sim/objectives/least-squares.ts';
import { fromScaled, scaled } from '../../sim/regression/feature-scaling.ts';
import type { LineTrace, RegressionRun } from '../../sim/regression/regressions.ts';
import type { Claims, Spoken } from '../claims.ts';
import { graded, logged, significant } from '../numbers.ts';
import type { Message } from '../words.ts';

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

/** The J at which all scalings finish: the main run's last if it has got so far, else a thousandth above the least. */
const finish = ({ facts, runs: [main] }: LineTrace): number => {
  const { losses = [] } = main ?? {};
  const least = facts.leastLoss + 1e-3 * ((losses[0] ?? 0) - facts.leastLoss);
  return Math.min(last(losses), least);
};
/** Whether the main run has arrived at the bottom. */
const arrived = ({ facts, runs: [main] }: LineTrace): boolean =>
  last(main?.losses ?? []) - facts.leastLoss <= 1e-3 * ((main?.losses[0] ?? 0) - facts.leastLoss);
/** The mean J of a run over the updates of its last epoch. */
const late = ({ facts }: LineTrace, { losses, batch }: RegressionRun): number =>
  mean(losses.slice(losses.length - Math.ceil(facts.samples.x.length / batch))) ?? 0;
const lately = (trace: LineTrace): readonly number[] =>
  trace.runs.flatMap((one) => (one.group === 'batch' ? [late(trace, one)] : [])).sort((a, b) => a - b);
/** Whether a run stands with b as it was, where the slope of J in w is nothing beside that at w = 0. */
const isStuck = ({ facts, params: { start } }: LineTrace, { points, signature }: RegressionRun): boolean => {
  const [w, b] = points.at(-1) ?? [0, 0];
  const { gradient } = leastSquares(facts.samples);
  const [[flat = 0], [end = 0]] = [gradient([0, start.b]), gradient([w, start.b])];
  const moved = Math.abs(b - start.b) < 0.01 * Math.abs(facts.best[1] - start.b);
  return signature?.kind === 'stalls' && moved && Math.abs(end) < 0.01 * Math.abs(flat);
};

/** What is left of J − J* after a step across the valley and along it: λ/2 times the square of each part of the way. */
function partsOf({ facts }: LineTrace, { points, scaling }: RegressionRun, k: number) {
  const { steepest, flattest, shift, unit } = facts.scalings[scaling];
  const [w = 0, b = 0] = points[k] ?? [];
  const away = [w - facts.best[0] * unit, b - facts.best[1] - facts.best[0] * shift] as const;
  const share = ({ value, along }: typeof steepest): number => {
    const part = away[0] * along[0] + away[1] * along[1];
    return (value / 2) * part * part;
  };
  return { across: share(steepest), along: share(flattest) };
}

/** Whether x and y are what the line says that has been found, or that of the formula. */
function predicts({ x, y, houses }: Message['values'] & object, trace: LineTrace): boolean {
  const { facts, runs } = trace;
  const found = fromScaled(facts.scalings[trace.params.scaling], runs[0]?.points.at(-1) ?? []);
  const [w, b] = arrived(trace) ? found : facts.best;
  return x === facts.predictAt && houses === facts.houses && near(y, w * facts.predictAt + b);
}

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
  // Across the valley J falls fast, along it slowly: the first step takes most of what all steps take of the steep part.
  captionAcross: (_, { trace, step }) => {
    const main = run(trace, 'main');
    if (main === undefined) return false;
    const [before, after] = [partsOf(trace, main, 0), partsOf(trace, main, 1)];
    return (step ?? 0) >= 1 && after.across < 0.1 * before.across && after.along > 0.5 * before.along;
  },
  captionFloor: (_, { trace, step }) => {
    const main = run(trace, 'main');
    if (main === undefined) return false;
    const { across, along } = partsOf(trace, main, 3);
    const { dw, db } = main.series;
    const slope = (k: number): number => (dw[k] ?? 0) * (dw[k] ?? 0) + (db[k] ?? 0) * (db[k] ?? 0);
    return (step ?? 0) >= 3 && across < 0.1 * along && dw.every((_, k) => k < 3 || 16 * slope(k) < slope(0));
  },
  captionShrinks: (_, { trace, step }) => {
    const { dw = [], db = [] } = run(trace, 'main')?.series ?? {};
    const slope = (k: number): number => (dw[k] ?? 0) * (dw[k] ?? 0) + (db[k] ?? 0) * (db[k] ?? 0);
    return (step ?? 0) >= 2 && dw.every((_, k) => k === 0 || slope(k) < slope(0));
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
        return kind === 'other' || kind === own.signature?.kind;
    }
  },
  captionHigh: ({ limit, kind }, now) => {
    const own = caseOf(now);
    if (own === undefined) return false;
    const bound = now.trace.facts.scalings[own.scaling].limit;
    const alike = significant(own.rate, 3) === significant(bound, 3);
    const higher = own.losses.every((_, k) => k === 0 || rises(own, k));
    const found = alike ? 'close' : higher ? 'leaps' : 'other';
    return near(limit, bound) && own.rate > bound && kind === found;
  },
  captionLow: ({ left, steps }, now) => {
    const own = caseOf(now);
    if (own === undefined) return false;
    const { losses, rate, scaling } = own;
    const { leastLoss, scalings } = now.trace.facts;
    return (
      10 * rate < scalings[scaling].limit &&
      near(left, (last(losses) - leastLoss) / ((losses[0] ?? 0) - leastLoss)) &&
      steps === losses.length - 1
    );
  },
  captionStuck: ({ b, rises: up }, now) => {
    const own = caseOf(now);
    if (own === undefined || own.scaling !== 'raw' || !isStuck(now.trace, own)) return false;
    return b === now.trace.params.start.b && up === (own.points.at(-1)?.[0] ?? 0) > 0;
  },
  captionUnscaled: ({ moved, away }, now) => {
    const own = caseOf(now);
    const [from = 0, to = 0] = [own?.points[0]?.[1], own?.points.at(-1)?.[1]];
    const way = Math.abs(now.trace.facts.best[1] - from);
    const { unit, shift } = now.trace.facts.scalings.raw;
    return unit === 1 && shift === 0 && near(moved, Math.abs(to - from)) && near(away, way);
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
  captionRaw: ({ limit, stuck }, { trace }) => {
    const raw = run(trace, 'raw');
    const { steepest, limit: bound } = trace.facts.scalings.raw;
    return (
      raw !== undefined &&
      near(limit, bound) &&
      near(limit, 2 / steepest.value) &&
      stuck === isStuck(trace, raw)
    );
  },
  captionRound: ({ kind, steps }, { trace }) => {
    const own = run(trace, 'standard');
    if (own === undefined) return false;
    const there = own.losses.findIndex((_, k) => own.losses.slice(k).every((loss) => loss <= finish(trace)));
    const high = own.rate > trace.facts.scalings.standard.limit;
    return kind === (there >= 0 ? 'round' : high ? 'high' : 'more') && steps === Math.max(0, there);
  },
  captionBatches: ({ samples, rate }, { trace: { facts, params, runs } }) =>
    samples === facts.samples.x.length * params.batch.epochs &&
    runs.every((one) => one.group !== 'batch' || one.rate === rate),
  captionRestless: ({ times }, { trace }) => {
    const count = trace.facts.samples.x.length;
    const [all, one] = [run(trace, `batch-${count}`), run(trace, 'batch-1')];
    if (all === undefined || one === undefined) return false;
    const end = one.losses.length - 1;
    return (
      near(times, end / (all.losses.length - 1)) &&
      late(trace, one) < late(trace, all) &&
      one.losses.some((_, k) => k > end - count && rises(one, k))
    );
  },
  captionLowest: (_, { trace }) => {
    const [first, second] = lately(trace);
    return first !== undefined && (second === undefined || logged(second) !== logged(first));
  },
  captionTied: ({ loss }, { trace }) => near(loss, lately(trace)[0] ?? Number.NaN),
  captionSwing: ({ kind }, { trace }) => {
    const raw = run(trace, 'raw');
    if (raw === undefined || !arrived(trace)) return kind === 'formula';
    const wrong = (raw.points.at(-1)?.[0] ?? 0) * trace.facts.best[0] < 0;
    return kind === (isStuck(trace, raw) && wrong ? 'freed' : 'fitted');
  },
  captionBeside: (values, { trace }) => {
    const { x, y } = trace.facts.samples;
    const [under, over] = [-1, 1].map((side) => {
      const apart = x.map((at) => side * (at - trace.facts.predictAt));
      const least = Math.min(...apart.filter((d) => d >= 0));
      return y.filter((_, i) => apart[i] === least);
    });
    return (
      predicts(values, trace) &&
      !!under?.includes(Number(values.below)) &&
      !!over?.includes(Number(values.above))
    );
  },
  captionOutside: (values, { trace }) => {
    const { samples, predictAt } = trace.facts;
    return (
      predicts(values, trace) &&
      (samples.x.every((at) => at < predictAt) || samples.x.every((at) => at > predictAt))
    );
  },
};
