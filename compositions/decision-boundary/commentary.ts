/** What can be said of a trace, and the moments and units that it is said of. */

import { maxIndex, mean } from 'd3-array';
import { LIBRARIES } from '../../src/sim/frameworks/framework.ts';
import { clamp } from '../../src/sim/maths.ts';
import { boundaryOf, evenMaps, isClosed, largestLoop, roundnessOf } from '../../src/sim/network/boundary.ts';
import type { Network } from '../../src/sim/network/network.ts';
import { valuesOf } from '../../src/sim/network/train.ts';
import { workspaceFor } from '../../src/sim/network/workspace.ts';
import type { Place2 } from '../../src/sim/objectives/surface.ts';
import { remember } from '../../src/sim/remember.ts';
import type { Message } from '../../src/story/words.ts';
import type { BoundaryTrace, Rung } from './simulation.ts';
import { cutsOf, judged, partlyHeld, runOf } from './view.ts';
import { words } from './words.ts';

const { say } = words;

/** Half the steps over which the errors' fall is looked at. */
const WINDOW = 15;
/** Units that are taken away one by one, and steps of their addition, at most. */
const TAKEN = 3;
const ADDED = 4;

/** Whether the film is about a curve that closes: the truth is one, and the network has come to it. */
export const closes = (trace: BoundaryTrace): boolean =>
  trace.facts.file === null && trace.params.data.shape === 'rings' && runOf(trace, 'main').outcome.closed;

/** Whether the film's network has one hidden layer: only then two cuts can be shown never to close. */
export const isShallow = ({ params }: BoundaryTrace): boolean => params.hidden.length === 1;

/** The step of the main run from which on its boundary is closed to the end; `null` if it is open at the end. */
export function closingStep(trace: BoundaryTrace): number | null {
  const { series, outcome } = runOf(trace, 'main');
  return outcome.closed ? 1 + (series.closed?.lastIndexOf(0) ?? -1) : null;
}

/** The moment of the main run: where its curve closes, else where the number of wrong points falls the fastest. */
export const momentOf = remember((trace: BoundaryTrace): number => {
  const closing = closes(trace) ? closingStep(trace) : null;
  if (closing !== null && closing > 0) return closing;
  const { errors = [] } = runOf(trace, 'main').series;
  const at = (k: number): number => errors[Math.min(errors.length - 1, Math.max(0, k))] ?? 0;
  return maxIndex(errors, (_, k) => at(k - WINDOW) - at(k + WINDOW));
});

/** The stretch of the main run that the film opens with. */
export function openingOf(trace: BoundaryTrace): { readonly from: number; readonly steps: number } {
  const last = runOf(trace, 'main').points.length - 1;
  const at = momentOf(trace);
  const from = Math.max(0, at - 40);
  return { from, steps: Math.max(0, Math.min(last, at + 50) - from) };
}

/** What a boundary looks like. */
export type Look = 'none' | 'straight' | 'open' | 'closed';

/** How a network's boundary looks. @param parts units of the first layer that are free */
function lookOf(network: Network, parts: number): Look {
  const [map] = evenMaps([network]);
  const boundary = boundaryOf(map ?? []);
  if (isClosed(boundary)) return 'closed';
  if (!boundary.open) return 'none';
  return parts === 1 ? 'straight' : 'open';
}

/** The network with some units of its first layer free and the others held, and what comes of it. */
export interface Held {
  readonly free: readonly number[];
  readonly look: Look;
  readonly errors: number;
}

const heldAt = (trace: BoundaryTrace, free: readonly number[]): Held => {
  const network = partlyHeld(trace, free);
  const errors = judged(trace, network).filter(({ flipped }) => flipped).length;
  return { free, errors, look: lookOf(network, free.filter((one) => one === 1).length) };
};

const upTo = (width: number, count: number): readonly number[] =>
  Array.from({ length: width }, (_, unit) => (unit < count ? 1 : 0));

