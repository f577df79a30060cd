/** What all races together show. */
import type { Message } from '../../src/story/words.ts';
import { type RaceTrace, runsOf, SCALES, type Scale } from './simulation.ts';
import { placeOf } from './standings.ts';
import { words } from './words.ts';

const { say } = words;

/** Who wins a race at a scale, as something to compare: lanes of all that share the first place. */
function winnersAt(trace: RaceTrace, race: number, scale: Scale): string {
  const runs = runsOf(trace, race, scale);
  const end = Number.POSITIVE_INFINITY;
  const first = runs.filter((run) => run.outSince === null && placeOf(runs, run, end).place === 1);
  return String(first.map(({ lane }) => lane).sort((a, b) => a - b));
}

/** What decides who wins: the rates, or only the surface, or neither; or nobody wins alone, or has no one to beat. */
function verdictOf(trace: RaceTrace): 'rate' | 'surface' | 'same' | 'none' | 'alone' {
  const { races } = trace.params;
  if (races.every(({ optimizers }) => optimizers.length === 1)) return 'alone';
  const won = races.map((_, race) => SCALES.map((scale) => winnersAt(trace, race, scale)));
  if (won.some((winners) => new Set(winners).size > 1)) return 'rate';
  if (new Set(won.flat()).size > 1) return 'surface';
  return /^\d+$/.test(won[0]?.[0] ?? '') ? 'same' : 'none';
}

export const compareHeading = (trace: RaceTrace): Message =>
  say('compareHeading', { verdict: verdictOf(trace) });

/** All results side by side: who never falls far, and what decides. */
export function comparison(trace: RaceTrace): readonly Message[] {
  const verdict = verdictOf(trace);
  if (verdict === 'alone' || verdict === 'none') return [];
  const races = trace.params.races.length;
  const sturdy = sturdiest(trace);
  return [
    ...(sturdy === undefined ? [] : [say('captionSturdy', sturdy)]),
    say('captionVerdict', { verdict, races }),
  ];
}

/** The one optimizer whose worst place, over all races and rates, is better than everyone else's. */
function sturdiest(trace: RaceTrace): { readonly name: string; readonly place: number } | undefined {
  const fields = trace.params.races.flatMap((_, race) => SCALES.map((scale) => runsOf(trace, race, scale)));
  const worst = runsOf(trace, 0).flatMap(({ lane, label }) => {
    const places = fields.map((runs) => {
      const run = runs.find((other) => other.lane === lane);
      if (run === undefined || run.outSince !== null) return null;
      return placeOf(runs, run, Number.POSITIVE_INFINITY).place;
    });
    const kept = places.filter((place) => place !== null);
    return kept.length < places.length ? [] : [{ name: label, place: Math.max(...kept) }];
  });
  const best = Math.min(...worst.map(({ place }) => place));
  const [found, ...others] = worst.filter(({ place }) => place === best);
  const last = Math.max(...fields.map(({ length }) => length));
  return found === undefined || others.length > 0 || found.place === last ? undefined : found;
}
