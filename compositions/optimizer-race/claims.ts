/** What makes the captions of this film true that are said of no other race. */
import { claimsOfRaces, RACE_CLAIMS } from '../../src/story/race/claims.ts';
import type { RaceRun } from '../../src/story/race/races.ts';

/** What makes each caption of the race true. */
export const claims = {
  ...RACE_CLAIMS,
  ...claimsOfRaces({
    // It wins one of the races, and is last of another on another surface.
    captionHookTurn: ({ name }, { everywhere, everyRace }) => {
      const on = (test: (race: (typeof everywhere)[number][number]) => boolean): readonly string[] =>
        everywhere.flatMap(([, asIs], i) => (asIs && test(asIs) ? [everyRace[i]?.surface ?? ''] : []));
      const [won, lost] = [on((race) => race.wins(name)), on((race) => race.trails(name))];
      return won.some((surface) => lost.some((other) => other !== surface));
    },
    captionHookNever: ({ first, last }, race) => race.arrives(first) && !race.arrives(last),
    captionHookName: ({ rate, libraries, paths }, { runs, numbers }) => {
      const ends = numbers();
      const first = ({ points }: RaceRun) => (points[1] ?? []).map((x) => x.toPrecision(4));
      const found = new Set(runs.map((run, i) => `${first(run)} ${ends[i]}`)).size;
      const alike = runs.every(({ optimizer }) => optimizer.learningRate === rate);
      return runs.length === libraries && found === paths && alike;
    },
    captionHook: ({ optimizers }, { runs }) => optimizers === runs.length,
  }),
};