/** Units added one by one, all of them in four steps at most. */
export const additions = remember((trace: BoundaryTrace): readonly Held[] => {
  const [width = 1] = trace.params.hidden;
  const counts = width <= ADDED ? Array.from({ length: width }, (_, i) => i + 1) : [1, 2, width - 1, width];
  return counts.map((count) => heldAt(trace, upTo(width, count)));
});

/** A unit taken away, by its index in the first layer. */
export type Taken = Held & { readonly unit: number };

/** Units taken away one by one, in their order: those that are missed the most; none if none is missed. */
export const removals = remember((trace: BoundaryTrace): readonly Taken[] => {
  const [width = 1] = trace.params.hidden;
  if (width === 1) return [];
  const all = Array.from({ length: width }, (_, unit) => ({
    ...heldAt(
      trace,
      upTo(width, width).map((_, other) => (other === unit ? 0 : 1)),
    ),
    unit,
  }));
  const { errors } = heldAt(trace, upTo(width, width));
  if (all.every((one) => one.errors === errors)) return [];
  return all
    .sort((a, b) => b.errors - a.errors || a.unit - b.unit)
    .slice(0, TAKEN)
    .sort((a, b) => a.unit - b.unit);
});

/** The eight directions, from the right on against the clock. */
const DIRECTIONS = [
  'right',
  'upperRight',
  'top',
  'upperLeft',
  'left',
  'lowerLeft',
  'bottom',
  'lowerRight',
] as const;
/** tan of an eighth of a half-turn: how far from an axis a direction counts as along it. */
const NARROW = Math.SQRT2 - 1;

/** The direction nearest to that of a vector. */
export function directionOf([x, y]: Place2): (typeof DIRECTIONS)[number] {
  const [across, up] = [Math.abs(x), Math.abs(y)];
  if (up < NARROW * across) return x > 0 ? 'right' : 'left';
  if (across < NARROW * up) return y > 0 ? 'top' : 'bottom';
  return y > 0 ? (x > 0 ? 'upperRight' : 'upperLeft') : x > 0 ? 'lowerRight' : 'lowerLeft';
}

/** Steps on the way from the curve's centre to the edge of the square. */
const ON_THE_WAY = 40;

/**
 * To which side the curve is open without a unit: that on which its cut lies, from the centre of the closed curve. `null`
 * unless the class that was within reaches from there to the edge of the square.
 */
export function sideOf(trace: BoundaryTrace, unit: number): (typeof DIRECTIONS)[number] | null {
  const whole = partlyHeld(trace, []);
  const [map = []] = evenMaps([whole]);
  const loop = largestLoop(boundaryOf(map));
  const cut = cutsOf(whole)[unit];
  if (loop === undefined || cut === undefined || !runOf(trace, 'main').outcome.closed) return null;
  const { centre } = roundnessOf(loop);
  const [u, v] = cut.w;
  const share = -(u * centre[0] + v * centre[1] + cut.b) / (u * u + v * v);
  const [dx, dy] = [share * u, share * v];
  const far = Math.max(Math.abs(dx), Math.abs(dy));
  const way = Array.from({ length: ON_THE_WAY + 1 }, (_, i) => {
    const along = i / ON_THE_WAY / far;
    return [clamp(centre[0] + dx * along, -1, 1), clamp(centre[1] + dy * along, -1, 1)];
  });
  const free = Array.from({ length: trace.params.hidden[0] ?? 0 }, (_, other) => (other === unit ? 0 : 1));
  const held = partlyHeld(trace, free);
  const outputs = valuesOf(held, Float64Array.from(way.flat()), workspaceFor(held, way.length));
  return outputs.every((output) => output > 0 === (outputs[0] ?? 0) > 0) ? directionOf([dx, dy]) : null;
}

/** The step from which on each unit of the first layer is missed if it is held: more points are wrong. `null` if it is not at the end. */
function neededSince(trace: BoundaryTrace): readonly (number | null)[] {
  const { series } = runOf(trace, 'main');
  const { errors = [] } = series;
  return Array.from({ length: trace.params.hidden[0] ?? 0 }, (_, unit) => {
    const without = series[`without${unit + 1}`] ?? [];
    const since = 1 + errors.findLastIndex((count, k) => (without[k] ?? 0) <= count);
    return since < errors.length ? since : null;
  });
}

