/** What other rates change in races, and what all races together show. */
import { sameField } from '../field.ts';
import { END, excessAt, isOut, placeOf, printedLoss } from '../standings.ts';
import type { Message } from '../words.ts';
import { earlyLeader, isLonger, say } from './commentary.ts';
import { contenders, soleWinner } from './contenders.ts';
import { type RaceTrace, raceAt, runsOf, SCALES, type Scale } from './races.ts';

/** Who wins at which rates. */
function winnersByScale(trace: RaceTrace, race: number): readonly Message[] {
  const winners = SCALES.flatMap((scale) => {
    const leader = soleWinner(trace, race, scale);
    return leader === undefined ? [] : [{ scale, ...leader }];
  });
  const [one] = winners;
  if (one === undefined) return [];
  const other = winners.find(({ lane }) => lane !== one.lane);
  const everywhere = winners.length === SCALES.length;
  if (other === undefined) return everywhere ? [say('captionSame', { name: one.label })] : [];
  const [half = '', as = '', double = ''] = winners.map(({ label }) => label);
  if (new Set(winners.map(({ lane }) => lane)).size === SCALES.length) {
    return [say('captionThree', { half, as, double })];
  }
  const [first, second] = [one.label, other.label];
  return [say('captionTurn', { first, firstScale: one.scale, second, secondScale: other.scale })];
}

/** Lanes of all that share the first place of a race; none if everybody is out. */
const winnersOf = (trace: RaceTrace, race: number, scale: Scale = 'same'): readonly number[] =>
  contenders(trace, race, scale)
    .map(({ lane }) => lane)
    .sort((a, b) => a - b);

/**
 * What decides who wins: the rates, only the surface, or neither, and then one optimizer everywhere, alone or not; or the
 * rates decide whether anybody does, or nobody wins alone, or has no one to beat.
 */
type WhatDecides = 'rate' | 'result' | 'surface' | 'same' | 'shared' | 'none' | 'alone';

function verdictOf(trace: RaceTrace): WhatDecides {
  const contests = [...trace.params.races.keys()].filter((race) => runsOf(trace, race).length > 1);
  const won = contests.map((race) => SCALES.map((scale) => winnersOf(trace, race, scale)));
  const [first, ...others] = won.flat();
  if (first === undefined) return 'alone';
  if (others.every((winners) => String(winners) === String(first)))
    return first.length === 1 ? 'same' : 'none';
  if (won.some((race) => race.some((one) => race.some((other) => apart(one, other))))) return 'rate';
  if (first.some((lane) => others.every((winners) => winners.includes(lane)))) return 'shared';
  return won.every((race) => new Set(race.map(String)).size === 1) ? 'surface' : 'result';
}

export const racesVerdict = (trace: RaceTrace): Message =>
  say('racesVerdict', { verdict: verdictOf(trace), races: trace.params.races.length });

/** Two lists of winners of whom nobody is in both. */
const apart = (a: readonly number[], b: readonly number[]): boolean =>
  a.length > 0 && b.length > 0 && !a.some((lane) => b.includes(lane));

/** On what it depends who wins: s for the surface, r for the rate, t for the number of steps, as far as races show it. */
function dependsOn(trace: RaceTrace): string {
  const races = [...trace.params.races.keys()];
  const winners = (race: number) => winnersOf(trace, race);
  const rate = races.some((race) =>
    SCALES.some((one) =>
      SCALES.some((other) => apart(winnersOf(trace, race, one), winnersOf(trace, race, other))),
    ),
  );
  const steps = races.some(
    (race) =>
      earlyLeader(trace, race) !== undefined ||
      (isLonger(trace, race) && apart(winners(race - 1), winners(race))),
  );
  const surface = races.some(
    (race) =>
      race > 0 &&
      raceAt(trace, race).surface !== raceAt(trace, race - 1).surface &&
      sameField(raceAt(trace, race).optimizers, raceAt(trace, race - 1).optimizers) &&
      apart(winners(race - 1), winners(race)),
  );
  return `${surface ? 's' : ''}${rate ? 'r' : ''}${steps ? 't' : ''}`;
}

/** Who was last of a race, and is first of the same race with more steps. */
function turned(trace: RaceTrace): readonly Message[] {
  const races = [...trace.params.races.keys()].filter((race) => isLonger(trace, race));
  return races.flatMap((race) => {
    const ends = [race - 1, race].toSorted((a, b) => raceAt(trace, a).steps - raceAt(trace, b).steps);
    const [few = race, many = race] = ends;
    const first = soleWinner(trace, many);
    const field = runsOf(trace, few);
    const last = field.find(({ lane }) => lane === first?.lane);
    if (first === undefined || last === undefined || isOut(last, END)) return [];
    const { place, sharing } = placeOf(field, last, END);
    if (place !== field.length || sharing > 1) return [];
    return [
      say('captionBudget', {
        name: first.label,
        tuned: [few, many].every((each) => raceAt(trace, each).rates === 'tuned'),
        few: raceAt(trace, few).steps,
        fewRate: last.optimizer.learningRate,
        many: raceAt(trace, many).steps,
        manyRate: first.optimizer.learningRate,
      }),
    ];
  });
}

