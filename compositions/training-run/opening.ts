/** What the film begins with: the most surprising thing that the log shows, as a claim and a question. */
import type { Better } from '../../src/logs/choice.ts';
import { finite } from '../../src/logs/drawn/points.ts';
import { loggedValue } from '../../src/story/numbers.ts';
import type { Message, Value } from '../../src/story/words.ts';
import {
  calledIn,
  changeOf,
  curvesOf,
  judged,
  lostAt,
  named,
  placeOf,
  ranked,
  ratesOf,
  short,
  spelled,
  weightOf,
} from './messages.ts';
import type { Curve, RunEvent, RunTrace } from './trace.ts';
import { words } from './words.ts';

/** The claim in large letters, the question below, and the step that both are about. */
export interface Opening {
  readonly headline: Message;
  readonly question: Message;
  readonly at: number;
  readonly run: number;
  readonly series: string;
  /** How far the lines are drawn: to the end, or to what is asked about where the answer lies behind it. */
  readonly until: number;
}

/** Questions whose answer comes after the step that they are about. */
const HIDDEN: ReadonlySet<string> = new Set([
  'lost',
  'zero',
  'rise',
  'spike',
  'cut',
  'parting',
  'early',
  'growth',
  'quick',
  'race',
]);

/** A best value is early before this share of the axis, where the last lies back by that share of all that was gained. */
const EARLY = 0.6;
const BACK = 0.05;
/** Half of the way is done quickly if it takes no more than this share of the axis. */
const QUICK = 0.3;
/** A loss that ends this many times above its lowest is asked about. */
const GROWN = 5;

/** The first, the best and the last number of a curve, and where they are. */
export function endsOf(curve: Curve, better: Better) {
  const points = finite(curve);
  const first = points[0] ?? { at: 0, value: 0 };
  const best = points.reduce(
    (a, b) => ((better === 'higher' ? b.value > a.value : b.value < a.value) ? b : a),
    first,
  );
  return {
    first,
    best,
    last: points.at(-1) ?? first,
    /** Its last value is its best, and better than the one before it. */
    still:
      isBetter(points.at(-2)?.value, points.at(-1)?.value, better) && points.at(-1)?.value === best.value,
    constant: points.every(({ value }) => value === first.value),
  };
}

const isBetter = (before: number | undefined, after: number | undefined, better: Better): boolean =>
  before !== undefined &&
  after !== undefined &&
  better !== 'none' &&
  changeOf(before, after) === (better === 'higher' ? 'rose' : 'fell');

/** The event that the film begins with: the weightiest that leaves something to ask. */
const askedOf = ({ facts: { events } }: RunTrace): RunEvent | undefined =>
  events
    .filter(({ kind }) => ['divergence', 'validation-rise', 'spike', 'rate-drop', 'parting'].includes(kind))
    .toSorted((a, b) => weightOf(b) - weightOf(a))[0];

