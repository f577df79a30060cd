import { SURFACES } from '../../src/sim/objectives/surfaces.ts';
import type { Message } from '../../src/story/captions.ts';
import type { Cue } from '../../src/story/timeline.ts';
import { sameField } from './field.ts';
import { type RaceRun, type RaceTrace, runsOf } from './simulation.ts';
import { compare, standings } from './standings.ts';
import { say } from './text.ts';

/** Seconds from the start of a beat to its first caption. */
export const CAPTION_LEAD = 0.15;

export function introCues(trace: RaceTrace, race: number): readonly Cue[] {
  const { races } = trace.params;
  const current = races[race];
  const former = races[race - 1];
  if (current === undefined) return [];
  const values = { optimizers: current.optimizers.length };
  const field =
    former === undefined
      ? say('captionField', values)
      : sameField(former.optimizers, current.optimizers)
        ? say('captionSameField', values)
        : say('captionNewField', values);
  return [
    { at: CAPTION_LEAD, message: say('captionSurface', { surface: current.surface }) },
    { at: 0, message: field },
  ];
}

/** Who won the race before, if it is in this field too. */
export function formerWinner(trace: RaceTrace, race: number, runs: readonly RaceRun[]): RaceRun | undefined {
  const id = trace.facts.races[race - 1]?.winner;
  const lane = trace.runs.find((run) => run.id === id)?.lane;
  return runs.find((run) => run.lane === lane);
}

export function openingCues(
  runs: readonly RaceRun[],
  race: number,
  begun: number,
  former: RaceRun | undefined,
): readonly Cue[] {
  if (race > 0 && former !== undefined && runs.length > 1) {
    return [{ at: CAPTION_LEAD, message: say('captionFormer', { name: former.label }) }];
  }
  const order = standings(runs, begun);
  const [first, last] = [order[0], order.at(-1)];
  if (first === undefined || last === undefined || begun === 0) return [];
  if (runs.length === 1) {
    const loss = first.losses[Math.min(begun, first.losses.length - 1)] ?? 0;
    return [{ at: CAPTION_LEAD, message: say('captionAlone', { step: begun, loss }) }];
  }
  return [
    {
      at: CAPTION_LEAD,
      message: say('captionStandings', { step: begun, first: first.label, last: last.label }),
    },
  ];
}

/** Since when the winner leads; nothing where it has no one to lead, or shares the end with another. */
export function leadCues(
  runs: readonly RaceRun[],
  winner: RaceRun,
  step: number,
  steps: number,
): readonly Cue[] {
  if (runs.length === 1 || tied(runs, winner, steps) > 1) return [];
  return [{ at: CAPTION_LEAD, message: say('captionLead', { name: winner.label, step }) }];
}

/** How many end where the winner ends, itself included. */
const tied = (runs: readonly RaceRun[], winner: RaceRun, steps: number): number =>
  runs.filter((run) => compare(run, winner, steps) === 0).length;

/** Something that happens at a step of a race. */
export interface Happening {
  readonly step: number;
  readonly message: Message;
}

/** Who leaves the race and who lingers on flat ground, in the order in which it can be seen. */
export function happenings(runs: readonly RaceRun[]): readonly Happening[] {
  const outs = runs.filter(({ outSince }) => outSince !== null);
  const left = outs.map((run): Happening => {
    const step = run.outSince ?? 0;
    return { step, message: say('captionOut', { name: run.label, step, others: runs.length - outs.length }) };
  });
  return [...left.slice(0, 2), ...lingering(runs)].sort((a, b) => a.step - b.step);
}

function lingering(runs: readonly RaceRun[]): readonly Happening[] {
  const slow = runs.filter(({ lingers }) => lingers !== null);
  const [first, second] = slow;
  if (first === undefined || runs.length === 1) return [];
  return [
    {
      step: Math.max(...slow.map(({ lingers }) => lingers ?? 0)),
      message: say('captionLinger', { names: slow.length, first: first.label, second: second?.label ?? '' }),
    },
  ];
}

/** How a race ended. @param lateLead the winner got ahead too late to be told in time */
export function resultCues(trace: RaceTrace, race: number, lateLead: boolean): readonly Cue[] {
  const runs = runsOf(trace, race);
  const steps = trace.params.races[race]?.steps ?? 0;
  const order = standings(runs, steps);
  const [first, last] = [order[0], order.at(-1)];
  if (first === undefined || last === undefined) return [];
  if (first.outSince !== null) {
    return [{ at: CAPTION_LEAD, message: say('captionAllOut', { optimizers: runs.length }) }];
  }
  const equal = tied(runs, first, steps);
  if (equal > 1) return [{ at: CAPTION_LEAD, message: say('captionTie', { names: equal }) }];
  const loss = (first.losses.at(-1) ?? 0) - SURFACES[first.surface].leastLoss;
  const values = { first: first.label, loss, last: runs.length === 1 ? null : last.label };
  const ahead = say('captionLateLead', { name: first.label, step: trace.facts.races[race]?.leadSince ?? 0 });
  return [
    ...(lateLead ? [{ at: CAPTION_LEAD, message: ahead }] : []),
    { at: CAPTION_LEAD, message: say('captionWinner', values) },
  ];
}

export function compareCues(trace: RaceTrace): readonly Cue[] {
  const races = trace.params.races.length;
  const winners = new Set(
    trace.facts.races.flatMap(({ winner }) => trace.runs.find(({ id }) => id === winner)?.lane ?? []),
  );
  if (races === 1 || winners.size === 0) return [{ at: 0.6, message: say('captionFinal') }];
  const mover = biggestMove(trace);
  return [
    { at: 0.6, message: say('captionWinners', { winners: winners.size, races }) },
    {
      at: 0,
      message: mover === null ? say('captionUnmoved') : say('captionMover', mover),
    },
  ];
}

/** The optimizer whose place changed most from the first race to the last; a climb before a fall as long. */
function biggestMove(
  trace: RaceTrace,
): { readonly name: string; readonly from: number; readonly to: number } | null {
  const placeIn = (race: number, lane: number): number =>
    (trace.facts.races[race]?.ranking ?? []).findIndex(
      (id) => trace.runs.find((run) => run.id === id)?.lane === lane,
    ) + 1;
  const last = trace.params.races.length - 1;
  const moves = runsOf(trace, 0).flatMap(({ lane, label }) => {
    const [from, to] = [placeIn(0, lane), placeIn(last, lane)];
    return from > 0 && to > 0 && from !== to ? [{ name: label, from, to }] : [];
  });
  const size = ({ from, to }: { from: number; to: number }): number =>
    Math.abs(to - from) + (to < from ? 0.5 : 0);
  return moves.sort((a, b) => size(b) - size(a))[0] ?? null;
}
