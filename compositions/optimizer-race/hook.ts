/** The question that the film opens with. */
import { titleOf } from '../../src/sim/optimizers/offers.ts';
import { isOneName } from '../../src/story/field.ts';
import { type RaceRun, raceAt, runsOf } from '../../src/story/race/races.ts';
import { opposites } from '../../src/story/race/results.ts';
import { END, excessAt, isOut, printedLoss, soleLeader, standings } from '../../src/story/standings.ts';
import type { Message } from '../../src/story/words.ts';
import type { RaceTrace } from './simulation.ts';
import { words } from './words.ts';

const { say } = words;

/** Which race this is, and on which surface. */
export const raceHeading = (trace: RaceTrace, race: number): Message =>
  say('raceHeading', {
    race: race + 1,
    races: trace.params.races.length,
    surface: say('surfaceName', { surface: raceAt(trace, race).surface }),
  });

/** The place of the run that a question is about, where it is run. */
interface Placed {
  readonly race: number;
  readonly hero: RaceRun | null;
  readonly first: boolean;
}

/** What the film is about, in the moment of it that surprises most: a question, and the races that raise it. */
export interface Hook {
  readonly message: Message;
  readonly shown: readonly Placed[];
}

/** Finds the hook: one who is first here and last there, libraries that differ under one name, a run that never arrives. */
export function hook(trace: RaceTrace): Hook {
  const runs = runsOf(trace, 0);
  const shown = [{ race: 0, hero: null, first: false }];
  if (isOneName(runs.map(({ optimizer }) => optimizer))) return { message: libraries(runs), shown };
  const [turn] = opposites(trace);
  if (turn !== undefined) {
    const { name, won, lost } = turn;
    const placed = [won, lost].map((race) => ({
      race,
      hero: runsOf(trace, race).find(({ label }) => label === name) ?? null,
      first: race === won,
    }));
    return {
      message: say('captionHookTurn', { name }),
      shown: placed.sort((a, b) => a.race - b.race),
    };
  }
  const [first, last] = [soleLeader(runs, END), standings(runs, END).at(-1)];
  const never = (first?.settlesSince ?? null) !== null && last?.settlesSince === null;
  const message = never
    ? say('captionHookNever', { first: first?.label ?? '', last: last?.label ?? '' })
    : say('captionHook', { optimizers: runs.length });
  return { message, shown };
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