/** The unit that came last: the last to be missed, of those that are at the end; `null` if that is not one alone. */
export function lastUnit(trace: BoundaryTrace): { readonly unit: number; readonly since: number } | null {
  const needed = neededSince(trace).flatMap((since, unit) => (since === null ? [] : [{ since, unit }]));
  const latest = Math.max(...needed.map(({ since }) => since));
  const [unit, other] = needed.filter(({ since }) => since === latest);
  return unit === undefined || other !== undefined || needed.length < 2 || latest === 0 ? null : unit;
}

/** Trainings of a width that have told the classes apart: by a closed curve, where that is the truth. */
export const successes = (trace: BoundaryTrace, { outcomes }: Rung): number =>
  outcomes.filter(({ errors, closed }) => errors <= trace.facts.allowed && (closed || !isRinged(trace)))
    .length;

/** Whether the truth is a closed curve. */
export const isRinged = ({ facts, params }: BoundaryTrace): boolean =>
  facts.file === null && params.data.shape === 'rings';

/** The width that succeeds the least often but ever, and how the one before it does; `null` if none does. */
export function leastRung(
  trace: BoundaryTrace,
): { readonly rung: Rung; readonly before: Rung | null } | null {
  const { ladder } = trace.facts;
  const at = ladder.findIndex((rung) => successes(trace, rung) > 0);
  const rung = ladder[at];
  return rung === undefined ? null : { rung, before: ladder[at - 1] ?? null };
}

/** Widths that are shown beside each other, at most. */
const SHOWN = 6;

/** The widths that are shown: the one that the film is about, the least that succeeds with the one before, the ends, and others. */
export const shownRungs = remember((trace: BoundaryTrace): readonly Rung[] => {
  const { ladder } = trace.facts;
  const least = leastRung(trace);
  const own = ladder.find(({ units }) => units === trace.params.hidden[0]);
  const first = [own, least?.rung, least?.before ?? undefined, ladder[0], ladder.at(-1), ...ladder];
  const kept = [...new Set(first.filter((rung) => rung !== undefined))].slice(0, SHOWN);
  return kept.sort((a, b) => a.units - b.units);
});

/** Mean roundness of those trainings of a width that closed; `null` if none did. */
export function roundnessAt({ outcomes }: Rung): number | null {
  const shares = outcomes.filter(({ closed }) => closed).map(({ roundness }) => roundness);
  return mean(shares) ?? null;
}

/** What the film ends on: the number that its question asks for. */
export function answerMessage(trace: BoundaryTrace): Message {
  const least = leastRung(trace);
  const units = least?.rung.units ?? 0;
  const next = units === 1 || least?.before?.units === units - 1;
  const proven = units === 3 && isRinged(trace) && isShallow(trace);
  return say('captionAnswer', {
    kind:
      least === null ? 'none' : proven ? 'proven' : !next ? 'tried' : isRinged(trace) ? 'closed' : 'apart',
    units,
    most: trace.facts.ladder.at(-1)?.units ?? 0,
  });
}

/** How often the fewest cuts succeed, and how often those before. */
export function luckMessage(trace: BoundaryTrace): Message {
  const { starts } = trace.params;
  const least = leastRung(trace);
  if (least === null) return say('captionLuckless', { starts, allowed: trace.facts.allowed });
  const { rung, before } = least;
  return say('captionLuck', {
    ringed: isRinged(trace),
    before: before?.units ?? 0,
    failed: before === null ? 0 : successes(trace, before),
    units: rung.units,
    won: successes(trace, rung),
    starts,
  });
}

/** The library, its optimizer and rate, as the film names them. */
export const dialectOf = ({ params }: BoundaryTrace): Message =>
  say('dialect', {
    library: LIBRARIES[params.semantics].name,
    optimizer: params.optimizer,
    rate: params.rate,
  });