/** The film's opening. */
export function openingOf(trace: RunTrace): Opening {
  const { facts, lines } = trace;
  const { better, kind, shown, events } = facts;
  const [start, end] = facts.axes.steps;
  const main = judged(trace);
  const winner = kind === 'race' ? (ranked(trace, end)[0]?.run ?? 0) : 0;
  const { first, best, last, still, constant } = endsOf(
    main ?? { name: '', role: 'other', steps: [], values: [], smooth: null, band: null },
    better,
  );
  const ask = (
    asked: string,
    at: number,
    values: Readonly<Record<string, Value>> = {},
    series = main?.name ?? '',
    run = winner,
  ): Opening => {
    const all = {
      question: asked,
      better,
      n: shown,
      place: placeOf(trace, at),
      first: first.value,
      value: best.value,
      end: last.value,
      name: '',
      other: '',
      sign: 'NaN',
      from: '',
      to: '',
      ...named(calledIn(trace, kind === 'race' ? run : 0, series)),
      ...values,
    };
    return {
      headline: words.say('headline', all),
      question: words.say('captionQuestion', all),
      at,
      run,
      series,
      until: HIDDEN.has(asked) ? at : end,
    };
  };
  const event = askedOf(trace);
  const halfway = trace.stations[Math.floor(trace.stations.length / 2)] ?? end;
  if (kind === 'race') {
    const lostRun = lines.findIndex((_, run) => lostAt(trace, run) !== undefined);
    const gone = lostRun < 0 ? undefined : lostAt(trace, lostRun);
    const ends = ranked(trace, end).flatMap(({ value }) => (typeof value === 'number' ? [value] : []));
    if (gone !== undefined && gone.last !== null)
      return ask(
        'lostRun',
        gone.at,
        {
          name: short(lines[lostRun]?.id ?? ''),
          n: ends.length,
          first: Math.min(...ends, Number.MAX_VALUE),
          end: Math.max(...ends, -Number.MAX_VALUE),
        },
        gone.series,
        lostRun,
      );
    if (event?.kind === 'parting') return ask('parting', event.at, { n: event.points });
    const [then, now] = [ranked(trace, first.at), ranked(trace, end)];
    const nameAt = (run: number | undefined): string => short(lines[run ?? 0]?.id ?? '');
    const led = then[0]?.place === 1 && !then[0].tied && now[0]?.place === 1 && !now[0].tied;
    if (led && then[0]?.run !== now[0]?.run)
      return ask('overtaken', end, { name: nameAt(then[0]?.run), other: nameAt(now[0]?.run) });
    const values = now.flatMap(({ value }) => (typeof value === 'number' ? [value] : []));
    return values.length < 2
      ? ask('runs', end)
      : {
          ...ask('race', halfway, {
            first: Math.min(...values),
            end: Math.max(...values),
            sign: now[0]?.tied || (facts.equal[now[0]?.run ?? 0] ?? 0) > 0 ? 'tie' : 'one',
          }),
          // The one that wins is not pointed at.
          run: -1,
        };
  }
  if (kind === 'group') return ask('group', last.at, { first: main?.band?.at(-1) ?? 0 });
  if (facts.contest) {
    const [a, b] = curvesOf(lines[0] ?? { id: '', train: null, validation: null }).map((curve) => {
      const own = endsOf(curve, 'none');
      return { name: short(curve.name), change: changeOf(own.first.value, own.last.value) };
    });
    return ask('contest', end, {
      name: a?.name ?? '',
      other: b?.name ?? '',
      sign: a?.change === b?.change ? (a?.change ?? 'same') : 'apart',
    });
  }
  const lost = lostAt(trace, 0);
  if (lost?.last)
    return ask(
      lost.what === 'zero' ? 'zero' : 'lost',
      lost.last.at,
      { sign: spelled(lost), end: lost.last.value },
      lost.series,
    );
  if (main === null || constant) return ask('same', last.at);
  switch (event?.kind) {
    case 'divergence':
      if (event.what === 'growth')
        return ask(
          'growth',
          event.at,
          { value: event.last?.value ?? 0, end: event.next?.value ?? 0 },
          event.series,
        );
      break;
    case 'validation-rise':
      return ask('rise', event.at);
    case 'spike':
      return ask('spike', event.at, { first: event.usual, value: event.value }, event.series);
    case 'rate-drop':
      return ask('cut', event.at, {
        from: ratesOf(trace, event.series)(event.from),
        to: ratesOf(trace, event.series)(event.to),
      });
    default:
  }
  const share = (at: number): number => (at - start) / (end - start || 1);
  if (better !== 'none' && best.at === first.at && loggedValue(best.value) !== loggedValue(last.value))
    return ask('never', end);
  if (better === 'lower' && best.value > 0 && last.value > GROWN * best.value) return ask('growth', best.at);
  if (better !== 'none' && loggedValue(best.value) !== loggedValue(last.value)) {
    const gained = Math.abs(best.value - first.value);
    const back = Math.abs(last.value - best.value);
    if (share(best.at) <= EARLY && back >= BACK * gained) return ask('early', best.at);
  }
  const half = events.find((one) => one.kind === 'way' && one.share === 0.5);
  if (half !== undefined && share(half.at) <= QUICK && facts.smoothing === 0) return ask('quick', half.at);
  if (half !== undefined) return ask(still ? 'still' : 'half', last.at);
  return loggedValue(best.value) === loggedValue(last.value) && better !== 'none'
    ? ask('end', last.at)
    : ask('way', last.at);
}
