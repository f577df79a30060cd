/** What makes the captions of this film true that are said of no other race. */
import { length } from '../../src/sim/race.ts';
import { type AskedRace, heights, OUT, printed } from '../../src/story/race/asked-race.ts';
import { claimsOfRaces, RACE_CLAIMS } from '../../src/story/race/claims.ts';
import type { RaceRun } from '../../src/story/race/races.ts';

/** True if a run's steps turn back on each other, each longer than the one before, until it is out. */
function overshoots({ steps }: AskedRace, run: RaceRun): boolean {
  const gone = heights(run).findIndex((_, k) => printed(run, k, steps) === OUT);
  const moves = run.points.slice(1, gone + 1).map(([x, y], k) => {
    const [fromX, fromY] = run.points[k] ?? [x, y];
    return [x - fromX, y - fromY] as const;
  });
  const turns = moves.slice(1).every(([x, y], k) => {
    const [bx, by] = moves[k] ?? [0, 0];
    return x * bx + y * by < 0 && length([x, y]) > length([bx, by]);
  });
  return moves.length > 1 && turns;
}

/** What makes each caption of the race true. */
export const claims = {
  ...RACE_CLAIMS,
  ...claimsOfRaces({
    captionHookFlies: ({ flies, arrives, tuned }, { stays, double, params }) =>
      tuned === (params.rates === 'tuned') && double.isGone(flies) && stays(flies) && double.arrives(arrives),
    captionHookOut: ({ name, tuned }, { stays, double, params }) =>
      tuned === (params.rates === 'tuned') && double.isGone(name) && stays(name),
    captionHookNever: ({ first, last }, race) => race.arrives(first) && !race.arrives(last),
    captionHookName: ({ rate, libraries, paths }, { runs, numbers }) => {
      const ends = numbers();
      const first = ({ points }: RaceRun) => (points[1] ?? []).map((x) => x.toPrecision(4));
      const found = new Set(runs.map((run, i) => `${first(run)} ${ends[i]}`)).size;
      const alike = runs.every(({ optimizer }) => optimizer.learningRate === rate);
      return runs.length === libraries && found === paths && alike;
    },
    captionHook: ({ optimizers }, { runs }) => optimizers === runs.length,
    captionBecause: ({ flies, arrives }, race) => {
      const [out, cuts] = [flies, arrives].map(race.double.named);
      if (out === undefined || cuts === undefined) return false;
      const ended = cuts.updates.at(-1)?.rates ?? [];
      const less = (cuts.updates[0]?.rates ?? []).every((rate, axis) => (ended[axis] ?? rate) < rate);
      const ends = race.over && race.double.isGone(flies) && race.double.arrives(arrives);
      return ends && less && overshoots(race, out);
    },
  }),
};
