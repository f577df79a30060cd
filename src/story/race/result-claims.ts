/** What makes captions true that compare races, and the rates of one. */

import type { RaceParams } from '../../sim/race.ts';
import { type Asked, heights, OUT, type Said } from './asked-race.ts';
import { type RaceRun, SCALES } from './races.ts';

/** What makes a caption about the results of all races true. */
export const RESULT_CLAIMS = {
  // Of every race of this surface with so few steps it is the last, of every one with so many the first.
  captionBudget: ({ name, few, many, tuned, fewRate, manyRate }, { everywhere, everyRace }) => {
    const longer = everyRace.findIndex(({ steps }) => steps === many);
    const { surface, start } = everyRace[longer] ?? {};
    const shorter = everyRace.findIndex(
      (race) => race.steps === few && race.surface === surface && String(race.start) === String(start),
    );
    const [, before] = everywhere[shorter] ?? [];
    const [, after] = everywhere[longer] ?? [];
    const rates = [before, after].map((each) => each?.named(name)?.optimizer.learningRate);
    const searched = [shorter, longer].every((race) => everyRace[race]?.rates === 'tuned');
    const said = rates[0] === fewRate && rates[1] === manyRate && searched === tuned;
    return Number(few) < Number(many) && said && before?.trails(name) === true && after?.wins(name) === true;
  },
  captionLowest: ({ scale, loss }, { everywhere: [scales = []] }) => {
    const ends = scales.map(({ numbers }) => Math.min(...numbers()));
    const found = scales[ends.indexOf(Math.min(...ends))]?.runs ?? [];
    const sole = ends.filter((end) => end === Math.min(...ends)).length === 1;
    return (
      sole &&
      SCALES[ends.indexOf(Math.min(...ends))] === scale &&
      found.some((run) => heights(run).at(-1) === loss)
    );
  },
  captionScales: ({ optimizers }, { runs }) => optimizers === runs.length,
  // Whoever won it is out there, with all who are named, and nobody else.
  captionDouble: ({ names, first, second, surface, wins }, { everywhere, everyRace }) =>
    everywhere.some(([, asIs, double], race) => {
      const out = (double?.runs ?? []).filter(({ label }) => double?.isGone(label));
      return (
        everyRace[race]?.surface === surface &&
        out.some(({ label }) => asIs?.wins(label)) &&
        out.length === names &&
        [first, second].slice(0, out.length).every((name) => out.some(({ label }) => label === name)) &&
        double?.wins(wins) === true
      );
    }),
  // Who is said to win the ravine has rates per axis, keeps no speed, and is last of Rosenbrock's valley, won by one who keeps some.
  captionAnswer: ({ name }, { everywhere, everyRace }) => {
    const on = (surface: string) =>
      everywhere.flatMap(([, asIs], i) => (asIs && everyRace[i]?.surface === surface ? [asIs] : []));
    const remembers = ({ updates }: RaceRun): boolean => updates.some(({ memory }) => memory !== null);
    return on('ravine').some(({ runs, wins }) =>
      on('rosenbrock').some((other) => {
        const [winner, faster] = [
          runs.find(({ label }) => wins(label)),
          other.runs.find(({ label }) => other.wins(label)),
        ];
        if (winner === undefined || winner.label !== name || faster === undefined) return false;
        const [x = 0, y = 0] = winner.updates.at(-1)?.rates ?? [];
        return x > 1.5 * y && !remembers(winner) && remembers(faster) && other.trails(winner.label);
      }),
    );
  },
  captionThree: ({ half, as, double }, { winsAt }) =>
    new Set([half, as, double]).size === 3 &&
    winsAt(half, 'half') &&
    winsAt(as, 'same') &&
    winsAt(double, 'double'),
  captionTurn: ({ first, firstScale, second, secondScale }, { winsAt }) =>
    first !== second && winsAt(first, firstScale) && winsAt(second, secondScale),
  captionSame: ({ name }, { winsAt }) => SCALES.every((scale) => winsAt(name, scale)),
  captionSturdy: ({ name, place }, { first, everywhere }) => {
    const worst = ({ lane }: RaceRun): number =>
      Math.max(
        ...everywhere.flat().map(({ runs, numbers }) => {
          const ends = numbers();
          const own = ends[runs.findIndex((run) => run.lane === lane)] ?? OUT;
          return own === OUT ? OUT : 1 + ends.filter((end) => end < own).length;
        }),
      );
    const best = first.filter((run) => worst(run) <= Number(place));
    return best.length === 1 && best.every((run) => run.label === name && worst(run) === place);
  },
  captionDecides: ({ verdict, races, on }, { everywhere, everyRace }) => {
    if (races !== everywhere.length) return false;
    const contests = everywhere.filter(([scale]) => (scale?.runs.length ?? 0) > 1);
    const won = contests.map((race) => race.map((scale) => scale.winners()));
    const all = won.flat();
    const lanes = [...new Set(all.flat())];
    const inRaces = (test: (a: readonly number[], b: readonly number[]) => boolean): boolean =>
      won.some((race) => race.some((a) => race.some((b) => test(a, b))));
    const other = inRaces(
      (a, b) => a.length * b.length > 0 && new Set([...a, ...b]).size === a.length + b.length,
    );
    const changes = inRaces((a, b) => String(a) !== String(b));
    const always = lanes.some((lane) => all.every((winners) => winners.includes(lane)));
    const equal = new Set(all.map(String)).size === 1;
    switch (verdict) {
      case 'rate': {
        // Of neighbouring races that differ in their surface, or in nothing but their steps: does nobody win both?
        const middle = everywhere.map(([, asIs]) => asIs?.winners() ?? []);
        const differ = (test: (a: RaceParams, b: RaceParams) => boolean): boolean =>
          everyRace.some((race, i) => {
            const [former, mine, theirs] = [everyRace[i - 1], middle[i] ?? [], middle[i - 1] ?? []];
            const kinds = ({ optimizers }: RaceParams): string => String(optimizers.map(({ kind }) => kind));
            if (former === undefined || kinds(former) !== kinds(race) || !test(former, race)) return false;
            return mine.length * theirs.length > 0 && !mine.some((lane) => theirs.includes(lane));
          });
        const alike = (a: RaceParams, b: RaceParams): boolean =>
          a.surface === b.surface && String(a.start) === String(b.start);
        const surface = differ((a, b) => a.surface !== b.surface);
        // Or does somebody lead in the first half of a race who cannot win it?
        const early = everywhere.some(([, asIs]) => {
          const { runs = [], steps: all = 0, leads = () => false, stays = () => false } = asIs ?? {};
          const might = asIs?.winners() ?? [];
          const first = Array.from({ length: Math.floor(all / 2) }, (_, k) => k + 1);
          const outside = runs.filter(({ lane, label }) => !might.includes(lane) && stays(label));
          return might.length > 0 && outside.some(({ label }) => first.some((step) => leads(label, step)));
        });
        const steps = early || differ((a, b) => alike(a, b) && a.steps !== b.steps);
        return other && on === `${surface ? 's' : ''}r${steps ? 't' : ''}`;
      }
      case 'result':
        return changes && !other && !always;
      case 'surface':
        return !changes && !equal;
      case 'shared':
        return always && !other && !equal;
      default:
        return verdict === 'same' && equal && lanes.length === 1;
    }
  },
} satisfies Partial<Record<Said, Asked>>;
