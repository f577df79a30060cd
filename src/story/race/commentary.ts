/** What there is to say about any race, independent of timing; its words are in `words/`. */

import { RAVINE_CONDITION } from '../../sim/objectives/ravine.ts';
import { SURFACES } from '../../sim/objectives/surfaces.ts';
import type { OptimizerKind } from '../../sim/optimizers/offers.ts';
import { LINGER, length } from '../../sim/race.ts';
import { SEARCH } from '../../sim/tuning.ts';
import { isOneName, sameField } from '../field.ts';
import { END, excessAt, isOut, placeOf, printedLoss, soleLeader, standings } from '../standings.ts';
import { RACE_WORDS } from '../words/race/index.ts';
import { type Message, sayer } from '../words.ts';
import { contenders } from './contenders.ts';
import { type RaceRun, type RaceTrace, raceAt, runsOf } from './races.ts';

/** Puts into a message what is said of races. */
export const say = sayer('races', RACE_WORDS.en);

/** The surface, and who races on it. */
export function introduction(trace: RaceTrace, race: number): readonly Message[] {
  const [former, current] = [trace.params.races[race - 1], raceAt(trace, race)];
  const surface = say('captionSurface', { surface: current.surface });
  if (former === undefined) return [surface];
  const tuned = current.rates === 'tuned';
  const field = { optimizers: current.optimizers.length };
  if (isLonger(trace, race)) return [say('captionLonger', { steps: current.steps, tuned, ...field })];
  if (!sameField(former.optimizers, current.optimizers)) return [surface, say('captionNewField', field)];
  if (tuned && former.rates === 'tuned') {
    return [surface, say('captionAnother', { steps: current.steps })];
  }
  const given = !tuned && former.rates === 'as given';
  return given ? [surface, say('captionSameField', field)] : [surface];
}

/** True if a race is the one before it with other steps. */
export function isLonger(trace: RaceTrace, race: number): boolean {
  const [former, { surface, start, steps, optimizers }] = [trace.params.races[race - 1], raceAt(trace, race)];
  return (
    former !== undefined &&
    former.surface === surface &&
    String(former.start) === String(start) &&
    former.steps !== steps &&
    sameField(former.optimizers, optimizers)
  );
}

/** Where the rates come from; nothing if that has been said in introducing the race. */
export function rates(trace: RaceTrace, race: number): readonly Message[] {
  const { rates: origin, steps, optimizers: field } = raceAt(trace, race);
  const optimizers = field.length;
  const former = trace.params.races[race - 1];
  if (origin === 'as given') return isLonger(trace, race) ? [] : [say('captionGiven', { optimizers })];
  if (former?.rates === 'tuned' && sameField(former.optimizers, field)) return [];
  if (isLonger(trace, race)) return [];
  return [say('captionSearch', { trials: SEARCH.trials, steps, optimizers })];
}

/** The kinds whose idea fits into a sentence. */
const EXPLAINED: ReadonlySet<string> = new Set<OptimizerKind>([
  'sgd',
  'momentum',
  'nesterov',
  'adagrad',
  'rmsprop',
  'adam',
  'adamw',
]);

/** How an optimizer steps; RMSprop is explained by comparison if AdaGrad comes before it; a library, and others, by the first step. */
export function lesson(runs: readonly RaceRun[], run: RaceRun): Message {
  const { kind, learningRate, alpha, weightDecay = 0 } = run.optimizer;
  const oneName = isOneName(runs.map(({ optimizer }) => optimizer));
  if (oneName || !EXPLAINED.has(kind)) {
    const [[x0, y0] = [0, 0], [x1, y1] = [x0, y0]] = run.points;
    const [along, across] = [Math.abs(x1 - x0), Math.abs(y1 - y0)];
    const ratio = Number((Math.max(along, across) / Math.abs(learningRate)).toPrecision(2));
    const [name, axis] = [run.label, along >= across ? 'x' : 'y'];
    if (oneName && kind === 'adamw' && weightDecay > 0)
      return say('captionLibraryDecay', { name, decay: weightDecay });
    // From a mean square of 0, RMSprop's first step divides by √(1 − α) of the gradient.
    const explains = alpha !== undefined && Number((1 / Math.sqrt(1 - alpha)).toPrecision(2)) === ratio;
    return say('captionLibrary', { name, ratio, axis, alpha: explains ? alpha : null });
  }
  const before = runs.slice(0, runs.indexOf(run)).map(({ optimizer }) => optimizer.kind);
  const told = kind === 'rmsprop' && before.includes('adagrad') ? 'likewise' : kind;
  return say('captionLesson', { lesson: told });
}

