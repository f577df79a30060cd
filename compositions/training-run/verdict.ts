/** What is asked at the beginning, and said over the whole run at the end. */
import type { Better } from '../../src/logs/choice.ts';
import { valueAt } from '../../src/logs/drawn/curve.ts';
import { loggedValue } from '../../src/story/numbers.ts';
import type { Message } from '../../src/story/words.ts';
import { calledIn, changeOf, judged, lostAt, named, nameOf, placeOf, short, weightOf } from './messages.ts';
import type { Curve, RunEvent, RunTrace } from './trace.ts';
import { words } from './words.ts';

const { say } = words;

/** The event that the film begins with: the weightiest that leaves something to ask. */
export const hookEvent = ({ facts: { events } }: RunTrace): RunEvent | undefined =>
  events
    .filter(({ kind }) => ['divergence', 'validation-rise', 'spike', 'rate-drop', 'parting'].includes(kind))
    .toSorted((a, b) => weightOf(b) - weightOf(a))[0];

/** A loss that ends this many times above its lowest is asked about. */
const GROWN = 5;

/** The film's question. */
export function question(trace: RunTrace): Message {
  const { facts } = trace;
  const { better, kind, shown } = facts;
  const event = hookEvent(trace);
  const first = judged(trace)?.values.find((value) => value !== null) ?? 0;
  const ask = (asked: string, { at = event?.at ?? 0, value = first, end = first } = {}): Message =>
    say('captionQuestion', {
      question: asked,
      // Of what never changes nothing is lowest.
      better: judged(trace)?.values.every((one) => one === first) ? 'none' : better,
      n: shown,
      place: placeOf(trace, at),
      ...named(
        event !== undefined && 'series' in event && asked !== 'fall'
          ? calledIn(trace, event.run, event.series)
          : calledIn(trace, 0, judged(trace)?.name ?? ''),
      ),
      value,
      end,
    });
  if (kind === 'race') return ask(event?.kind === 'parting' ? 'parting' : 'race');
  if (kind === 'group' && event?.kind !== 'validation-rise') return ask('group');
  switch (event?.kind) {
    case 'divergence':
      if (event.what === 'growth')
        return ask('growth', { value: event.last?.value ?? 0, end: event.next?.value ?? 0 });
      if (event.last !== null && event.next === null) return ask('divergence', { at: event.last.at });
      break;
    case 'validation-rise':
      return ask('rise');
    case 'spike':
      return ask('spike');
    case 'rate-drop':
      return ask('cut');
    default:
  }
  const curve = judged(trace);
  const end = curve && ending(curve, better);
  return end !== null && better === 'lower' && end.best > 0 && end.last > GROWN * end.best
    ? ask('growth', { value: end.best, end: end.last })
    : ask('fall');
}

/** What a number of runs have come to, by what is printed: the one alone ahead, or how many share that place. */
function winners(trace: RunTrace): { readonly runs: readonly number[]; readonly value: number } | null {
  const { lines, facts } = trace;
  const ends = lines.map((_, run) => {
    const curve = judged(trace, run);
    return curve === null || curve.values.at(-1) === null
      ? null
      : valueAt({ ...curve, smooth: null }, facts.axes.steps[1]);
  });
  const known = ends.flatMap((value) => (value === null ? [] : [loggedValue(value)]));
  if (known.length === 0) return null;
  const best = known.reduce((a, b) => ((facts.better === 'higher' ? a > b : a < b) ? a : b));
  return {
    runs: ends.flatMap((value, run) => (value !== null && loggedValue(value) === best ? [run] : [])),
    value: best,
  };
}

/** What is said over the whole run. */
export function verdict(trace: RunTrace): readonly Message[] {
  const { facts, lines, ghosts } = trace;
  const { better, events, kind } = facts;
  if (kind === 'race') {
    const won = winners(trace);
    if (won === null) return [];
    const [first = 0, ...others] = won.runs;
    return [
      others.length === 0
        ? say('captionWinner', { name: short(lines[first]?.id ?? ''), value: won.value, better })
        : say('captionTie', { n: won.runs.length, value: won.value }),
    ];
  }
  const curve = judged(trace);
  if (curve === null) return [];
  if (kind === 'group') {
    const end = curve.values.findLastIndex((value) => value !== null);
    return [
      say('captionSpread', { n: ghosts.length, value: curve.values[end] ?? 0, band: curve.band?.[end] ?? 0 }),
    ];
  }
  const lost = lostAt(trace, 0);
  if (lost !== undefined)
    return [
      lost.last === null
        ? say('captionNever')
        : say('captionLost', { last: lost.last.value, place: placeOf(trace, lost.last.at) }),
    ];
  const risen = events.find((event) => event.kind === 'validation-rise');
  const end = { ...ending(curve, better), ...named(nameOf(trace, curve)) };
  const rise =
    risen?.kind === 'validation-rise'
      ? [
          say('captionWorse', {
            place: placeOf(trace, risen.at),
            ...named(nameOf(trace, curve)),
            lowest: risen.lowest,
            last: risen.last.value,
            train: risen.training === null ? 'none' : changeOf(risen.training.from, risen.training.to),
          }),
        ]
      : [];
  const single = curve.values.filter((value) => value !== null).length === 1;
  return [
    ...rise,
    say('captionLast', { ...end, place: placeOf(trace, end.at), better: single ? 'none' : better }),
  ];
}

/** The last and the best number of a curve. */
function ending({ steps, values }: Curve, better: Better) {
  const points = values.flatMap((value, i) => (value === null ? [] : [{ value, at: steps[i] ?? 0 }]));
  const best = points.reduce(
    (a, b) => ((better === 'higher' ? b.value > a.value : b.value < a.value) ? b : a),
    points[0] ?? { value: 0, at: 0 },
  );
  const last = points.at(-1) ?? best;
  return {
    last: last.value,
    best: best.value,
    at: best.at,
    atEnd: points.every(({ value }) => value === last.value)
      ? 'same'
      : loggedValue(last.value) === loggedValue(best.value)
        ? 'true'
        : 'false',
  };
}