/** Who wins one race and is last of another with the same field on another surface. */
export function opposites(
  trace: RaceTrace,
): readonly { readonly name: string; readonly won: number; readonly lost: number }[] {
  const races = [...trace.params.races.keys()];
  return races.flatMap((won) => {
    const first = soleWinner(trace, won);
    const { surface, optimizers } = raceAt(trace, won);
    return races.flatMap((lost) => {
      const other = raceAt(trace, lost);
      const field = runsOf(trace, lost);
      const last = field.find(({ lane }) => lane === first?.lane);
      if (first === undefined || last === undefined || isOut(last, END)) return [];
      const { place, sharing } = placeOf(field, last, END);
      const same = other.surface === surface || !sameField(other.optimizers, optimizers);
      if (same || place !== field.length || sharing > 1 || field.length === 1) return [];
      return [{ name: first.label, won, lost }];
    });
  });
}

/** Who wins a race that somebody else wins at twice the rates, because it flies off there. */
function outAtDouble(trace: RaceTrace): readonly Message[] {
  return [...trace.params.races.keys()].flatMap((race) => {
    const [first, then] = [soleWinner(trace, race), soleWinner(trace, race, 'double')];
    const out = runsOf(trace, race, 'double').filter((run) => isOut(run, END));
    if (then === undefined || !out.some(({ lane }) => lane === first?.lane)) return [];
    const who = { names: out.length, first: out[0]?.label ?? '', second: out[1]?.label ?? '' };
    return [say('captionDouble', { ...who, surface: raceAt(trace, race).surface, wins: then.label })];
  });
}

/** All results side by side: who never falls far, and what decides. */
export function comparison(trace: RaceTrace): readonly Message[] {
  const verdict = verdictOf(trace);
  if (verdict === 'alone') return lowest(trace);
  if (verdict === 'none') return [];
  const said =
    answer(trace) ??
    say('captionDecides', {
      verdict,
      races: trace.params.races.length,
      on: dependsOn(trace) || 'none',
    });
  const changes = [...turned(trace), ...outAtDouble(trace)].slice(0, 1);
  if (changes.length > 0) return [...changes, said];
  const sturdy = sturdiest(trace).map((values) => say('captionSturdy', values));
  return [...(trace.params.races.length === 1 ? winnersByScale(trace, 0) : sturdy), said];
}

/** Why one wins the ravine and is last of Rosenbrock's valley: its rates fit the one, and it lacks the speed for the other. */
function answer(trace: RaceTrace): Message | null {
  const found = opposites(trace).find(({ won, lost }) => {
    const [first, faster] = [soleWinner(trace, won), soleWinner(trace, lost)];
    const [x = 0, y = 0] = first?.updates.at(-1)?.rates ?? [];
    const on = `${raceAt(trace, won).surface} ${raceAt(trace, lost).surface}`;
    const speedless = first?.updates.every(({ memory }) => memory === null) === true;
    const speed = faster?.updates.some(({ memory }) => memory !== null) === true;
    return on === 'ravine rosenbrock' && x > 1.5 * y && speedless && speed;
  });
  return found === undefined ? null : say('captionAnswer', { name: found.name });
}

/** At which of its rates the one optimizer of the first race ends lowest; nothing if that is at several. */
function lowest(trace: RaceTrace): readonly Message[] {
  const ends = SCALES.flatMap((scale) => {
    const [run] = runsOf(trace, 0, scale);
    return run === undefined || isOut(run, END) ? [] : [{ scale, loss: excessAt(run, END) }];
  });
  const printed = ends.map(({ loss }) => printedLoss(loss).value);
  const best = ends.filter((_, i) => printed[i] === Math.min(...printed));
  return best.length === 1 ? best.map((values) => say('captionLowest', values)) : [];
}

/** The one optimizer whose worst place, over all races and rates, is better than everyone else's; none if it is the last. */
function sturdiest(trace: RaceTrace): readonly { readonly name: string; readonly place: number }[] {
  const fields = trace.params.races.flatMap((_, race) => SCALES.map((scale) => runsOf(trace, race, scale)));
  const worst = runsOf(trace, 0).map(({ lane, label: name }) => {
    const places = fields.map((runs) => {
      const run = runs.find((other) => other.lane === lane);
      return run === undefined || run.outSince !== null ? END : placeOf(runs, run, END).place;
    });
    return { name, place: Math.max(...places) };
  });
  const best = Math.min(...worst.map(({ place }) => place));
  const found = worst.filter(({ place }) => place === best);
  // A place that somebody has to take says nothing.
  const last = Math.min(...fields.map(({ length }) => length));
  return found.length > 1 || best >= last ? [] : found;
}