/** How far above the minimum a run is after k steps, and whether that is nothing to speak of. */
const heightOf = (run: RaceRun, step: number) => {
  const loss = excessAt(run, step);
  return { loss, arrived: printedLoss(loss).value === 0 };
};

/** The name of the run that alone is last after k steps, and still in the race. */
function lastAlone(runs: readonly RaceRun[], step: number): string | null {
  const last = standings(runs, step).at(-1);
  const alone = last !== undefined && placeOf(runs, last, step).sharing === 1 && !isOut(last, step);
  return alone ? last.label : null;
}

/** A noteworthy event at a step of a race. */
interface RaceEvent {
  readonly step: number;
  readonly message: Message;
}

/** Who leaves the race and who lingers on flat ground, in the order in which it becomes visible. */
export function raceEvents(runs: readonly RaceRun[]): readonly RaceEvent[] {
  const bySteps = (a: RaceEvent, b: RaceEvent): number => a.step - b.step;
  const others = runs.filter(({ outSince }) => outSince === null).length;
  // Whoever leaves at one step is told of together.
  const steps = [...new Set(runs.flatMap(({ outSince }) => outSince ?? []))].sort((a, b) => a - b);
  const told = steps.slice(0, 2).map((step): RaceEvent => {
    const [first, second, ...more] = runs.filter(({ outSince }) => outSince === step);
    const names = (second === undefined ? 1 : 2) + more.length;
    const who = { names, first: first?.label ?? '', second: second?.label ?? '' };
    return { step, message: say('captionOut', { step, ...who, others }) };
  });
  const slow = runs.filter(({ lingers }) => lingers !== null);
  if (slow.length === 0 || runs.length === 1) return told;
  const [first, second] = slow;
  const message = say('captionLinger', {
    names: slow.length,
    all: slow.length === runs.length,
    first: first?.label ?? null,
    second: second?.label ?? null,
  });
  return [...told, { step: Math.max(...slow.map(({ lingers }) => lingers ?? 0)), message }].sort(bySteps);
}

/** How a race ended, and what the winner does that others do not. */
export function ending(trace: RaceTrace, race: number): readonly Message[] {
  const runs = runsOf(trace, race);
  const order = standings(runs, END);
  const [first, second] = order;
  if (first === undefined) return [];
  if (first.outSince !== null) return [say('captionAllOut', { optimizers: runs.length })];
  if (runs.length === 1) return [say('captionEnd', { name: first.label, ...heightOf(first, END) })];
  const { sharing } = placeOf(runs, first, END);
  if (sharing > 1) {
    const names = { first: first.label, second: second?.label ?? '' };
    return [say('captionTie', { names: sharing, all: sharing === runs.length, ...names })];
  }
  const close = contenders(trace, race);
  if (close.length > 1) return [undecided(runs, close)];
  const said = say('captionWinner', { first: first.label, last: lastAlone(runs, END) });
  const fell = fallen(trace, race, first);
  return [said, ...(fell.length > 0 ? fell : edge(runs, first))];
}

/** All are far from the goal, and alike, if the highest is at most so many times as high as the lowest. */
export const ALIKE = 2;

/** What there is to say where nobody wins: that nobody arrives, or who is too close to call. */
function undecided(runs: readonly RaceRun[], close: readonly RaceRun[]): Message {
  const ends = runs.map((run) => excessAt(run, END));
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const nobody = runs.every(({ outSince, settlesSince }) => outSince === null && settlesSince === null);
  if (nobody && high <= ALIKE * low) return say('captionFar', { low, high });
  const [first, second] = close;
  return say('captionPhoto', { names: close.length, first: first?.label ?? '', second: second?.label ?? '' });
}

/** Who first was alone in front in the first half of a race and is not among those who might win it: had it ended then, another would have won. */
export function earlyLeader(
  trace: RaceTrace,
  race: number,
): { readonly run: RaceRun; readonly step: number } | undefined {
  const { steps } = raceAt(trace, race);
  const runs = runsOf(trace, race);
  const close = contenders(trace, race);
  const led = Array.from({ length: Math.floor(steps / 2) }, (_, k) => ({
    step: k + 1,
    run: soleLeader(runs, k + 1),
  }));
  return led.flatMap(({ run, step }) =>
    run === undefined || run.outSince !== null || close.length === 0 || close.includes(run)
      ? []
      : [{ run, step }],
  )[0];
}

