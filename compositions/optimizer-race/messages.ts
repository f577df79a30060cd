/** What there is to say about a race, independent of wording and timing. */
import { titleOf } from '../../src/sim/optimizers/offers.ts';
import type { Message } from '../../src/story/words.ts';
import { isOneName, sameField } from './field.ts';
import { FACTORS, type RaceRun, type RaceTrace, runsOf, type Scale } from './simulation.ts';
import { excessAt, placeOf, soleLeader, standings } from './standings.ts';
import { SEARCH } from './tuning.ts';
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
  const given = current.rates === 'as given' && former?.rates === 'as given';
  const again = former !== undefined && sameField(former.optimizers, current.optimizers);
  const field = again ? (given ? [say('captionSameField', values)] : []) : [say('captionNewField', values)];
  return [
    say('captionSurface', { surface: current.surface }),
    ...(former === undefined ? [say('captionLoss')] : field),
  ];
}

/** Where the rates come from. */
export function rates({ params: { races }, facts }: RaceTrace, race: number): readonly Message[] {
  const current = races[race];
  if (current === undefined) return [];
  if (current.rates === 'as given') return [say('captionGiven')];
  const search = say('captionSearch', { trials: SEARCH.trials, steps: current.steps });
  // Where every trial climbs there is no best one to speak of.
  const counts = (facts.races[race]?.searches ?? []).every(({ trials }) =>
    trials.some(({ excess }) => excess !== null),
  );
  if (!counts) return [search];
  const [former] = races.slice(race - 1, race);
  if (race === 0 || former?.rates !== 'tuned') return [search, say('captionBest')];
  const rateIn = (index: number): string =>
    String((facts.races[index]?.searches ?? []).map(({ best }) => best.learningRate));
  return rateIn(race) === rateIn(race - 1) ? [search] : [say('captionBestAgain')];
}

/** How an optimizer steps; RMSprop is explained by comparison if AdaGrad comes before it; a library by its first step. */
export function lesson(runs: readonly RaceRun[], index: number): Message {
  const run = runs[index];
  if (run === undefined) throw new RangeError(`no run ${index}`);
  const { kind, learningRate, alpha, weightDecay = 0 } = run.optimizer;
  if (isOneName(runs.map(({ optimizer }) => optimizer))) {
    const ratio = longestOf(run) / learningRate;
    const name = run.label;
    if (kind === 'adamw' && weightDecay > 0) return say('captionLibraryDecay', { name, decay: weightDecay });
    return kind === 'rmsprop' && alpha !== undefined
      ? say('captionLibraryMean', { name, ratio, alpha })
      : say('captionLibrary', { name, ratio });
  }
  const afterAdagrad = runs.slice(0, index).some(({ optimizer }) => optimizer.kind === 'adagrad');
  const told = kind === 'rmsprop' && afterAdagrad ? 'likewise' : kind;
  return say('captionLesson', { lesson: told, name: titleOf(kind) });
}

/** How far the first step goes along the axis in which it goes further. */
const longestOf = ({ points: [from = [0, 0], to = from] }: RaceRun): number =>
  Math.max(Math.abs(to[0] - from[0]), Math.abs(to[1] - from[1]));

/** The standings after a number of steps. */
export function standingsAfter(runs: readonly RaceRun[], step: number): readonly Message[] {
  const [first] = standings(runs, step);
  if (first === undefined || step === 0 || placeOf(runs, first, step).sharing === runs.length) {
    const alone = runs.length === 1 && first?.outSince === null ? first : undefined;
    if (alone === undefined || step === 0) return [];
    return [say('captionAlone', { step, loss: excessAt(alone, step) })];
  }
  const leader = soleLeader(runs, step);
  if (leader === undefined) return [];
  const last = lastAlone(runs, step);
  return last === undefined
    ? [say('captionLeads', { step, first: leader.label })]
    : [say('captionStandings', { step, first: leader.label, last: last.label })];
}

/** The run that alone is last after k steps, and still in the race. */
function lastAlone(runs: readonly RaceRun[], step: number): RaceRun | undefined {
  const last = standings(runs, step).at(-1);
  if (last === undefined || placeOf(runs, last, step).sharing > 1) return undefined;
  return last.outSince !== null && last.outSince <= step ? undefined : last;
}

export const lead = (winner: RaceRun, step: number): Message =>
  say('captionLead', { name: winner.label, step });

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
  const left = outs
    .map(({ step, name }) => ({ step, message: say('captionOut', { name, step, others }) }))
    .sort((a, b) => a.step - b.step);
  const lingering = {
    step: Math.max(...slow.map(({ lingers }) => lingers ?? 0)),
    message: say('captionLinger', {
      names: slow.length,
      all: slow.length === runs.length,
      first: first?.label ?? null,
      second: second?.label ?? null,
    }),
  };
  return [...left.slice(0, 2), ...(slow.length === 0 || runs.length === 1 ? [] : [lingering])].sort(
    (a, b) => a.step - b.step,
  );
}

/** How a race ended, and what the winner does that others do not. */
export function ending(trace: RaceTrace, race: number): readonly Message[] {
  const runs = runsOf(trace, race);
  const end = Number.POSITIVE_INFINITY;
  const [first] = standings(runs, end);
  if (first === undefined) return [];
  if (first.outSince !== null) return [say('captionAllOut', { optimizers: runs.length })];
  if (runs.length === 1) return [say('captionEnd', { name: first.label, loss: excessAt(first, end) })];
  const { sharing } = placeOf(runs, first, end);
  if (sharing > 1) {
    const names = standings(runs, end).map(({ label }) => label);
    const [a = '', b = ''] = names;
    return [say('captionTie', { names: sharing, all: sharing === runs.length, first: a, second: b })];
  }
  const last = lastAlone(runs, trace.params.races[race]?.steps ?? 0);
  const wins =
    last === undefined
      ? say('captionFirst', { first: first.label })
      : say('captionWinner', { first: first.label, last: last.label });
  return [wins, ...edge(first)];
}

/** What distinguishes a winner's steps, as a number: the rates of its axes, or the share of its memory. */
function edge({ updates }: RaceRun): readonly Message[] {
  const [x = 0, y = 0] = updates[0]?.rates ?? [];
  const ratio = x / y;
  if (ratio >= 1.5 || ratio <= 2 / 3) {
    return [
      say('captionAxes', {
        flat: ratio > 1 ? 'x' : 'y',
        steep: ratio > 1 ? 'y' : 'x',
        ratio: Math.max(ratio, 1 / ratio),
      }),
    ];
  }
  const size = (of: readonly number[] | null | undefined): number =>
    (of ?? []).reduce((sum, value) => sum + Math.abs(value), 0);
  const total = (of: 'gradient' | 'memory'): number =>
    updates.reduce((sum, update) => sum + size(update[of]), 0);
  const [now, memory] = [total('gradient'), total('memory')];
  const share = memory / (now + memory);
  return share > 0.2 ? [say('captionMemory', { share })] : [];
}

/** A scale's rates in a word. */
export const scaleTitle = (scale: Scale, tuned: boolean): Message =>
  say('scaleTitle', { scale, tuned, factor: FACTORS[scale] });
