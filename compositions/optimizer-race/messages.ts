/** What there is to say about a race, independent of wording and timing. */
import { titleOf } from '../../src/sim/optimizers/offers.ts';
import { SEARCH } from '../../src/sim/tuning.ts';
import { isOneName, sameField } from '../../src/story/field.ts';
import { END, excessAt, isOut, placeOf, soleLeader, standings } from '../../src/story/standings.ts';
import type { Message } from '../../src/story/words.ts';
import { type RaceRun, type RaceTrace, raceAt, runsOf } from './simulation.ts';
import { words } from './words.ts';

const { say } = words;

/** Which race this is, and on which surface. */
export const raceHeading = (trace: RaceTrace, race: number): Message =>
  say('raceHeading', {
    race: race + 1,
    races: trace.params.races.length,
    surface: say('surface', { surface: raceAt(trace, race).surface }),
  });

/** The surface, and who races on it. */
export function introduction(trace: RaceTrace, race: number): readonly Message[] {
  const [former, current] = [trace.params.races[race - 1], raceAt(trace, race)];
  const surface = say('captionSurface', { surface: current.surface });
  if (former === undefined) return [surface, say('captionLoss')];
  const field = { optimizers: current.optimizers.length };
  if (!sameField(former.optimizers, current.optimizers)) return [surface, say('captionNewField', field)];
  const given = current.rates === 'as given' && former.rates === 'as given';
  return given ? [surface, say('captionSameField', field)] : [surface];
}

/** Where the rates come from. */
export function rates(trace: RaceTrace, race: number): readonly Message[] {
  const { rates: origin, steps } = raceAt(trace, race);
  if (origin === 'as given') return [say('captionGiven')];
  const search = say('captionSearch', { trials: SEARCH.trials, steps });
  const searchesOf = (index: number) => trace.facts.races[index]?.searches ?? [];
  // Where every trial climbs there is no best one to speak of.
  if (!searchesOf(race).every(({ trials }) => trials.some(({ excess }) => excess !== null))) return [search];
  if (trace.params.races[race - 1]?.rates !== 'tuned') return [search, say('captionBest')];
  const ratesIn = (index: number) => String(searchesOf(index).map(({ best }) => best.learningRate));
  return ratesIn(race) === ratesIn(race - 1) ? [search] : [say('captionBestAgain')];
}

/** How an optimizer steps; RMSprop is explained by comparison if AdaGrad comes before it; a library by its first step. */
export function lesson(runs: readonly RaceRun[], run: RaceRun): Message {
  const { kind, learningRate, alpha, weightDecay = 0 } = run.optimizer;
  if (isOneName(runs.map(({ optimizer }) => optimizer))) {
    const [[x0, y0] = [0, 0], [x1, y1] = [x0, y0]] = run.points;
    const ratio = Math.max(Math.abs(x1 - x0), Math.abs(y1 - y0)) / learningRate;
    const name = run.label;
    if (kind === 'adamw' && weightDecay > 0) return say('captionLibraryDecay', { name, decay: weightDecay });
    return say('captionLibrary', { name, ratio, alpha: kind === 'rmsprop' ? (alpha ?? null) : null });
  }
  const before = runs.slice(0, runs.indexOf(run)).map(({ optimizer }) => optimizer.kind);
  const told = kind === 'rmsprop' && before.includes('adagrad') ? 'likewise' : kind;
  return say('captionLesson', { lesson: told, name: titleOf(kind) });
}

/** The standings after a number of steps; nothing if there is not one leader to name. */
export function standingsAfter(runs: readonly RaceRun[], step: number): readonly Message[] {
  const [first] = standings(runs, step);
  if (first === undefined || step === 0) return [];
  if (placeOf(runs, first, step).sharing === runs.length) {
    const alone = runs.length === 1 && first.outSince === null;
    return alone ? [say('captionAlone', { step, loss: excessAt(first, step) })] : [];
  }
  const leader = soleLeader(runs, step);
  if (leader === undefined) return [];
  return [say('captionStandings', { step, first: leader.label, last: lastAlone(runs, step) })];
}

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
  const left = runs.flatMap(({ outSince: step, label: name }): readonly RaceEvent[] =>
    step === null ? [] : [{ step, message: say('captionOut', { name, step, others }) }],
  );
  const told = left.sort(bySteps).slice(0, 2);
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
  if (runs.length === 1) return [say('captionEnd', { name: first.label, loss: excessAt(first, END) })];
  const { sharing } = placeOf(runs, first, END);
  if (sharing > 1) {
    const names = { first: first.label, second: second?.label ?? '' };
    return [say('captionTie', { names: sharing, all: sharing === runs.length, ...names })];
  }
  return [say('captionWinner', { first: first.label, last: lastAlone(runs, END) }), ...edge(first)];
}

/** What distinguishes a winner's steps, as a number: the rates of its axes, or the share of its memory. */
function edge({ updates }: RaceRun): readonly Message[] {
  const [x = 0, y = 0] = updates[0]?.rates ?? [];
  if (x / y >= 1.5) return [say('captionAxes', { flat: 'x', steep: 'y', ratio: x / y })];
  if (x / y <= 2 / 3) return [say('captionAxes', { flat: 'y', steep: 'x', ratio: 1 / (x / y) })];
  const total = (of: 'gradient' | 'memory'): number =>
    updates.reduce((sum, update) => sum + sizeOf(update[of] ?? []), 0);
  const memory = total('memory');
  const share = memory / (total('gradient') + memory);
  return share > 0.2 ? [say('captionMemory', { share })] : [];
}

const sizeOf = (parts: readonly number[]): number => parts.reduce((sum, value) => sum + Math.abs(value), 0);
