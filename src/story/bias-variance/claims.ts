import { deviation, least, mean, variance } from 'd3-array';
import { powerOfTen } from '../../sim/maths.ts';
import { polynomialAt } from '../../sim/regression/polynomials.ts';
import type { BiasVarianceTrace, ModelRun } from '../../sim/regression/redrawn-fits.ts';
import { rememberFor } from '../../sim/remember.ts';
import type { Claims, Spoken } from '../claims.ts';
import { roundedTimes } from '../numbers.ts';

type Now = Spoken<BiasVarianceTrace>;

/** A model's error, worked out anew from its fits. */
interface Worked {
  readonly noise: number;
  readonly bias2: number;
  readonly variance: number;
  readonly error: number;
}

/** Of runs with all their fits from their curves; of those beyond as many terms as points, a few of which are kept, as recorded. */
const worked = rememberFor(
  ({ fits, losses, basis, terms, parts }: ModelRun, { facts, params }: BiasVarianceTrace): Worked => {
    const noise = params.noise * params.noise;
    if (fits.length < losses.length) return { ...parts, error: parts.expected };
    const curves = fits.map((coefficients) =>
      polynomialAt({ basis, terms, coefficients, domain: [0, 1] }, facts.grid),
    );
    const columns = facts.grid.map((_, i) => curves.map((curve) => curve[i] ?? 0));
    const over = curves.length;
    const scatter = mean(columns, (column) => ((variance(column) ?? 0) * (over - 1)) / over) ?? 0;
    const bias2 =
      mean(columns, (column, i) => {
        const off = (mean(column) ?? 0) - (facts.truth[i] ?? 0);
        return off * off;
      }) ?? 0;
    // The mean of some fits scatters, too: that is no bias.
    const own = Math.max(0, bias2 - scatter / (over - 1));
    return { noise, bias2: own, variance: bias2 + scatter - own, error: noise + bias2 + scatter };
  },
  () => '',
);

