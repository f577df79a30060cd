/** What can be said of a trace, and the moments, places and units that it is said of. */

import { maxIndex, mean } from 'd3-array';
import { LIBRARIES } from '../../sim/frameworks/framework.ts';
import { boundaryOf, evenMaps, isClosed, largestLoop, roundnessOf } from '../../sim/network/boundary.ts';
import type { Network } from '../../sim/network/network.ts';
import type { Place2 } from '../../sim/objectives/surface.ts';
import { remember } from '../../sim/remember.ts';
import type { BoundaryRun, BoundaryTrace, Rung } from '../../sim/trainings/width-ladder.ts';
import { BOUNDARY_WORDS } from '../words/boundary/index.ts';
import { type Message, sayer } from '../words.ts';
import { cutsOf, judged, networkAfter, outputsAt, partlyAdded, runOf } from './networks.ts';

const say = sayer('decision boundaries', BOUNDARY_WORDS.en);

/** Half the steps over which the errors' fall is looked at. */
const WINDOW = 15;
/** Steps in which units are added up, cuts that are crossed, and widths shown beside each other, at most. */
const [ADDED, CROSSED, SHOWN] = [4, 3, 4] as const;

/** Whether the truth is a closed curve. */
export const isRinged = ({ facts, params }: BoundaryTrace): boolean =>
  facts.file === null && params.data.shape === 'rings';

/** Whether the film is about a curve that closes: the truth is one, and the network has come to it. */
export const closes = (trace: BoundaryTrace): boolean =>
  isRinged(trace) && runOf(trace, 'main').outcome.closed;

/** Whether the film's network has one hidden layer: only then two cuts can be shown never to close. */
export const isShallow = ({ params }: BoundaryTrace): boolean => params.hidden.length === 1;

/** The runs of fewer units that the film fails with: one unit, and one too few. */
export function failuresOf(trace: BoundaryTrace): {
  readonly one: BoundaryRun | undefined;
  readonly fewer: BoundaryRun | undefined;
} {
  const [width = 1] = trace.params.hidden;
  return {
    one: trace.runs.find(({ id, hidden }) => hidden[0] === 1 && (id !== 'main' || width === 1)),
    fewer: trace.runs.find(({ id, hidden }) => id !== 'main' && (hidden[0] ?? 0) > 1),
  };
}

/** Whether a run's boundary can be shown never to close: two cuts of a single layer, which have left it open. */
export const isProvable = (trace: BoundaryTrace, { hidden, outcome }: BoundaryRun): boolean =>
  isShallow(trace) && hidden[0] === 2 && isRinged(trace) && !outcome.closed;

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

/** Whether the wrong points around a step become fewer by half, by five at least. */
export function falls({ series: { errors = [] } }: BoundaryRun, step: number): boolean {
  const [from = 0, to = 0] = [
    errors[Math.max(0, step - WINDOW)],
    errors[Math.min(errors.length - 1, step + WINDOW)],
  ];
  return to <= from / 2 && from - to >= 5;
}

/** What a boundary looks like. */
type Look = 'none' | 'open' | 'closed';

/** How a network's boundary looks. */
function lookOf(network: Network): Look {
  const [map = []] = evenMaps([network]);
  const boundary = boundaryOf(map);
  if (isClosed(boundary)) return 'closed';
  return boundary.open ? 'open' : 'none';
}

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

/** Samples along each edge of the square, how far in they are to be seen, and how far those of one gap lie from its middle. */
const [EDGE, INSIDE, NARROW_GAP] = [80, 0.98, 0.8] as const;

/** Where the curve of the main run closes last, on the square's edge, and to which side of its centre; `null` if it does not. */
export const gapOf = remember(
  (trace: BoundaryTrace): { readonly place: Place2; readonly side: (typeof DIRECTIONS)[number] } | null => {
    const step = closes(trace) ? closingStep(trace) : null;
    if (step === null || step === 0) return null;
    const run = runOf(trace, 'main');
    const [map = []] = evenMaps([networkAfter(trace, run, step)]);
    const loop = largestLoop(boundaryOf(map));
    if (loop === undefined) return null;
    const { centre } = roundnessOf(loop);
    // A step before, the class within still reaches the edge there.
    const edge = Array.from({ length: EDGE + 1 }, (_, i) => INSIDE * ((2 * i) / EDGE - 1)).flatMap(
      (at): readonly Place2[] => [
        [at, INSIDE],
        [at, -INSIDE],
        [INSIDE, at],
        [-INSIDE, at],
      ],
    );
    const [middle = 0, ...outputs] = outputsAt(networkAfter(trace, run, step - 1), [centre, ...edge]);
    const open = edge.filter((_, i) => (outputs[i] ?? 0) > 0 === middle > 0);
    const place: Place2 = [mean(open, ([x]) => x) ?? 0, mean(open, ([, y]) => y) ?? 0];
    const away: Place2 = [place[0] - centre[0], place[1] - centre[1]];
    const near = ([x, y]: Place2): boolean => {
      const [right, up] = [x - place[0], y - place[1]];
      return right * right + up * up < NARROW_GAP * NARROW_GAP;
    };
    const narrow = open.every(near);
    const side = directionOf(away);
    // The middle of what is open may itself lie where it is closed.
    const there = open.some(([x, y]) => directionOf([x - centre[0], y - centre[1]]) === side);
    return narrow && there ? { place, side } : null;
  },
);

