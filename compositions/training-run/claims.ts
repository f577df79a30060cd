import {
  before,
  endsAt,
  extreme,
  finite,
  near,
  pointsOf,
  same,
  valueAtStep,
} from '../../src/logs/drawn/points.ts';
import type { Claims } from '../../src/story/claims.ts';
import { loggedValue } from '../../src/story/numbers.ts';
import type { Message } from '../../src/story/words.ts';
import {
  ahead,
  alikeFor,
  called,
  drawnCurves,
  judgedCurve,
  lasts,
  type Now,
  past,
  rates,
  similar,
  stepOf,
} from './evidence.ts';
import type { RunStory } from './story.ts';
import type { RunTrace } from './trace.ts';

function asked(values: Message['values'], now: Now): boolean {
  const { question, place, what, value, end, n, better } = values;
  const at = stepOf(place);
  const { lines, ghosts, facts } = now.trace;
  switch (question) {
    case 'divergence':
      return called(what, now).some((curve) =>
        pointsOf(curve).some((point) => endsAt(curve, point.at)?.from === at),
      );
    case 'rise':
      return called(what, now).some(
        (curve) =>
          extreme(curve, 'lower')?.at === at &&
          (finite(curve).at(-1)?.value ?? 0) > (extreme(curve, 'lower')?.value ?? 0),
      );
    case 'spike':
      return called(what, now).some((curve) =>
        before(curve, at)
          .slice(-3)
          .every((one) => one < (valueAtStep(curve, at) ?? 0)),
      );
    case 'growth':
      return drawnCurves(now).some(
        (curve) => extreme(curve, 'lower')?.value === value && finite(curve).at(-1)?.value === end,
      );
    case 'cut':
      return rates(now).some((rate) => (valueAtStep(rate, at) ?? 0) < (before(rate, at).at(-1) ?? 0));
    case 'parting':
      return alikeFor(now, 2);
    case 'race':
      return n === lines.length && better === facts.better;
    case 'group':
      return n === ghosts.length;
    default:
      return (
        called(what, now).some((curve) => finite(curve)[0]?.value === value) &&
        (better === facts.better ||
          drawnCurves(now).some((curve) => finite(curve).every((one) => one.value === value)))
      );
  }
}

