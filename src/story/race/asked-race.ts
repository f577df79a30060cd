/**
 * A race as claims ask about it: what is printed of its losses, who leads by that, who is gone – worked out from the losses
 * of the trace and the rule for leaving a race, not from the standings and events that choose captions.
 */
import { power } from '../../sim/maths.ts';
import { SURFACES } from '../../sim/objectives/surfaces.ts';
import { createOptimizer } from '../../sim/optimizers/registry.ts';
import { SETTLED, wallOf } from '../../sim/race.ts';
import { remember, rememberFor } from '../../sim/remember.ts';
import { simulate } from '../../sim/trace.ts';
import { SEARCH } from '../../sim/tuning.ts';
import type { Spoken } from '../claims.ts';
import { END, printedLoss } from '../standings.ts';
import type en from '../words/race/en.json';
import type { Message, Value } from '../words.ts';
import { type RaceRun, type RaceTrace, raceAt, runsOf, SCALES, type Scale } from './races.ts';

export type Said = Extract<keyof typeof en, `caption${string}`>;
export type Name = Value | undefined;

/** What is printed of a run that is out, as a number. */
export const OUT = Number.POSITIVE_INFINITY;

/** What is known of a run on a surface, whether it is in the trace or not. */
type Raced = Pick<RaceRun, 'surface' | 'losses' | 'points'>;

/** A run's heights above the minimum. */
export const heights = remember(({ surface, losses }: Raced): readonly number[] =>
  losses.map((loss) => loss - SURFACES[surface].leastLoss),
);

/** What is printed of a run after k steps of the given number, as a number. */
function printed(run: Raced, step: number, steps: number): number {
  const all = heights(run);
  const state = Math.min(step, all.length - 1);
  const cut = all.length <= steps;
  const wall = wallOf(run.surface, run.points[0] ?? [0, 0]);
  const gone = (cut || (all.at(-1) ?? 0) > wall) && all.slice(state).every((height) => height > wall);
  return gone || (cut && state === all.length - 1) ? OUT : printedLoss(all[state] ?? 0).value;
}

/** True if one of some numbers is finite and less than all the others. */
const alone = (own: number, all: readonly number[]): boolean =>
  own < OUT && all.every((other) => other >= own) && all.filter((other) => other === own).length === 1;

/** A run at the rates that a search of its own tries before and after its rate, run anew, with the run itself. */
const besides = rememberFor((run: RaceRun, steps: number): readonly Raced[] => {
  const { optimizer, surface, points } = run;
  const start = points[0] ?? [0, 0];
  const momenta = optimizer.kind === 'momentum' || optimizer.kind === 'nesterov' ? SEARCH.momenta.length : 1;
  const rate = (share: number): number => SEARCH.lowest * power(SEARCH.highest / SEARCH.lowest, share);
  const apart = rate(1 / (SEARCH.trials / momenta - 1)) / rate(0);
  const others = [1 / apart, apart].map((times) => {
    const params = { ...optimizer, learningRate: optimizer.learningRate * times };
    const { losses, points: path } = simulate(SURFACES[surface], createOptimizer(params), start, steps);
    return { surface, losses, points: path.map(([x = 0, y = 0]) => [x, y] as const) };
  });
  return [run, ...others];
}, String);

/** The lanes of those who have the lowest number at the end; if that is one, also of those who might have. */
function winners(runs: readonly RaceRun[], steps: number): readonly number[] {
  const all = runs.map((run) => printed(run, END, steps));
  const least = Math.min(...all);
  const first = runs.filter((_, i) => least < OUT && all[i] === least);
  const [leader] = first;
  if (first.length !== 1 || leader === undefined) return first.map(({ lane }) => lane).sort();
  const late = Array.from({ length: steps }, (_, k) => k + 1).slice(Math.floor(0.9 * steps) - 1);
  const near = (run: RaceRun): boolean =>
    (late.length > 0 ? late : [steps]).some((step) => {
      const own = besides(leader, steps).map((each) => printed(each, step, steps));
      return besides(run, steps).some((each) => printed(each, step, steps) <= Math.max(...own));
    });
  const close = runs.filter((run, i) => run === leader || ((all[i] ?? OUT) < OUT && near(run)));
  return close.map(({ lane }) => lane).sort();
}

/** What the losses of a race say, at some scale of its rates. */
function raceIn(trace: RaceTrace, race: number, scale: Scale = 'same') {
  const runs = runsOf(trace, race, scale);
  const { steps } = raceAt(trace, race);
  const named = (name: Name): RaceRun | undefined => runs.find(({ label }) => label === name);
  const numbers = (step = END): readonly number[] => runs.map((run) => printed(run, step, steps));
  const number = (name: Name, step = END): number => {
    const run = named(name);
    return run === undefined ? Number.NaN : printed(run, step, steps);
  };
  const stays = (name: Name): boolean => number(name) < OUT;
  return {
    ...{ runs, steps, named, numbers, number, stays },
    isGone: (name: Name): boolean => number(name) === OUT,
    /** It alone has the lowest number, or alone the highest and is still in the race. */
    leads: (name: Name, step = END): boolean => alone(number(name, step), numbers(step)),
    trails: (name: Name, step = END): boolean => {
      const all = numbers(step).map((each) => -each);
      return number(name, step) < OUT && alone(-number(name, step), all);
    },
    /** It ends at hardly any of the height that it began at. */
    arrives: (name: Name): boolean => {
      const run = named(name);
      const all = run === undefined ? [] : heights(run);
      return stays(name) && (all.at(-1) ?? 0) <= SETTLED * (all[0] ?? 0);
    },
    /** It alone is first, and would be at the neighbouring rates and a few steps earlier. */
    wins: (name: Name): boolean => {
      const first = winners(runs, steps);
      return first.length === 1 && first[0] === named(name)?.lane;
    },
    /** Who has the lowest number at the end, or is not to be told from it: lanes. */
    winners: (): readonly number[] => winners(runs, steps),
  };
}

/** The race that a frame is about. */
export function about({ trace, part, step }: Spoken<RaceTrace>) {
  const race = 'race' in part ? Number(part.race) : 0;
  const field = raceIn(trace, race);
  return {
    ...field,
    race,
    at: step ?? 0,
    over: step === field.steps,
    params: raceAt(trace, race),
    everyRace: trace.params.races,
    searches: trace.facts.races[race]?.searches ?? [],
    double: raceIn(trace, race, 'double'),
    before: runsOf(trace, race - 1),
    /** The first race's runs, and every race at every scale of its rates. */
    first: runsOf(trace, 0),
    everywhere: trace.params.races.map((_, each) => SCALES.map((scale) => raceIn(trace, each, scale))),
    winsAt: (name: Name, scale: Name): boolean =>
      SCALES.some((each) => each === scale && raceIn(trace, race, each).wins(name)),
  };
}
export type AskedRace = ReturnType<typeof about>;

/** What makes a caption true, asked of the race that its frame is about. */
export type Asked = 'definition' | ((values: Message['values'], race: AskedRace) => boolean);
