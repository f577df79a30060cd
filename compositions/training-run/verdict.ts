/** What is said over the whole run, and the numbers that it ends on. */
import { valueAt } from '../../src/logs/drawn/curve.ts';
import { finite } from '../../src/logs/drawn/points.ts';
import { loggedDifference, loggedValue } from '../../src/story/numbers.ts';
import type { Message, Value } from '../../src/story/words.ts';
import {
  calledIn,
  changeOf,
  curveOf,
  curvesOf,
  judged,
  lostAt,
  named,
  nameOf,
  placeOf,
  ranked,
  short,
  stepText,
} from './messages.ts';
import { endsOf } from './opening.ts';
import type { Curve, RunTrace } from './trace.ts';
import { words } from './words.ts';

const { say } = words;

/** What is said over the whole run. */
export function verdict(trace: RunTrace): readonly Message[] {
  const { facts, lines, ghosts } = trace;
  const { better, events, kind, axes } = facts;
  if (kind === 'race') {
    const won = ranked(trace, axes.steps[1]).filter(({ place }) => place === 1);
    const value = won[0]?.value;
    const count = won.reduce((sum, { run }) => sum + 1 + (facts.equal[run] ?? 0), 0);
    const own = judged(trace);
    if (typeof value !== 'number' || own === null) return [];
    const what = named(nameOf(trace, own));
    return [
      count === 1
        ? say('captionWinner', { ...what, name: short(lines[won[0]?.run ?? 0]?.id ?? ''), value, better })
        : say('captionTie', { ...what, n: count, value }),
    ];
  }
  const curve = judged(trace);
  if (curve === null) return [];
  const { best, last, still, constant } = endsOf(curve, better);
  const name = named(nameOf(trace, curve));
  if (kind === 'group')
    return [
      say('captionSpread', { ...name, n: ghosts.length, value: last.value, band: curve.band?.at(-1) ?? 0 }),
    ];
  const lost = lostAt(trace, 0);
  if (lost !== undefined)
    return [
      lost.last === null
        ? say('captionNever')
        : say('captionLost', {
            ...named(calledIn(trace, 0, lost.series)),
            last: lost.last.value,
            place: placeOf(trace, lost.last.at),
          }),
    ];
  if (facts.contest) {
    const [a, b] = curvesOf(lines[0] ?? { id: '', train: null, validation: null });
    if (a && b)
      return [
        say('captionContest', {
          name: short(a.name),
          first: endsOf(a, 'none').last.value,
          other: short(b.name),
          end: endsOf(b, 'none').last.value,
        }),
        say('captionContestMeaning'),
      ];
  }
  const risen = events.find((event) => event.kind === 'validation-rise');
  const rise =
    risen?.kind === 'validation-rise'
      ? [
          say('captionWorse', {
            place: placeOf(trace, risen.at),
            ...name,
            lowest: risen.lowest,
            last: risen.last.value,
            train: risen.training === null ? 'none' : changeOf(risen.training.from, risen.training.to),
          }),
        ]
      : [];
  const single = finite(curve).length === 1;
  const atEnd = constant
    ? 'same'
    : still
      ? 'still'
      : String(loggedValue(last.value) === loggedValue(best.value));
  return [
    ...rise,
    say('captionLast', {
      ...name,
      last: last.value,
      best: best.value,
      atEnd,
      place: placeOf(trace, best.at),
      better: single ? 'none' : better,
    }),
  ];
}

/** A number of the end card; its value as a word where it is none. */
export interface Cell {
  readonly label: Message;
  readonly value: number | string;
  readonly note: Message;
  readonly role: 'train' | 'validation' | 'text';
}

const label = (what: string, values: Readonly<Record<string, Value>> = {}): Message =>
  say('card', { card: what, label: '', better: 'none', ...values });

/** The numbers that matter: the first, the best and the last, and what lies between the losses; how much was logged where all are one. */
export function cardOf(trace: RunTrace): readonly Cell[] {
  const { facts, lines } = trace;
  const { better, kind, axes, points, contest, paired } = facts;
  const [start, end] = axes.steps;
  const none = say('name', { name: '' });
  const span = say('span', { from: placeOf(trace, start), to: placeOf(trace, end) });
  const judgedOne = judged(trace);
  const whose = judgedOne === null ? none : nameOf(trace, judgedOne);
  const logged: Cell = {
    label: label('points', { label: whose }),
    value: String(points),
    note: span,
    role: 'text',
  };
  if (kind === 'race') {
    const placed = ranked(trace, end).filter(({ place }) => place !== null);
    const [won, worst] = [placed[0], placed.at(-1)];
    if (won === undefined || worst === undefined || typeof won.value !== 'number') return [];
    const nameAt = (run: number): Message => say('name', { name: short(lines[run]?.id ?? '') });
    return [
      {
        label: label('last', { better }),
        value: won.value,
        note: won.tied || (facts.equal[won.run] ?? 0) > 0 ? none : nameAt(won.run),
        role: 'text',
      },
      ...(typeof worst.value !== 'number' || worst.value === won.value
        ? []
        : [
            {
              label: label('worst', { better }),
              value: worst.value,
              note: nameAt(worst.run),
              role: 'text',
            } as const,
          ]),
    ];
  }
  const curve = judged(trace);
  const line = lines[0];
  if (curve === null || line === undefined) return [];
  const roleOf = (one: Curve): Cell['role'] => (one === line.train ? 'train' : 'validation');
  const cell = (what: string, one: Curve, point: { readonly at: number; readonly value: number }): Cell => ({
    label: label(what, { label: nameOf(trace, one), better: contest ? 'lower' : better }),
    value: point.value,
    note: placeOf(trace, point.at),
    role: roleOf(one),
  });
  const { first, best, last, constant } = endsOf(curve, better);
  const lost = lostAt(trace, 0);
  if (kind === 'group')
    return [
      cell('final', curve, last),
      {
        label: label('spread'),
        value: curve.band?.at(-1) ?? 0,
        note: placeOf(trace, last.at),
        role: roleOf(curve),
      },
      { label: label('runs'), value: String(facts.shown), note: span, role: 'text' },
    ];
  if (contest) return curvesOf(line).map((one) => cell('final', one, endsOf(one, 'none').last));
  const isLast = best.at === last.at && !constant && better !== 'none';
  const bests = better === 'none' || constant || isLast ? [] : [cell('best', curve, best)];
  const gone = curveOf(trace, 0, lost?.series ?? '') ?? curve;
  if (lost !== undefined)
    return [
      ...(lost.last === null ? [] : [cell('number', gone, lost.last)]),
      {
        label: label('none'),
        value: stepText(lost.at),
        note: say('unit', { unit: facts.unit }),
        role: 'text',
      },
      ...(lost.what === 'zero' || lost.last?.value === best.value ? [] : bests),
    ];
  const other = curve === line.validation ? line.train : null;
  const against = other && valueAt({ ...other, smooth: null }, last.at);
  return [
    ...(first.at === last.at || constant || first.at === best.at ? [] : [cell('first', curve, first)]),
    ...bests,
    cell(isLast ? 'only' : 'final', curve, last),
    ...(paired &&
    against !== null &&
    changeOf(against, last.value) === (better === 'higher' ? 'fell' : 'rose')
      ? [
          {
            label: label('gap'),
            value: loggedDifference(against, last.value),
            note: say('beside', { label: say('training'), value: against }),
            role: 'train',
          } as const,
        ]
      : []),
    ...(first.at === last.at || constant ? [logged] : []),
  ];
}