/** What makes each caption of the film true, worked out from the lines that are drawn. */
export const claims: Claims<RunTrace, RunStory> = {
  captionQuestion: asked,
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
    const rose = called(what, now).some(
      (curve) =>
        extreme(curve, 'lower')?.at === at &&
        extreme(curve, 'lower')?.value === lowest &&
        finite(curve).at(-1)?.value === last,
    );
    const then = other ? finite(other).findLast((point) => point.at <= at)?.value : undefined;
    const fell =
      then !== undefined && other ? loggedValue(finite(other).at(-1)?.value ?? 0) < loggedValue(then) : false;
    return now.part.kind === 'end' && rose && Number(last) > Number(lowest) && (train !== 'fell' || fell);
  },
  captionDivergence: ({ place, last }, now) =>
    past(place, now) &&
    drawnCurves(now).some((curve) => (endsAt(curve, stepOf(place))?.last ?? 'none') === last),
  captionOut: ({ place, name, last }, now) =>
    past(place, now) &&
    now.trace.lines.some(
      ({ id, train, validation }) =>
        similar(id, String(name)) &&
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
    called(what, now).some(
      (curve) =>
        extreme(curve, 'lower')?.value === value &&
        valueAtStep(curve, stepOf(place)) === value &&
        finite(curve).at(-1)?.value === end,
    ) && Number(end) > Number(value),
  captionSpike: ({ place, what, before: usual, peak }, now) =>
    past(place, now) &&
    called(what, now).some((curve) => {
      const earlier = before(curve, stepOf(place)).slice(-24);
      return (
        valueAtStep(curve, stepOf(place)) === peak &&
        Number(peak) > Number(usual) &&
        Math.min(...earlier) <= Number(usual) &&
        Number(usual) <= Math.max(...earlier)
      );
    }),
  captionBack: ({ place, value }, now) =>
    past(place, now) && drawnCurves(now).some((curve) => valueAtStep(curve, stepOf(place)) === value),
  captionPlateau: ({ place, what, value }, now) =>
    past(place, now) &&
    called(what, now).some((curve) => {
      const all = finite(curve);
      const rest = all
        .filter((point) => point.at >= stepOf(place))
        .map((point) => point.value)
        .sort((a, b) => a - b);
      const range =
        Math.max(...all.map((point) => point.value)) - Math.min(...all.map((point) => point.value));
      return (
        Math.abs((rest[Math.floor(rest.length / 2)] ?? Number.NaN) - Number(value)) <=
        Math.max(0.05, now.trace.params.events.flat) * range
      );
    }),
  captionCut: ({ place, from, to }, now) =>
    past(place, now) &&
    rates(now).some(
      (rate) => valueAtStep(rate, stepOf(place)) === to && before(rate, stepOf(place)).at(-1) === from,
    ) &&
    Number(to) < Number(from),
  captionAfterCut: ({ place, what, before: then, after, change }, now) => {
    const [a, b] = [loggedValue(Number(then)), loggedValue(Number(after))];
    return (
      past(place, now) &&
      change === (b < a ? 'fell' : b > a ? 'rose' : 'same') &&
      called(what, now).some(
        (curve) =>
          valueAtStep(curve, stepOf(place)) === after && before(curve, stepOf(place)).includes(Number(then)),
      )
    );
  },
  captionWarmUp: ({ place, to }, now) =>
    past(place, now) &&
    rates(now).some(
      (rate) =>
        extreme(rate, 'higher')?.value === to &&
        before(rate, stepOf(place)).every((value, i, all) => value >= (all[i - 1] ?? value)),
    ),
  captionWay: ({ place, what, half }, now) =>
    past(place, now) &&
    called(what, now).some((curve) => {
      const drawn = (curve.smooth ?? curve.values).flatMap((value, i) =>
        value === null ? [] : [{ at: curve.steps[i] ?? 0, value }],
      );
      const first = drawn[0]?.value ?? 0;
      const best = drawn.reduce((m, { value }) => (ahead(value, m, now) ? value : m), first);
      const done = drawn.find(
        ({ value }) =>
          Math.abs(value - first) >= (half ? 0.5 : 0.9) * Math.abs(best - first) && ahead(value, first, now),
      );
      return done !== undefined && same(done.at, stepOf(place));
    }),
  captionRestart: ({ place }, now) =>
    past(place, now) &&
    now.trace.facts.events.some(({ kind, at }) => kind === 'restart' && same(at, stepOf(place))),
  captionParting: ({ points, place }, now) =>
    past(place, now) &&
    alikeFor(now, Number(points)) &&
    now.trace.lines.some(({ train }) => same(train?.steps[Number(points)] ?? Number.NaN, stepOf(place))),
  captionLead: ({ place, name }, now) => {
    const run = now.trace.lines.findIndex(({ id }) => similar(id, String(name)));
    const first = (at: number): boolean => {
      const values = now.trace.lines.map(
        (_, i) =>
          finite(
            judgedCurve(now, i) ?? {
              name: '',
              role: 'other',
              steps: [],
              values: [],
              smooth: null,
              band: null,
            },
          ).findLast((point) => point.at <= at)?.value,
      );
      const own = values[run];
      return (
        own !== undefined &&
        values.every((value, i) => i === run || value === undefined || ahead(own, value, now))
      );
    };
    return past(place, now) && now.trace.stations.every((at) => at < near(stepOf(place)) || first(at));
  },
  captionLast: ({ last, best, place, atEnd, better }, now) => {
    const curve = judgedCurve(now);
    const found = curve && extreme(curve, better);
    if (better === 'none')
      return now.part.kind === 'end' && curve !== null && finite(curve).at(-1)?.value === last;
    if (
      now.part.kind !== 'end' ||
      curve === null ||
      found === null ||
      finite(curve).at(-1)?.value !== last ||
      found.value !== best
    )
      return false;
    if (atEnd === 'same') return finite(curve).every(({ value }) => value === last);
    return atEnd === 'true'
      ? loggedValue(Number(last)) === loggedValue(Number(best))
      : same(found.at, stepOf(place));
  },
  captionLost: ({ last, place }, now) =>
    now.part.kind === 'end' &&
    drawnCurves(now).some(
      (curve) =>
        curve.values.at(-1) === null &&
        finite(curve).at(-1)?.value === last &&
        same(finite(curve).at(-1)?.at ?? 0, stepOf(place)),
    ),
  captionNever: (_, now) =>
    now.trace.lines.some(({ train, validation }) =>
      [train, validation].some((curve) => curve !== null && finite(curve).length === 0),
    ),
  captionWinner: ({ name, value }, now) => {
    const all = lasts(now);
    const run = now.trace.lines.findIndex(({ id }) => similar(id, String(name)));
    return (
      all[run] === value &&
      all.every((other, i) => i === run || other === null || ahead(Number(value), other, now))
    );
  },
  captionTie: ({ n, value }, now) =>
    lasts(now).filter((one) => one === value).length === n &&
    lasts(now).every((one) => one === null || !ahead(one, Number(value), now)),
  captionSpread: ({ n, value, band }, now) => {
    const curve = judgedCurve(now);
    const ends = now.trace.ghosts.map(({ train, validation }) => {
      const own = curve === now.trace.lines[0]?.validation ? validation : train;
      return own === null ? Number.NaN : (valueAtStep(own, curve?.steps.at(-1) ?? 0) ?? Number.NaN);
    });
    const mean = ends.reduce((sum, end) => sum + end, 0) / ends.length;
    const deviation = Math.sqrt(
      ends.reduce((sum, end) => sum + (end - mean) * (end - mean), 0) / (ends.length - 1),
    );
    return (
      n === ends.length &&
      loggedValue(mean) === loggedValue(Number(value)) &&
      loggedValue(deviation) === loggedValue(Number(band))
    );
  },
};
