import {
  before,
  endsAt,
  extreme,
  finite,
  isJump,
  lineOf,
  near,
  same,
  staysNear,
  valueAtStep,
  wayDone,
} from '../../src/logs/drawn/points.ts';
import type { Claims } from '../../src/story/claims.ts';
import { loggedValue } from '../../src/story/numbers.ts';
import {
  ahead,
  alike,
  called,
  change,
  drawn,
  type Given,
  idAt,
  judged,
  lastOf,
  lasts,
  leader,
  type Now,
  nested,
  past,
  rates,
  similar,
  stepOf,
} from './evidence.ts';
import { opens } from './opening-claims.ts';
import type { RunStory } from './story.ts';
import type { Curve, RunTrace } from './trace.ts';

/** What those end on that have the values of another run. */
const ghostLasts = ({ trace: { ghosts, lines } }: Now): readonly (number | null)[] =>
  ghosts.map(({ train, validation }) => {
    const curve = lines.every((line) => line.validation !== null) ? validation : train;
    return curve?.values.at(-1) === null ? null : loggedValue(lastOf(curve));
  });

/** The number of a rate that is written by itself. */
const rateOf = (value: Given): number => Number(nested(value)?.values.value);
const isEqual = (one: Curve, other: Curve): boolean =>
  one.steps.length === other.steps.length &&
  one.steps.every((step, k) => step === other.steps[k] && one.values[k] === other.values[k]);

