/** The question that the film opens with, and its answer. */
import { titleOf } from '../../src/sim/optimizers/offers.ts';
import { isOneName } from '../../src/story/field.ts';
import { type RaceRun, raceAt, runsOf } from '../../src/story/race/races.ts';
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
  const tuned = raceAt(trace, 0).rates === 'tuned';
  if (flies !== undefined) {
    return arrives === undefined
      ? { message: say('captionHookOut', { name: flies.label, tuned }), runs: [flies] }
      : {
          message: say('captionHookFlies', { flies: flies.label, arrives: arrives.label, tuned }),
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

/** The answer, if it is this: one run overshoots more and more, the other cuts its rates. */
export function reason({ message, runs: [flies, arrives] }: Hook): Message | null {
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