/** A place at which pushes are added up, and the unit whose cut alone lies between it and the first; `null` if none does. */
export interface Station {
  readonly at: Place2;
  readonly label: 0 | 1;
  readonly unit: number | null;
}

/** The points at which pushes are added up: the disc that is told best, then beyond each cut alone, else anywhere, the best square. */
export const stationsOf = remember((trace: BoundaryTrace): readonly Station[] => {
  const network = networkAfter(trace, runOf(trace, 'main'));
  const outputs = outputsAt(
    network,
    trace.facts.data.map(({ x, y }): Place2 => [x, y]),
  );
  const right = trace.facts.data
    .map(({ x, y, label }, i) => ({ at: [x, y] as const, label, output: outputs[i] ?? 0 }))
    .filter(({ label, output }) => output > 0 === (label === 1))
    .sort((a, b) => b.output - a.output);
  const [disc] = right.filter(({ label }) => label === 1);
  const squares = right.filter(({ label }) => label === 0).reverse();
  const first = disc ?? squares[0];
  if (first === undefined) return [];
  const start: Station = { at: first.at, label: first.label, unit: null };
  if (disc === undefined || squares[0] === undefined) return [start];
  const cuts = isShallow(trace) ? cutsOf(network) : [];
  const sides = ([x, y]: Place2): readonly boolean[] => cuts.map(({ w: [u, v], b }) => u * x + v * y + b > 0);
  const own = sides(disc.at);
  const beyond = cuts.slice(0, CROSSED).flatMap((_, unit): readonly Station[] => {
    const found = squares.find(({ at }) => sides(at).every((side, k) => (side !== own[k]) === (k === unit)));
    return found === undefined ? [] : [{ at: found.at, label: 0, unit }];
  });
  return [start, ...(beyond.length > 0 ? beyond : [{ at: squares[0].at, label: 0 as const, unit: null }])];
});

/** What is said at the points: at the first, and of those beyond cuts together. */
export function stationMessages(trace: BoundaryTrace): readonly Message[] {
  const [first, ...others] = stationsOf(trace);
  if (first === undefined) return [];
  const [second] = others;
  const { activation } = trace.params;
  return [
    say('captionPoint', { label: first.label }),
    ...(second === undefined
      ? []
      : [second.unit === null ? say('captionElse') : say('captionAcross', { activation })]),
  ];
}

/** Some pushes added up, and what comes of it. */
export interface Addition {
  /** 1 or 0 of each unit of the last hidden layer. */
  readonly added: readonly number[];
  readonly look: Look;
  readonly errors: number;
}

/** Pushes added to the bias unit by unit, all of them in four steps at most. */
export const additions = remember((trace: BoundaryTrace): readonly Addition[] => {
  const network = networkAfter(trace, runOf(trace, 'main'));
  const width = trace.params.hidden.at(-1) ?? 1;
  const counts = width <= ADDED ? Array.from({ length: width }, (_, i) => i + 1) : [1, 2, width - 1, width];
  return counts.map((count): Addition => {
    const added = Array.from({ length: width }, (_, unit) => (unit < count ? 1 : 0));
    const partly = partlyAdded(network, added);
    const errors = judged(trace, partly).filter(({ flipped }) => flipped).length;
    return { added, errors, look: lookOf(partly) };
  });
});

/** What is said of pushes added up. */
export const additionMessage = (trace: BoundaryTrace, { added, look, errors }: Addition): Message => {
  const n = added.filter((share) => share === 1).length;
  return say('captionAdded', { n, look, ringed: isRinged(trace), errors, all: trace.facts.data.length });
};

/** Trainings of a width that have told the classes apart: by a closed curve, where that is the truth. */
export const successes = (trace: BoundaryTrace, { outcomes }: Rung): number =>
  outcomes.filter(({ errors, closed }) => errors <= trace.facts.allowed && (closed || !isRinged(trace)))
    .length;

/** The smallest width that ever succeeds, and the one before it; `null` if none does. */
export function leastRung(
  trace: BoundaryTrace,
): { readonly rung: Rung; readonly before: Rung | null } | null {
  const { ladder } = trace.facts;
  const at = ladder.findIndex((rung) => successes(trace, rung) > 0);
  const rung = ladder[at];
  return rung === undefined ? null : { rung, before: ladder[at - 1] ?? null };
}

/** The widths that are shown: the one that the film is about, the least that succeeds with the one before, the ends, and others. */
export const shownRungs = remember((trace: BoundaryTrace): readonly Rung[] => {
  const { ladder } = trace.facts;
  const least = leastRung(trace);
  const own = ladder.find(({ units }) => units === trace.params.hidden[0]);
  const first = [own, least?.rung, least?.before ?? undefined, ladder[0], ladder.at(-1), ...ladder];
  const kept = [...new Set(first.filter((rung) => rung !== undefined))].slice(0, SHOWN);
  return kept.sort((a, b) => a.units - b.units);
});

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
  const won = successes(trace, rung);
  return say('captionLuck', {
    ringed: isRinged(trace),
    before: before?.units ?? 0,
    units: rung.units,
    won,
    all: won === starts,
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
