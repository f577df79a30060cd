/** How things of a log are called, and what is said of what happened. */
import { judgedOf, type Standing, standingsAt } from '../../src/logs/drawn/standings.ts';
import { loggedValue } from '../../src/story/numbers.ts';
import type { Remark } from '../../src/story/pauses.ts';
import type { Message, Value } from '../../src/story/words.ts';
import type { Curve, Lines, RunEvent, RunEventOf, RunTrace } from './trace.ts';
import { words } from './words.ts';

const { say } = words;

/** A step as it is written: whole numbers with all their digits, others with five. */
export const stepText = (at: number): string =>
  Number.isInteger(at) && Math.abs(at) < 1e15 ? String(at) : String(Number(at.toPrecision(5)));

/** A step with its unit. */
export const placeOf = ({ facts: { unit } }: RunTrace, at: number): Message =>
  say('place', { unit, at: stepText(at) });

const LONGEST_NAME = 18;
/** A name from a log as captions have room for it. */
export function short(name: string): string {
  const fits = (words: string): boolean => [...words].length <= LONGEST_NAME;
  const last = name.split('/').at(-1) ?? name;
  if (fits(name) || fits(last)) return fits(name) ? name : last;
  return `${[...last].slice(0, 10).join('')}…${[...last].slice(-7).join('')}`;
}

const LABELS = { 'train-loss': 'training', 'validation-loss': 'validation', 'test-loss': 'test' } as const;
const isLoss = (key: string): key is keyof typeof LABELS => key in LABELS;

/** A learning rate by its plainest names needs no other. */
const PLAIN_RATE = /^(.*[/_. -])?(lr|learning[ _-]?rate)$/i;

/** What a curve is called: a loss by its role, a rate as such, anything else by its name. */
export function nameOf({ facts: { kind } }: RunTrace, { role, name }: Pick<Curve, 'role' | 'name'>): Message {
  if (role === 'rate') return say('rate', { name: PLAIN_RATE.test(name) ? 'none' : short(name) });
  const what = isLoss(role) ? say(role) : say('name', { name: short(name) });
  return kind === 'group' ? say('mean', { what }) : what;
}

/** A name as words take it: by itself, with its article, which names from a log do without, and as short as on a label. */
export const named = (what: Message) => ({
  what,
  the: what.key === 'name' ? what : say(what.key === 'rate' ? 'theRate' : 'the', { what }),
  label: isLoss(what.key) ? say(LABELS[what.key]) : what,
});

export const curvesOf = ({ train, validation }: Lines): readonly Curve[] =>
  [train, validation].filter((curve) => curve !== null);

/** The curve of a run that an event is about. */
export const curveOf = ({ lines, small }: RunTrace, run: number, series: string): Curve | undefined =>
  [...curvesOf(lines[run] ?? { id: '', train: null, validation: null }), ...small].find(
    ({ name }) => name === series,
  );

/** The curve that a run is judged by: validation, where there is one. */
export const judged = ({ lines }: RunTrace, run = 0): Curve | null => judgedOf(lines, run);

/** What a series of a run is called. */
export function calledIn(trace: RunTrace, run: number, series: string): Message {
  const curve = curveOf(trace, run, series);
  return curve === undefined ? say('name', { name: short(series) }) : nameOf(trace, curve);
}

/** Where a run has no number any more, if there is such a step. */
export const lostAt = ({ facts: { events } }: RunTrace, run: number): RunEventOf<'divergence'> | undefined =>
  events.find(
    (event): event is RunEventOf<'divergence'> =>
      event.kind === 'divergence' && event.run === run && event.next === null && event.what !== 'growth',
  );

/** The runs of a race at a step, from first to last by what is printed. */
export const ranked = (trace: RunTrace, at: number): readonly Standing[] =>
  standingsAt(
    {
      lines: trace.lines,
      better: trace.facts.better,
      lostAt: (run) => lostAt(trace, run)?.at,
      printed: loggedValue,
    },
    at,
  );

/** How a number has changed, as it is printed. */
export function changeOf(before: number, after: number): 'fell' | 'rose' | 'same' {
  const [from, to] = [loggedValue(before), loggedValue(after)];
  return to < from ? 'fell' : to > from ? 'rose' : 'same';
}

/** A difference of two numbers as they are printed, with its sign. */
const delta = (from: number, to: number): Message => {
  const by = Number((loggedValue(to) - loggedValue(from)).toPrecision(9));
  return say('delta', { by, up: by > 0 });
};

/** What matters more comes first; what does not fit into the film is left out from the end. */
const WEIGHT: Readonly<Record<RunEvent['kind'], number>> = {
  divergence: 10,
  left: 9,
  'validation-rise': 9,
  best: 8,
  lead: 8,
  'goes-on': 8,
  ended: 7,
  equal: 6,
  restart: 7,
  recovery: 7,
  spike: 6,
  parting: 6,
  'rate-drop': 5,
  'after-cut': 4,
  'rate-decay': 4,
  margin: 3,
  plateau: 3,
  'warm-up': 2,
  way: 1,
};
export const weightOf = ({ kind }: Pick<RunEvent, 'kind'>): number => WEIGHT[kind];