/** The steps at the end of a race over which it is told how far runs get: all but the first quarter, down the walls. */
export const lastSteps = (steps: number): number => steps - Math.floor(steps / 4);

/** How far a run has got in the last steps of a race. */
export function lastWay({ points }: RaceRun, steps: number): number {
  const [[x, y] = [0, 0], [x0, y0] = [0, 0]] = [points.at(-1), points[steps - lastSteps(steps)]];
  return length([x - x0, y - y0]);
}

const remembers = ({ updates }: RaceRun): boolean => updates.some(({ memory }) => memory !== null);

/** Why one without speed is last: its rates fell where it was steep, and never rise again where it is flat. */
function fallen(trace: RaceTrace, race: number, winner: RaceRun): readonly Message[] {
  const runs = runsOf(trace, race);
  const { steps } = raceAt(trace, race);
  const name = lastAlone(runs, END);
  const run = runs.find(({ label }) => label === name);
  if (name === null || run === undefined || remembers(run) || !remembers(winner)) return [];
  const { updates, points, surface } = run;
  const shrinks = updates.every(({ rates }, k) =>
    rates.every((rate, axis) => rate <= (updates[k - 1]?.rates[axis] ?? rate)),
  );
  const first = updates[0]?.rates ?? [];
  const less =
    first.length > 0 && first.every((rate, axis) => (updates.at(-1)?.rates[axis] ?? rate) < 0.9 * rate);
  const [steep = 0, flat = 0] = [points[0], points.at(-1)].map((at) =>
    length(SURFACES[surface].gradient(at ?? [0, 0])),
  );
  const slow = 2 * lastWay(run, steps) <= lastWay(winner, steps);
  if (!shrinks || !less || !slow || flat > LINGER.slope * steep) return [];
  return [say('captionFallen', { name }), say('captionCrawl', { name })];
}

/** What is asked while all race at once. */
export const question = (trace: RaceTrace, race: number): readonly Message[] => {
  const { optimizers, steps } = raceAt(trace, race);
  return optimizers.length === 1 ? [] : [say('captionNow', { optimizers: optimizers.length, steps })];
};

/** Rates that differ by more than this factor belong to an axis along which there is nothing to go down. */
const LEVEL = 1000;

/**
 * What distinguishes a winner's steps, as a number: the rates of its axes, or the share of its memory. Nothing among
 * several of one name, whose steps are of one kind.
 */
function edge(runs: readonly RaceRun[], { label: name, updates }: RaceRun): readonly Message[] {
  if (isOneName(runs.map(({ optimizer }) => optimizer))) return [];
  const [x = 0, y = 0] = updates[0]?.rates ?? [];
  // Along an axis without a slope the rate is limited by ε alone.
  if (Math.max(x / y, y / x) > LEVEL) return [];
  const [along = x, across = y] = updates.at(-1)?.rates ?? [];
  const round = rounded(runs, along / across);
  if (round !== null) return [say('captionRound', { name, ...round })];
  if (x / y >= 1.5) return [say('captionAxes', { name, flat: 'x', steep: 'y', ratio: x / y })];
  if (x / y <= 2 / 3) return [say('captionAxes', { name, flat: 'y', steep: 'x', ratio: 1 / (x / y) })];
  const total = (of: 'gradient' | 'memory'): number =>
    updates.reduce((sum, update) => sum + sizeOf(update[of] ?? []), 0);
  const memory = total('memory');
  const share = memory / (total('gradient') + memory);
  return share > 0.2 ? [say('captionMemory', { name, share })] : [];
}

/** How many times as steep the ravine is across as along, and is left with rates that differ by a ratio; `null` elsewhere, and if it gets no rounder. */
function rounded(
  runs: readonly RaceRun[],
  ratio: number,
): { readonly from: number; readonly to: number } | null {
  if (runs[0]?.surface !== 'ravine' || ratio < 1.5 || ratio > RAVINE_CONDITION) return null;
  return { from: RAVINE_CONDITION, to: RAVINE_CONDITION / ratio };
}

const sizeOf = (parts: readonly number[]): number => parts.reduce((sum, value) => sum + Math.abs(value), 0);
