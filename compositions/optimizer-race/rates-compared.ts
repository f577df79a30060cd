/** What other rates change: the question that opens the film, and its answers. */
import { titleOf } from '../../src/sim/optimizers/offers.ts';
import type { Message } from '../../src/story/words.ts';
import { isOneName } from './field.ts';
import { printedLoss } from './loss.ts';
import { type RaceRun, type RaceTrace, runsOf, SCALES } from './simulation.ts';
import { excessAt, soleLeader, standings } from './standings.ts';
import { words } from './words.ts';

const { say } = words;

/** What the film is about, in the moment of it that surprises most: a question, and the runs that raise it. */
export function hook(trace: RaceTrace): { readonly message: Message; readonly runs: readonly RaceRun[] } {
  const end = Number.POSITIVE_INFINITY;
  const whole = runsOf(trace, 0);
  const [one] = whole;
  if (one !== undefined && isOneName(whole.map(({ optimizer }) => optimizer))) {
    // Paths that differ in their first step, or in what is printed of their end.
    const paths = new Set(
      whole.map((run) => {
        const first = (run.points[1] ?? []).map((x) => x.toPrecision(4));
        return `${first} ${run.outSince === null ? printedLoss(excessAt(run, end)).value : 'out'}`;
      }),
    ).size;
    const { kind, learningRate: rate } = one.optimizer;
    const message = say('captionHookName', { name: titleOf(kind), rate, libraries: whole.length, paths });
    return { message, runs: whole };
  }
  const [runs, double] = [runsOf(trace, 0), runsOf(trace, 0, 'double')];
  const flies = standings(runs, end)
    .filter(({ outSince }) => outSince === null)
    .flatMap((run) => double.filter(({ lane, outSince }) => lane === run.lane && outSince !== null))[0];
  const arrives = standings(double, end).find(({ settlesSince }) => settlesSince !== null);
  if (flies !== undefined && arrives !== undefined) {
    return {
      message: say('captionHookFlies', { flies: flies.label, arrives: arrives.label }),
      runs: [flies, arrives],
    };
  }
  if (flies !== undefined) return { message: say('captionHookOut', { name: flies.label }), runs: [flies] };
  const [first, last] = [soleLeader(runs, end), standings(runs, end).at(-1)];
  if (
    first !== undefined &&
    first.settlesSince !== null &&
    last !== undefined &&
    last.settlesSince === null
  ) {
    return { message: say('captionHookNever', { first: first.label, last: last.label }), runs };
  }
  return { message: say('captionHook', { optimizers: runs.length }), runs };
}

/** What half and twice the rates change. */
export function scaled(trace: RaceTrace, race: number): readonly Message[] {
  const base = runsOf(trace, race);
  const stays = (run: RaceRun): boolean =>
    base.some(({ lane, outSince }) => lane === run.lane && outSince === null);
  const flown = runsOf(trace, race, 'double').filter((run) => run.outSince !== null && stays(run));
  const [first, second] = flown;
  const because = race === 0 ? reason(trace) : undefined;
  const out =
    first === undefined
      ? []
      : [
          because ??
            say('captionFlown', { names: flown.length, first: first.label, second: second?.label ?? '' }),
        ];
  const winners = base.length === 1 ? [] : winnersByScale(trace, race);
  return race > 0 && winners.length > 0 ? winners : [...out, ...winners];
}

/** The answer to the title's question, if it is this: one run overshoots more and more, the other cuts its rates. */
function reason(trace: RaceTrace): Message | undefined {
  const { message, runs } = hook(trace);
  const [flies, arrives] = runs;
  if (message.key !== 'captionHookFlies' || flies === undefined || arrives === undefined) return undefined;
  const [begun, ended] = [arrives.updates[0]?.rates ?? [], arrives.updates.at(-1)?.rates ?? []];
  const left = begun.map((rate, axis) => (ended[axis] ?? rate) / rate);
  const cuts = left.every((share) => share < 1) && left.some((share) => share < 0.7);
  if (!cuts || !overshoots(flies)) return undefined;
  return say('captionBecause', { flies: flies.label, arrives: arrives.label });
}

/** True if a run that is out went back on every step, and further than it came. */
function overshoots({ points, outSince }: RaceRun): boolean {
  const moves = points.slice(1, (outSince ?? 0) + 1).map((point, k) => {
    const before = points[k] ?? point;
    return [point[0] - before[0], point[1] - before[1]] as const;
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
    const leader = soleLeader(runsOf(trace, race, scale), Number.POSITIVE_INFINITY);
    return leader === undefined ? [] : [{ scale, leader }];
  });
  const [one] = winners;
  const other = winners.find(({ leader }) => leader.lane !== one?.leader.lane);
  if (one === undefined) return [];
  if (other === undefined) {
    return winners.length === SCALES.length ? [say('captionSame', { name: one.leader.label })] : [];
  }
  if (new Set(winners.map(({ leader }) => leader.lane)).size === SCALES.length) {
    const [half = '', as = '', double = ''] = winners.map(({ leader }) => leader.label);
    return [say('captionThree', { half, as, double })];
  }
  return [
    say('captionTurn', {
      first: one.leader.label,
      firstScale: one.scale,
      second: other.leader.label,
      secondScale: other.scale,
    }),
  ];
}