/** What makes each caption of the film true, and its headline. */
export const claims: Claims<RunTrace, RunStory> = {
  headline: opens,
  captionQuestion: opens,
  captionRead: ({ factor, better }, { trace: { lines, facts } }) =>
    better === facts.better &&
    lines.some(({ train, validation }) => (train ?? validation)?.smooth !== null) === (factor !== 0),
  captionBest: ({ place, what, value, better }, now) =>
    past(place, now) &&
    called(what, now).some(
      (curve) => extreme(curve, better)?.value === value && valueAtStep(curve, stepOf(place)) === value,
    ),
  captionWorse: ({ place, what, lowest, last, train }, now) => {
    const [at, other] = [stepOf(place), now.trace.lines[0]?.train];
    const rose = called(what, now).some((curve) => {
      const low = extreme(curve, 'lower');
      return low?.at === at && low.value === lowest && lastOf(curve) === last;
    });
    const then = other
      ? (finite(other).findLast((point) => point.at <= at)?.value ?? Number.NaN)
      : Number.NaN;
    const fell = train !== 'fell' || (other ? change(then, lastOf(other)) === 'fell' : false);
    return now.part.kind === 'end' && rose && Number(last) > Number(lowest) && fell;
  },
  captionDivergence: ({ place, last, rose }, now) =>
    past(place, now) &&
    drawn(now).some(
      (curve) =>
        (endsAt(curve, stepOf(place))?.last ?? 'none') === last &&
        rose === before(curve, stepOf(place)).some((value) => value < Number(last)),
    ),
  captionOut: ({ place, name, last }, now) =>
    past(place, now) &&
    now.trace.lines.some(
      ({ id, train, validation }) =>
        similar(id, name) &&
        [train, validation].some(
          (curve) => curve !== null && (endsAt(curve, stepOf(place))?.last ?? 'none') === last,
        ),
    ),
  captionGoesOn: ({ place, what, value }, now) =>
    past(place, now) &&
    called(what, now).some((curve) => valueAtStep(curve, stepOf(place)) === value) &&
    now.trace.lines.some(({ train, validation }) =>
      [train, validation].some(
        (curve) =>
          curve !== null &&
          finite(curve).every(({ at }) => at < stepOf(place)) &&
          curve.values.at(-1) === null,
      ),
    ),
  captionLeft: ({ shown, runs, n, why }, { trace: { facts, lines, ghosts } }) =>
    facts.left.filter((one) => one.why === why).length === n &&
    shown === (facts.kind === 'group' ? ghosts.length : lines.length + ghosts.length) &&
    runs === facts.runs &&
    Number(shown) + facts.left.length === runs,
  captionEqual: ({ name, n }, now) => {
    const line = now.trace.lines.find(({ id }) => similar(id, name));
    const own = judged(now, line && now.trace.lines.indexOf(line));
    const equal = now.trace.ghosts.filter(({ train, validation }) =>
      [train, validation].some((curve) => curve !== null && own !== null && isEqual(curve, own)),
    );
    return equal.length === n;
  },
  captionEnded: ({ place, name }, now) =>
    past(place, now) &&
    now.trace.lines.some(
      ({ id }, run) => similar(id, name) && same(judged(now, run)?.steps.at(-1) ?? Number.NaN, stepOf(place)),
    ) &&
    now.trace.lines.some((_, run) => (judged(now, run)?.steps.at(-1) ?? 0) > stepOf(place)),
  captionContestMeaning: (_, { trace }) => trace.facts.contest,
  heading: ({ runs, all, left }, { trace: { facts, lines, ghosts } }) =>
    facts.kind === 'one'
      ? runs === 1
      : runs === (facts.kind === 'group' ? ghosts.length : lines.length + ghosts.length) &&
        all === facts.runs &&
        left === (all !== runs),
  captionNoNumber: ({ place, what }, now) =>
    past(place, now) && called(what, now).some((curve) => valueAtStep(curve, stepOf(place)) === null),
  captionAgain: ({ place, what, value }, now) =>
    past(place, now) &&
    called(what, now).some(
      (curve) =>
        valueAtStep(curve, stepOf(place)) === value &&
        curve.values[curve.steps.indexOf(stepOf(place)) - 1] === null,
    ),
  captionGrowth: ({ place, what, value, end }, now) =>
    Number(end) > Number(value) &&
    called(what, now).some(
      (curve) =>
        extreme(curve, 'lower')?.value === value &&
        valueAtStep(curve, stepOf(place)) === value &&
        lastOf(curve) === end,
    ),
  captionSpike: ({ place, what, before: usual, peak }, now) =>
    past(place, now) &&
    called(what, now).some((curve) => isJump(curve, stepOf(place), Number(usual), Number(peak))),
  captionBack: ({ place, value }, now) =>
    past(place, now) && drawn(now).some((curve) => valueAtStep(curve, stepOf(place)) === value),
  captionPlateau: ({ place, what, value }, now) =>
    past(place, now) &&
    called(what, now).some((curve) =>
      staysNear(curve, stepOf(place), Number(value), Math.max(0.05, now.trace.params.events.flat)),
    ),
  captionCut: ({ place, from, to }, now) =>
    past(place, now) &&
    rateOf(to) < rateOf(from) &&
    rates(now).some(
      (rate) =>
        valueAtStep(rate, stepOf(place)) === rateOf(to) &&
        before(rate, stepOf(place)).at(-1) === rateOf(from),
    ),
  captionAfterCut: ({ place, what, cut, from, n, before: then, after, smooth }, now) => {
    const [a, b, c] = [from, cut, place].map(stepOf) as [number, number, number];
    return (
      past(place, now) &&
      Math.abs(Number(n) - (b - a)) <= 1e-4 * b &&
      called(what, now).some((curve) => {
        const line = lineOf(curve);
        const [x, y, z] = [a, b, c].map(
          (at) => line.findLast((point) => point.at <= at)?.value ?? Number.NaN,
        ) as [number, number, number];
        const by = (one: number, other: number): number => loggedValue(other) - loggedValue(one);
        const told = (value: Given): number => Number(nested(value)?.values.by);
        return (
          (curve.smooth !== null) === smooth &&
          Math.abs(told(then) - by(x, y)) <= 1e-8 * Math.abs(y) &&
          Math.abs(told(after) - by(y, z)) <= 1e-8 * Math.abs(y)
        );
      })
    );
  },
  captionDecay: ({ place, from, drop, to, until }, now) =>
    past(place, now) &&
    rates(now).some((rate) => {
      const later = finite(rate).filter(({ at }) => at >= stepOf(place));
      return (
        extreme(rate, 'higher')?.value === rateOf(from) &&
        valueAtStep(rate, stepOf(until)) === rateOf(to) &&
        (drop === 'none'
          ? (later[1]?.value ?? 0) > now.trace.params.events.cut * rateOf(from)
          : later.find(({ value }) => value < rateOf(from))?.value === rateOf(drop)) &&
        later.every(({ value }, i) => i === 0 || value <= (later[i - 1]?.value ?? value)) &&
        later[1] !== undefined &&
        later[1].value < rateOf(from)
      );
    }),
  captionWarmUp: ({ place, to }, now) =>
    past(place, now) &&
    rates(now).some(
      (rate) =>
        extreme(rate, 'higher')?.value === rateOf(to) &&
        before(rate, stepOf(place)).every((value, i, all) => value >= (all[i - 1] ?? value)),
    ),
  captionWay: ({ place, what, half, smooth, better }, now) =>
    past(place, now) &&
    called(what, now).some((curve) => {
      // Of two lines the one that the heading and the end speak of.
      if (curve !== judged(now) || (curve.smooth !== null) !== smooth) return false;
      const done = wayDone(curve, half ? 0.5 : 0.9, better === 'higher' ? 'higher' : 'lower');
      return done !== undefined && same(done, stepOf(place));
    }),
  captionRestart: ({ place }, now) =>
    past(place, now) &&
    now.trace.facts.events.some(({ kind, at }) => kind === 'restart' && same(at, stepOf(place))),
  captionParting: ({ points, place }, now) =>
    past(place, now) &&
    alike(now, Number(points)) &&
    now.trace.lines.some(({ train }) => same(train?.steps[Number(points)] ?? Number.NaN, stepOf(place))),
  captionMargin: ({ place, name, by }, now) => {
    const curves = now.trace.lines.map((_, run) => judged(now, run)).filter((curve) => curve !== null);
    const until = Math.min(...curves.map((curve) => finite(curve).at(-1)?.at ?? Number.NaN));
    const margin = (at: number): number => {
      const then = curves.flatMap((curve) => finite(curve).findLast((point) => point.at <= at)?.value ?? []);
      const [first = 0, second = 0] = then.toSorted((a, b) => (ahead(a, b, now) ? -1 : 1));
      return Math.abs(first - second);
    };
    return (
      past(place, now) &&
      now.trace.stations.every((at) => similar(idAt(now, leader(now, at)), name)) &&
      margin(stepOf(place)) === by &&
      now.trace.stations.every((at) => at > until || margin(at) <= Number(by))
    );
  },
  captionLead: ({ place, name }, now) =>
    past(place, now) &&
    now.trace.stations.every((at) => at < near(stepOf(place)) || similar(idAt(now, leader(now, at)), name)),
  captionLast: ({ last, best, place, atEnd, better }, now) => {
    const curve = judged(now);
    const found = curve && extreme(curve, better);
    if (now.part.kind !== 'end' || curve === null || lastOf(curve) !== last) return false;
    if (better === 'none') return true;
    if (atEnd === 'same') return finite(curve).every(({ value }) => value === last);
    const equal = loggedValue(Number(last)) === loggedValue(Number(best));
    if (atEnd === 'still') {
      const previous = finite(curve).at(-2)?.value ?? Number.NaN;
      return (
        found?.value === last && (better === 'lower' ? previous > Number(last) : previous < Number(last))
      );
    }
    return (
      found?.value === best && (atEnd === 'true' ? equal : !equal && same(found?.at ?? 0, stepOf(place)))
    );
  },
  captionLost: ({ last, place }, now) =>
    now.part.kind === 'end' &&
    drawn(now).some((curve) => {
      const ends = finite(curve).at(-1);
      return curve.values.at(-1) === null && ends?.value === last && same(ends?.at ?? 0, stepOf(place));
    }),
  captionNever: (_, now) => drawn(now).some((curve) => finite(curve).length === 0),
  captionWinner: ({ name, value }, now) => {
    const all = [...lasts(now), ...ghostLasts(now)];
    const run = now.trace.lines.findIndex(({ id }) => similar(id, name));
    return (
      all[run] === value &&
      all.every((other, i) => i === run || other === null || ahead(Number(value), other, now))
    );
  },
  captionTie: ({ n, value }, now) =>
    [...lasts(now), ...ghostLasts(now)].filter((one) => one === value).length === n &&
    lasts(now).every((one) => one === null || !ahead(one, Number(value), now)),
  captionContest: ({ name, first, other, end }, now) => {
    const [line] = now.trace.lines;
    return [line?.train, line?.validation].every((curve, i) =>
      curve ? similar(curve.name, [name, other][i]) && lastOf(curve) === [first, end][i] : false,
    );
  },
  captionSpread: ({ n, value, band }, now) => {
    const curve = judged(now);
    const at = curve?.steps.at(-1) ?? 0;
    const ends = now.trace.ghosts.map(({ train, validation }) => {
      const own = curve === now.trace.lines[0]?.validation ? validation : train;
      return own === null ? Number.NaN : (valueAtStep(own, at) ?? Number.NaN);
    });
    const mean = ends.reduce((sum, end) => sum + end, 0) / ends.length;
    const squares = ends.reduce((sum, end) => sum + (end - mean) * (end - mean), 0);
    const deviation = Math.sqrt(squares / (ends.length - 1));
    const alikeAs = (a: number, b: Given): boolean => loggedValue(a) === loggedValue(Number(b));
    return n === ends.length && alikeAs(mean, value) && alikeAs(deviation, band);
  },
};
