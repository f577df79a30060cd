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
  nested,
  past,
  rates,
  similar,
  stepOf,
} from './evidence.ts';
import { opens } from './opening-claims.ts';
import type { RunStory } from './story.ts';
import type { RunTrace } from './trace.ts';

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
  captionDivergence: ({ place, last }, now) =>
    past(place, now) && drawn(now).some((curve) => (endsAt(curve, stepOf(place))?.last ?? 'none') === last),
  captionOut: ({ place, name, last }, now) =>
    past(place, now) &&
    now.trace.lines.some(
      ({ id, train, validation }) =>
        similar(id, name) &&
        [train, validation].some(
          (curve) => curve !== null && (endsAt(curve, stepOf(place))?.last ?? 'none') === last,
        ),
    ),
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
    Number(to) < Number(from) &&
    rates(now).some(
      (rate) => valueAtStep(rate, stepOf(place)) === to && before(rate, stepOf(place)).at(-1) === from,
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
  captionDecay: ({ place, from, to, until }, now) =>
    past(place, now) &&
    rates(now).some((rate) => {
      const later = finite(rate).filter(({ at }) => at >= stepOf(place));
      return (
        extreme(rate, 'higher')?.value === from &&
        valueAtStep(rate, stepOf(until)) === to &&
        later.every(({ value }, i) => i === 0 || value <= (later[i - 1]?.value ?? value)) &&
        later[1] !== undefined &&
        later[1].value < Number(from)
      );
    }),
  captionWarmUp: ({ place, to }, now) =>
    past(place, now) &&
    rates(now).some(
      (rate) =>
        extreme(rate, 'higher')?.value === to &&
        before(rate, stepOf(place)).every((value, i, all) => value >= (all[i - 1] ?? value)),
    ),
  captionWay: ({ place, what, half, better }, now) =>
    past(place, now) &&
    called(what, now).some((curve) => {
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
    const ends = now.trace.lines.flatMap((_, run) => {
      const curve = judged(now, run);
      const then = curve && finite(curve).findLast(({ at }) => at <= stepOf(place))?.value;
      return typeof then === 'number' ? [loggedValue(then)] : [];
    });
    const [first = 0, second = 0] = ends.toSorted((a, b) => (ahead(a, b, now) ? -1 : 1));
    return (
      past(place, now) &&
      similar(idAt(now, leader(now, stepOf(place))), name) &&
      Math.abs(Math.abs(first - second) - Number(by)) <= 1e-8 * Math.abs(first)
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
    const all = lasts(now);
    const run = now.trace.lines.findIndex(({ id }) => similar(id, name));
    return (
      all[run] === value &&
      all.every((other, i) => i === run || other === null || ahead(Number(value), other, now))
    );
  },
  captionTie: ({ n, value }, now) =>
    lasts(now).filter((one) => one === value).length === n &&
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