/** The step of a curve's last number. */
const lastNumber = (curve: Curve | undefined): number =>
  curve?.steps[curve.values.findLastIndex((value) => value !== null)] ?? Number.NEGATIVE_INFINITY;

/** What stands in place of a number, as a word of a message can choose by it. */
export const spelled = ({ what }: Pick<RunEventOf<'divergence'>, 'what'>): string =>
  what === '-Infinity' ? 'minus' : what;

/** The rates of a series in one notation: powers of ten where one of them needs it. */
const SMALLEST = 1e-4;
export function ratesOf(trace: RunTrace, series: string): (value: number) => Message {
  const curve = trace.small.find(({ name }) => name === series);
  const small = (curve?.values ?? []).some((value) => value !== null && value > 0 && value < SMALLEST);
  return (value) => say('rateAt', { value, small });
}

/** Whether the last number before a step lies above one before it. */
function hasRisen(curve: Curve | undefined, at: number): boolean {
  const values = (curve?.values ?? []).filter((value, i) => value !== null && (curve?.steps[i] ?? 0) < at);
  const last = values.at(-1);
  return typeof last === 'number' && values.some((value) => value !== null && value < last);
}

/** What is said of an event: at the step at which it happens, and at a later one. */
export function remarksOf(trace: RunTrace, event: RunEvent): readonly Remark[] {
  const { at } = event;
  const { better, kind, runs, shown, unit } = trace.facts;
  const name = short(trace.lines[event.run]?.id ?? '');
  const what = named(calledIn(trace, event.run, 'series' in event ? event.series : ''));
  const rateAt = ratesOf(trace, 'series' in event ? event.series : '');
  const isSmooth = curveOf(trace, event.run, 'series' in event ? event.series : '')?.smooth != null;
  const remark = (
    key: Parameters<typeof say>[0],
    values: Readonly<Record<string, Value>>,
    from = at,
  ): Remark => ({
    at: from,
    message: say(key, { place: placeOf(trace, from), ...what, ...values }),
  });
  switch (event.kind) {
    case 'best':
      // At the end it is said anyway, and at the beginning it is no news.
      return better !== 'none' &&
        (at >= lastNumber(curveOf(trace, event.run, event.series)) || at === trace.stations[0])
        ? []
        : [remark('captionBest', { value: event.value, better: event.better })];
    case 'validation-rise':
      // Said over the whole run.
      return [];
    case 'divergence':
      if (event.what === 'growth')
        return [remark('captionGrowth', { value: event.last?.value ?? 0, end: event.next?.value ?? 0 })];
      if (event.next !== null) return [remark('captionNoNumber', {})];
      return [
        remark(kind === 'race' ? 'captionOut' : 'captionDivergence', {
          sign: spelled(event),
          rose: hasRisen(curveOf(trace, event.run, event.series), at),
          name,
          last: event.last?.value ?? 'none',
        }),
      ];
    case 'recovery':
      return [remark('captionAgain', { value: event.value })];
    case 'spike':
      return [
        remark('captionSpike', { before: event.usual, peak: event.value }),
        remark('captionBack', { value: event.back.value }, event.back.at),
      ];
    case 'plateau':
      return [remark('captionPlateau', { value: event.value })];
    case 'rate-drop':
      return [remark('captionCut', { from: rateAt(event.from), to: rateAt(event.to) })];
    case 'after-cut': {
      const [from, cut, to] = event.values;
      return [
        remark('captionAfterCut', {
          n: stepText(event.cut - event.from),
          unit,
          cut: placeOf(trace, event.cut),
          from: placeOf(trace, event.from),
          smooth: isSmooth,
          before: delta(from, cut),
          after: delta(cut, to),
        }),
      ];
    }
    case 'rate-decay':
      return [
        remark('captionDecay', {
          from: rateAt(event.from),
          drop: event.drop === null ? 'none' : rateAt(event.drop),
          to: rateAt(event.to),
          until: placeOf(trace, event.until),
        }),
      ];
    case 'warm-up':
      return [remark('captionWarmUp', { to: rateAt(event.to) })];
    case 'restart':
      return [remark('captionRestart', {})];
    case 'parting':
      return [remark('captionParting', { points: event.points })];
    case 'way':
      return [remark('captionWay', { half: event.share === 0.5, smooth: isSmooth, better })];
    case 'margin':
      return [remark('captionMargin', { name, by: event.by, unit: say('unit', { unit }) })];
    case 'ended':
      return [remark('captionEnded', { name })];
    case 'left':
      return [remark('captionLeft', { shown, runs, n: event.count, why: event.why })];
    case 'equal':
      return [remark('captionEqual', { name, n: event.count })];
    case 'goes-on':
      return [remark('captionGoesOn', { value: event.value })];
    case 'lead':
      return [remark('captionLead', { name })];
  }
}
