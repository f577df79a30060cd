import { rankedBy } from '../../src/logs/drawn/curve.ts';
import { loggedValue } from '../../src/story/numbers.ts';
import type { Remark } from '../../src/story/pauses.ts';
import type { Message } from '../../src/story/words.ts';
import type { Curve, Lines, RunEvent, RunEventOf, RunTrace } from './trace.ts';
import { words } from './words.ts';

const { say } = words;

/** A step as it is written: whole numbers with all their digits, others with five. */
const stepText = (at: number): string =>
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

/** What a curve is called: a loss by its role, anything else by its name. */
export function nameOf({ facts: { kind } }: RunTrace, { role, name }: Pick<Curve, 'role' | 'name'>): Message {
  const what = isLoss(role) ? say(role) : say('name', { name: short(name) });
  return kind === 'group' ? say('mean', { what }) : what;
}

export const curvesOf = ({ train, validation }: Lines): readonly Curve[] =>
  [train, validation].filter((curve) => curve !== null);

/** The curve of a run that an event is about. */
export const curveOf = ({ lines, small }: RunTrace, run: number, series: string): Curve | undefined =>
  [...curvesOf(lines[run] ?? { id: '', train: null, validation: null }), ...small].find(
    ({ name }) => name === series,
  );

/** The curve that a run is judged by: validation, where there is one. */
export const judged = ({ lines }: RunTrace, run = 0): Curve | null => {
  const line = lines[run];
  return line === undefined ? null : (line[rankedBy(lines)] ?? line.train);
};

/** How a number has changed, as it is printed. */
export function changeOf(before: number, after: number): 'fell' | 'rose' | 'same' {
  const [from, to] = [loggedValue(before), loggedValue(after)];
  return to < from ? 'fell' : to > from ? 'rose' : 'same';
}

/** What matters more comes first; what does not fit into the film is left out from the end. */
const WEIGHT: Readonly<Record<RunEvent['kind'], number>> = {
  divergence: 10,
  'validation-rise': 9,
  best: 8,
  lead: 8,
  restart: 7,
  recovery: 7,
  spike: 6,
  parting: 6,
  'rate-drop': 5,
  plateau: 3,
  'warm-up': 2,
  way: 1,
};
export const weightOf = ({ kind }: Pick<RunEvent, 'kind'>): number => WEIGHT[kind];

/** What is said of an event: at the step at which it happens, and at a later one. */
export function remarksOf(trace: RunTrace, event: RunEvent): readonly Remark[] {
  const { at } = event;
  const place = placeOf(trace, at);
  const remark = (message: Message, from = at): Remark => ({ at: from, message });
  const what = calledIn(trace, event.run, 'series' in event ? event.series : '');
  switch (event.kind) {
    case 'best':
      // At the end it is said anyway.
      return at >= lastNumber(curveOf(trace, event.run, event.series))
        ? []
        : [remark(say('captionBest', { place, ...named(what), value: event.value, better: event.better }))];
    case 'validation-rise':
      // Said over the whole run.
      return [];
    case 'divergence':
      if (event.what === 'growth')
        return [
          remark(
            say('captionGrowth', {
              place,
              ...named(what),
              value: event.last?.value ?? 0,
              end: event.next?.value ?? 0,
            }),
          ),
        ];
      return event.next === null
        ? [
            remark(
              say(trace.facts.kind === 'race' ? 'captionOut' : 'captionDivergence', {
                place,
                ...named(what),
                sign: spelled(event),
                name: short(trace.lines[event.run]?.id ?? ''),
                last: event.last?.value ?? 'none',
              }),
            ),
          ]
        : [remark(say('captionNoNumber', { place, ...named(what) }))];
    case 'recovery':
      return [remark(say('captionAgain', { place, ...named(what), value: event.value }))];
    case 'spike':
      return [
        remark(say('captionSpike', { place, ...named(what), before: event.usual, peak: event.value })),
        remark(
          say('captionBack', { place: placeOf(trace, event.back.at), value: event.back.value }),
          event.back.at,
        ),
      ];
    case 'plateau':
      return [remark(say('captionPlateau', { place, ...named(what), value: event.value }))];
    case 'rate-drop': {
      const { loss, from, to } = event;
      const cut = remark(say('captionCut', { place, from, to }));
      if (loss === null) return [cut];
      const [before, after] = [loss.from.value, loss.to.value];
      const values = {
        place: placeOf(trace, loss.to.at),
        ...named(calledIn(trace, event.run, loss.name)),
        before,
        after,
      };
      return [
        cut,
        remark(say('captionAfterCut', { ...values, change: changeOf(before, after) }), loss.to.at),
      ];
    }
    case 'warm-up':
      return [remark(say('captionWarmUp', { place, to: event.to }))];
    case 'restart':
      return [remark(say('captionRestart', { place }))];
    case 'parting':
      return [remark(say('captionParting', { points: event.points, place }))];
    case 'way':
      return [
        remark(
          say('captionWay', {
            place,
            ...named(what),
            half: event.share === 0.5,
            smooth: trace.facts.smoothing > 0,
            better: trace.facts.better,
          }),
        ),
      ];
    case 'lead':
      return [remark(say('captionLead', { place, name: short(trace.lines[event.run]?.id ?? '') }))];
  }
}

/** The step of a curve's last number. */
const lastNumber = (curve: Curve | undefined): number =>
  curve?.steps[curve.values.findLastIndex((value) => value !== null)] ?? Number.NEGATIVE_INFINITY;

/** What stands in place of a number, as a word of a message can choose by it. */
export const spelled = ({ what }: Pick<RunEventOf<'divergence'>, 'what'>): string =>
  what === '-Infinity' ? 'minus' : what;

const LABELS = { 'train-loss': 'training', 'validation-loss': 'validation', 'test-loss': 'test' } as const;
const isLoss = (key: string): key is keyof typeof LABELS => key in LABELS;

/** A name as words take it: by itself, with its article, which names from a log do without, and as short as on a label. */
export const named = (what: Message) => ({
  what,
  the: what.key === 'name' ? what : say('the', { what }),
  label: isLoss(what.key) ? say(LABELS[what.key]) : what,
});

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