/** Whether a number as written is that number, to the places that it is written with. */
function reads(words: unknown, value: number): boolean {
  const [digits = '', power = '0'] = String(words).split(' × 10');
  const exponent = [...power].map((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(digit)).join('');
  const unit = Number(`1e${power === '0' ? 0 : exponent}`);
  const places = digits.split('.')[1]?.length ?? 0;
  // A sum of three rounded numbers may be off by one and a half in its last place.
  return Math.abs(Number(digits) * unit - value) <= 1.51 * unit * powerOfTen(-places);
}
const near = (a: unknown, b: number): boolean => Math.abs(Number(a) - b) <= 1e-9 * Math.abs(b) + 1e-300;

const of = ({ trace }: Now, holds: (run: ModelRun) => boolean): readonly ModelRun[] =>
  trace.runs.filter(holds);
const byDegree = (now: Now, degree: number): ModelRun | undefined =>
  of(now, (run) => run.group === 'degree' && run.degree === degree)[0];
const overfit = (now: Now): ModelRun | undefined => byDegree(now, now.trace.params.overfit);
const underfit = (now: Now): ModelRun | undefined => byDegree(now, now.trace.params.underfit);
const compared = (now: Now): readonly ModelRun[] =>
  of(now, ({ group, degree }) => group === 'degree' && degree >= Math.min(1, now.trace.params.underfit));
const bestOf = (now: Now, runs: readonly ModelRun[]): ModelRun | undefined =>
  least(runs, (run) => worked(run, now.trace).error);
const largest = (now: Now, degree: number): ModelRun | undefined =>
  least(
    of(now, (run) => run.group === 'data' && run.degree === degree),
    ({ size }) => -size,
  );
const bestPenalty = (now: Now): ModelRun | undefined =>
  bestOf(
    now,
    of(now, ({ group }) => group === 'ridge'),
  );
const beyond = (now: Now): readonly ModelRun[] => of(now, ({ group }) => group === 'beyond');
const peak = (now: Now): ModelRun | undefined =>
  least(
    beyond(now).filter(({ degree, size }) => degree >= size - 3 && degree <= size + 1),
    ({ parts }) => -parts.expected,
  );
/** The lowest errors before the peak, and behind it where there are more terms than points. */
const valleys = (now: Now): readonly (ModelRun | undefined)[] => {
  const top = peak(now)?.degree ?? 0;
  return [
    bestOf(
      now,
      beyond(now).filter(({ degree }) => degree < top),
    ),
    bestOf(
      now,
      beyond(now).filter(({ degree, size }) => degree > top && degree >= size),
    ),
  ];
};

/** How much lower the errors of one run are than another's, in standard errors. */
function lower(one: ModelRun, other: ModelRun): number {
  const differences = one.losses.map((loss, n) => (other.losses[n] ?? 0) - loss);
  return ((mean(differences) ?? 0) * Math.sqrt(differences.length)) / (deviation(differences) ?? 1);
}

/** What makes each caption of the film true. */
export const claims: Claims<BiasVarianceTrace> = {
  captionQuestion: ({ kind, times }, now) => {
    const run = overfit(now);
    if (run === undefined) return false;
    const ratio = (run.losses[0] ?? 0) / (run.series.train?.[0] ?? 1);
    const found = ratio > 1e6 ? 'exact' : ratio >= 1.5 ? 'worse' : 'other';
    return kind === found && near(times, found === 'exact' ? 0 : roundedTimes(ratio));
  },
  captionTruth: 'definition',
  captionTurns: 'definition',
  captionModels: ({ typical }, now) => {
    const [best, under, over] = [bestOf(now, compared(now)), underfit(now), overfit(now)];
    const [wrong] = of(now, ({ group }) => group === 'wrong');
    if (!(best && under && over && wrong)) return false;
    const excess = (run: ModelRun): number => worked(run, now.trace).bias2 + worked(run, now.trace).variance;
    const least = excess(best);
    const [stiff, bent, odd] = [under, over, wrong].map((run) => worked(run, now.trace));
    const far = [under, over, wrong].every((run) => excess(run) > 1.5 * least);
    const kinds =
      (stiff?.bias2 ?? 0) >= (stiff?.variance ?? 0) &&
      (stiff?.variance ?? 0) <= least &&
      (bent?.variance ?? 0) > (bent?.bias2 ?? 0) &&
      (bent?.bias2 ?? 0) <= least &&
      ((odd?.bias2 ?? 0) > least || (odd?.bias2 ?? 0) >= (odd?.variance ?? 0));
    const between = best.degree > under.degree && best.degree < over.degree;
    return typical === (far && kinds && between);
  },
  captionRedraw: ({ redraws }, { trace }) =>
    trace.runs.every(({ losses }) => losses.length === redraws) && trace.facts.sets.length === redraws,
  captionBias: 'definition',
  captionVariance: 'definition',
  captionDegrees: 'definition',
  captionBest: ({ trades, degree }, now) => {
    const runs = compared(now);
    const [first, last] = [runs[0], runs.at(-1)];
    if (first === undefined || last === undefined) return false;
    const best = bestOf(now, runs);
    const [from, to] = [worked(first, now.trace), worked(last, now.trace)];
    const both = from.bias2 > to.bias2 && from.variance < to.variance;
    return best?.degree === degree && trades === (both && best !== first && best !== last);
  },
  captionCheck: ({ agrees, measured, error }, now) => {
    const best = bestOf(now, compared(now));
    if (best === undefined) return false;
    const { facts, params } = now.trace;
    const luck = best.losses.map((loss, n) => {
      const [coefficients = []] = [best.fits[n]];
      const curve = polynomialAt({ ...best, coefficients, domain: [0, 1] }, facts.grid);
      const off = mean(
        curve,
        (value, i) => (value - (facts.truth[i] ?? 0)) * (value - (facts.truth[i] ?? 0)),
      );
      return loss - (off ?? 0) - params.noise * params.noise;
    });
    const scatter = (deviation(luck) ?? 0) / Math.sqrt(luck.length);
    return (
      reads(measured, mean(best.losses) ?? 0) &&
      reads(error, scatter) &&
      agrees === Math.abs((mean(best.losses) ?? 0) - worked(best, now.trace).error) <= 2 * scatter
    );
  },
  captionMore: ({ over, under }, now) => {
    const { points } = now.trace.params;
    const grown = of(now, ({ group }) => group === 'data').map(({ degree, size }) => [degree, size / points]);
    return (
      grown.join() === [over, under].flatMap((degree) => [2, 4, 8].map((times) => [degree, times])).join()
    );
  },
  captionLess: ({ kind, from, to, bias }, now) => {
    const [over, under] = [overfit(now), underfit(now)];
    const { params } = now.trace;
    const [large, simple] = [largest(now, params.overfit), largest(now, params.underfit)];
    if (!(over && under && large && simple)) return false;
    const [before, after] = [worked(over, now.trace), worked(large, now.trace)];
    const [biased, still] = [worked(under, now.trace), worked(simple, now.trace)];
    const falls = after.variance < before.variance / 2;
    const stays =
      still.bias2 > 0.8 * biased.bias2 && still.bias2 < 1.25 * biased.bias2 && biased.bias2 > biased.variance;
    return (
      kind === (falls && stays ? 'cure' : 'other') &&
      reads(from, before.variance) &&
      reads(to, after.variance) &&
      reads(bias, still.bias2)
    );
  },
  captionRidge: 'definition',
  captionStiff: ({ stiff, error }, now) => {
    const best = bestPenalty(now);
    const last = least(
      of(now, ({ group }) => group === 'ridge'),
      ({ lambda }) => -lambda,
    );
    if (!(best && last)) return false;
    const [good, most] = [worked(best, now.trace), worked(last, now.trace)];
    return stiff === most.bias2 > good.bias2 + good.variance && reads(error, most.error);
  },
  captionPenalty: ({ kind, from, to, lambda }, now) => {
    const [over, best] = [overfit(now), bestPenalty(now)];
    if (!(over && best)) return false;
    const [before, after] = [worked(over, now.trace), worked(best, now.trace)];
    const helps = lower(best, over) > 2 && String(from) !== String(to);
    const calms = helps && after.variance < before.variance;
    const biased = after.bias2 > before.bias2;
    return (
      kind === (calms ? (biased ? 'buys' : 'calms') : helps ? 'helps' : 'none') &&
      lambda === best.lambda &&
      reads(from, before.error) &&
      reads(to, after.error)
    );
  },
  captionBeyond: ({ points }, now) => beyond(now).every(({ size }) => size === points),
  captionPeak: ({ high, error }, now) => {
    const top = peak(now);
    if (top === undefined) return false;
    const above = valleys(now).every((run) => !run || run.parts.expected < top.parts.expected);
    return high === above && reads(error, top.parts.expected);
  },
  captionDescent: ({ degree, error }, now) => {
    const [, valley] = valleys(now);
    return valley?.degree === degree && reads(error, valley?.parts.expected ?? 0);
  },
  captionValleys: ({ lower: below, degree, error }, now) => {
    const [first, second] = valleys(now);
    if (!(first && second)) return false;
    return (
      below === second.parts.expected < first.parts.expected &&
      degree === first.degree &&
      reads(error, first.parts.expected)
    );
  },
  captionAnswer: ({ degree, most, error, part }, now) => {
    const run = overfit(now);
    if (run === undefined) return false;
    const own = worked(run, now.trace);
    const first = Math.max(own.variance, own.bias2, own.noise);
    const found = own.variance === first ? 'variance' : own.bias2 === first ? 'bias' : 'noise';
    return degree === run.degree && most === found && reads(error, own.error) && reads(part, first);
  },
  captionFloor: ({ points, degree, error, noise }, now) => {
    const { params } = now.trace;
    const run = largest(now, params.overfit);
    return (
      points === run?.size &&
      degree === params.overfit &&
      reads(error, run ? worked(run, now.trace).error : 0) &&
      reads(noise, params.noise * params.noise)
    );
  },
};
