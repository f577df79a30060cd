/** What there is to say about a trace, independent of wording and timing. */

import { SURFACES } from '../../src/sim/objectives/surfaces.ts';
import { titleOf } from '../../src/sim/optimizers/offers.ts';
import type { Message } from '../../src/story/words.ts';
import { sameField } from './field.ts';
import { type RaceRun, type RaceTrace, runsOf } from './simulation.ts';
import { compare, standings } from './standings.ts';
import { words } from './words.ts';

const { say } = words;

/** Which race this is, and on which surface. */
export function raceHeading({ params: { races } }: RaceTrace, race: number): Message {
  const surface = say('surface', { surface: races[race]?.surface ?? null });
  return say('raceHeading', { race: race + 1, races: races.length, surface });
}

/** The surface, and who races on it. */
export function introduction({ params: { races } }: RaceTrace, race: number): readonly Message[] {
  const [former, current] = [races[race - 1], races[race]];
  if (current === undefined) return [];
  const values = { optimizers: current.optimizers.length };
  const again = former !== undefined && sameField(former.optimizers, current.optimizers);
  return [
    say('captionSurface', { surface: current.surface }),
    say(former === undefined ? 'captionField' : again ? 'captionSameField' : 'captionNewField', values),
  ];
}

/** How an optimizer steps; RMSprop is explained by comparison if AdaGrad comes before it. */
export function lesson(runs: readonly RaceRun[], index: number): Message {
  const kind = runs[index]?.optimizer.kind ?? 'sgd';
  const afterAdagrad = runs.slice(0, index).some(({ optimizer }) => optimizer.kind === 'adagrad');
  const told = kind === 'rmsprop' && afterAdagrad ? 'likewise' : kind;
  return say('captionLesson', { lesson: told, name: titleOf(kind) });
}

/** The winner of the previous race, if it is in this field too. */
export function formerWinner({ runs, facts }: RaceTrace, race: number): RaceRun | undefined {
  const former = runs.find(({ id }) => id === facts.races[race - 1]?.winner);
  return runs.find((run) => run.race === race && run.lane === former?.lane);
}

/** The standings after `begun` steps; in later races, who won the previous one. */
export function opening(
  runs: readonly RaceRun[],
  begun: number,
  former: RaceRun | undefined,
): readonly Message[] {
  if (former !== undefined && runs.length > 1) return [say('captionFormer', { name: former.label })];
  const order = standings(runs, begun);
  const [first, last] = [order[0], order.at(-1)];
  if (first === undefined || last === undefined || begun === 0) return [];
  if (first !== last) return [say('captionStandings', { step: begun, first: first.label, last: last.label })];
  return [say('captionAlone', { step: begun, loss: first.losses[begun] ?? first.losses.at(-1) ?? 0 })];
}

/** Number of runs that end at the same loss as a run, including itself. */
const tied = (runs: readonly RaceRun[], run: RaceRun): number =>
  runs.filter((other) => compare(other, run, Number.POSITIVE_INFINITY) === 0).length;

/** Since when the winner has led; nothing if it has no rivals, or ties with another at the end. */
export const lead = (
  runs: readonly RaceRun[],
  winner: RaceRun | undefined,
  step: number,
): readonly Message[] =>
  winner === undefined || runs.length === 1 || tied(runs, winner) > 1
    ? []
    : [say('captionLead', { name: winner.label, step })];

/** A noteworthy event at a step of a race. */
export interface RaceEvent {
  readonly step: number;
  readonly message: Message;
}

/** Who leaves the race and who lingers on flat ground, in the order in which it becomes visible. */
export function raceEvents(runs: readonly RaceRun[]): readonly RaceEvent[] {
  const outs = runs.flatMap(({ outSince, label }) =>
    outSince === null ? [] : [{ step: outSince, name: label }],
  );
  const others = runs.length - outs.length;
  const slow = runs.filter(({ lingers }) => lingers !== null);
  const [first, second] = slow;
  const left = outs.map(({ step, name }) => ({ step, message: say('captionOut', { name, step, others }) }));
  const lingering = {
    step: Math.max(...slow.map(({ lingers }) => lingers ?? 0)),
    message: say('captionLinger', {
      names: slow.length,
      first: first?.label ?? null,
      second: second?.label ?? null,
    }),
  };
  return [...left.slice(0, 2), ...(slow.length === 0 || runs.length === 1 ? [] : [lingering])].sort(
    (a, b) => a.step - b.step,
  );
}

/** How a race ended. @param lateLead the winner got ahead too late for a caption during the race */
export function ending(trace: RaceTrace, race: number, lateLead: boolean): readonly Message[] {
  const runs = runsOf(trace, race);
  const order = standings(runs, Number.POSITIVE_INFINITY);
  const [first, last] = [order[0], order.at(-1)];
  if (first === undefined || last === undefined) return [];
  if (first.outSince !== null) return [say('captionAllOut', { optimizers: runs.length })];
  const names = tied(runs, first);
  if (names > 1) return [say('captionTie', { names })];
  const loss = (first.losses.at(-1) ?? 0) - SURFACES[first.surface].leastLoss;
  const step = trace.facts.races[race]?.leadSince ?? 0;
  return [
    ...(lateLead ? [say('captionLateLead', { name: first.label, step })] : []),
    first === last
      ? say('captionEnd', { name: first.label, loss })
      : say('captionWinner', { first: first.label, last: last.label }),
  ];
}

/** Number of different winners. */
const winnersOf = ({ runs, facts }: RaceTrace): number =>
  new Set(facts.races.flatMap(({ winner }) => runs.find(({ id }) => id === winner)?.lane ?? [])).size;

export const compareHeading = (trace: RaceTrace): Message =>
  say('compareHeading', { winners: winnersOf(trace), races: trace.params.races.length });

/** The results side by side: how many winners, and who moved most. */
export function comparison(trace: RaceTrace): readonly Message[] {
  const [races, winners] = [trace.params.races.length, winnersOf(trace)];
  if (races === 1 || winners === 0) return [say('captionFinal')];
  const mover = biggestMove(trace);
  return [
    say('captionWinners', { winners, races }),
    mover === undefined
      ? say('captionUnmoved')
      : say('captionMover', { ...mover, climbs: mover.to < mover.from }),
  ];
}

/** The optimizer whose place changed most from the first race to the last; on ties, a climb before a fall. */
function biggestMove(
  trace: RaceTrace,
): { readonly name: string; readonly from: number; readonly to: number } | undefined {
  const places = [trace.facts.races[0], trace.facts.races.at(-1)].map((facts) =>
    (facts?.ranking ?? []).map((id) => trace.runs.find((run) => run.id === id)?.lane),
  );
  const moves = runsOf(trace, 0).flatMap(({ lane, label: name }) => {
    const [from = 0, to = 0] = places.map((lanes) => lanes.indexOf(lane) + 1);
    return from > 0 && to > 0 && from !== to ? [{ name, from, to }] : [];
  });
  const size = ({ from, to }: { from: number; to: number }): number =>
    Math.abs(to - from) + (to < from ? 0.5 : 0);
  return moves.sort((a, b) => size(b) - size(a))[0];
}
