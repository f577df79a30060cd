/** What other rates change: the question that opens the film, its answers, and what all races together show. */
import { titleOf } from '../../src/sim/optimizers/offers.ts';
import { isOneName } from '../../src/story/field.ts';
import {
  END,
  excessAt,
  isOut,
  placeOf,
  printedLoss,
  soleLeader,
  standings,
} from '../../src/story/standings.ts';
import type { Message } from '../../src/story/words.ts';
import { type RaceRun, type RaceTrace, runsOf, SCALES } from './simulation.ts';
import { words } from './words.ts';

const { say } = words;

/** What the film is about, in the moment of it that surprises most: a question, and the runs that raise it. */
export interface Hook {
  readonly message: Message;
  readonly runs: readonly RaceRun[];
}

/** Finds the hook: libraries that differ under one name, a run that flies off at twice its rate, one that never arrives. */
export function hook(trace: RaceTrace): Hook {
  const [runs, double] = [runsOf(trace, 0), runsOf(trace, 0, 'double')];
  if (isOneName(runs.map(({ optimizer }) => optimizer))) return { message: libraries(runs), runs };
  const flies = standings(runs, END)
    .filter(({ outSince }) => outSince === null)
    .flatMap((run) => double.filter((other) => other.lane === run.lane && isOut(other, END)))[0];
  const arrives = standings(double, END).find(({ settlesSince }) => settlesSince !== null);
  if (flies !== undefined) {
    return arrives === undefined
      ? { message: say('captionHookOut', { name: flies.label }), runs: [flies] }
      : {
          message: say('captionHookFlies', { flies: flies.label, arrives: arrives.label }),
          runs: [flies, arrives],
        };
  }
  const [first, last] = [soleLeader(runs, END), standings(runs, END).at(-1)];
  const never = (first?.settlesSince ?? null) !== null && last?.settlesSince === null;
  const message = never
    ? say('captionHookNever', { first: first?.label ?? '', last: last?.label ?? '' })
    : say('captionHook', { optimizers: runs.length });
  return { message, runs };
}

/** One name in several libraries: how many paths, told apart by their first step or by what is printed of their end. */
function libraries(runs: readonly RaceRun[]): Message {
  const paths = new Set(
    runs.map((run) => {
      const first = (run.points[1] ?? []).map((x) => x.toPrecision(4));
      return `${first} ${isOut(run, END) ? 'out' : printedLoss(excessAt(run, END)).value}`;
    }),
  ).size;
  const { kind = 'sgd', learningRate: rate = 0 } = runs[0]?.optimizer ?? {};
  return say('captionHookName', { name: titleOf(kind), rate, libraries: runs.length, paths });
}

/** What half and twice the rates change. */
export function scaled(trace: RaceTrace, race: number): readonly Message[] {
  const runs = runsOf(trace, race);
  const stays = new Set(runs.filter(({ outSince }) => outSince === null).map(({ lane }) => lane));
  const flown = runsOf(trace, race, 'double').filter((run) => isOut(run, END) && stays.has(run.lane));
  const [first, second] = flown;
  const winners = runs.length === 1 ? [] : winnersByScale(trace, race);
  if (first === undefined || (race > 0 && winners.length > 0)) return winners;
  const names = { names: flown.length, first: first.label, second: second?.label ?? '' };
  return [(race === 0 ? reason(hook(trace)) : null) ?? say('captionFlown', names), ...winners];
}

/** The answer to the title's question, if it is this: one run overshoots more and more, the other cuts its rates. */
function reason({ message, runs: [flies, arrives] }: Hook): Message | null {
  if (message.key !== 'captionHookFlies' || flies === undefined || arrives === undefined) return null;
  const ended = arrives.updates.at(-1)?.rates ?? [];
  const left = (arrives.updates[0]?.rates ?? []).map((rate, axis) => (ended[axis] ?? rate) / rate);
  const cuts = left.every((share) => share < 1) && left.some((share) => share < 0.7);
  if (!cuts || !overshoots(flies)) return null;
  return say('captionBecause', { flies: flies.label, arrives: arrives.label });
}

/** True if a run that is out went back on every step, and further than it came. */
function overshoots({ points, outSince }: RaceRun): boolean {
  const moves = points.slice(1, (outSince ?? 0) + 1).map(([x, y], k) => {
    const [fromX, fromY] = points[k] ?? [x, y];
    return [x - fromX, y - fromY] as const;
  });
  return (
    moves.length > 1 &&
    moves.slice(1).every(([x, y], k) => {
      const [bx, by] = moves[k] ?? [0, 0];
      return x * bx + y * by < 0 && x * x + y * y > bx * bx + by * by;
    })
  );
}

/** Who wins at which rates. */
function winnersByScale(trace: RaceTrace, race: number): readonly Message[] {
  const winners = SCALES.flatMap((scale) => {
    const leader = soleLeader(runsOf(trace, race, scale), END);
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

/** Lanes of all that share the first place of a race, joined; empty if everybody is out. */
const winnersOf = (runs: readonly RaceRun[]): string =>
  String(
    runs
      .filter((run) => run.outSince === null && placeOf(runs, run, END).place === 1)
      .map(({ lane }) => lane)
      .sort((a, b) => a - b),
  );

/** What decides who wins: the rates, or only the surface, or neither; or nobody wins alone, or has no one to beat. */
function verdictOf(trace: RaceTrace): 'rate' | 'surface' | 'same' | 'none' | 'alone' {
  const { races } = trace.params;
  if (races.every(({ optimizers }) => optimizers.length === 1)) return 'alone';
  const won = races.map((_, race) => SCALES.map((scale) => winnersOf(runsOf(trace, race, scale))));
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
  const said = say('captionVerdict', { verdict, races: trace.params.races.length });
  return [...sturdiest(trace).map((values) => say('captionSturdy', values)), said];
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
  const last = Math.max(...fields.map(({ length }) => length));
  return found.length > 1 || best === END || best === last ? [] : found;
}
