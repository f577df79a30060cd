/** What makes captions about races true. */
import { SURFACES } from '../../sim/objectives/surfaces.ts';
import { LINGER, length, type RaceParams } from '../../sim/race.ts';
import { SEARCH } from '../../sim/tuning.ts';
import type { Claim, Claims } from '../claims.ts';
import { printedLoss } from '../standings.ts';
import type { Message } from '../words.ts';
import { type AskedRace, about, heights, type Name, OUT, type Said } from './asked-race.ts';
import { type RaceRun, type RaceTrace, SCALES } from './races.ts';

/** Each run has the rate of its search's lowest trial, and none of its states is above the start. */
const bestHolds = ({ runs, searches }: AskedRace): boolean =>
  runs.every((run, i) => {
    const counted = (searches[i]?.trials ?? []).flatMap(({ excess }) => (excess === null ? [] : [excess]));
    const all = heights(run);
    const lowest = printedLoss(all.at(-1) ?? 0).value <= printedLoss(Math.min(...counted)).value;
    return counted.length > 0 && lowest && all.every((height) => height <= (all[0] ?? 0));
  });

/** True if a run's first step goes so many times its rate along an axis, to two digits, and no further along the other. */
function firstStepIs(run: RaceRun | undefined, ratio: number, along: number): boolean {
  const [from, to] = [run?.points[0], run?.points[1]];
  if (run === undefined || from === undefined || to === undefined) return false;
  const moved = from.map((x, axis) => Math.abs((to[axis] ?? x) - x) / Math.abs(run.optimizer.learningRate));
  return moved[along] === Math.max(...moved) && Number((moved[along] ?? 0).toPrecision(2)) === ratio;
}

/** True if a run has been on the ground that a surface calls flat for as long as lingering takes. */
function lingersBy({ steps, at }: AskedRace, run: RaceRun): boolean {
  const { gradient } = SURFACES[run.surface];
  const all = heights(run);
  const slopes = run.points.slice(0, at + 1).map((point) => length(gradient(point)));
  let [streak, longest] = [0, 0];
  for (const [k, slope] of slopes.entries()) {
    const flat = slope <= (slopes[0] ?? 0) * LINGER.slope && printedLoss(all[k] ?? 0).value > 0;
    streak = flat && (all[k] ?? 0) >= LINGER.height * (all[0] ?? 0) ? streak + 1 : 0;
    longest = Math.max(longest, streak);
  }
  return longest > Math.max(LINGER.share * steps, LINGER.least);
}

/** True if a height is the one that is said, or is said to be none and is printed as none. */
const isAt = (height: number | undefined, loss: Name, arrived: Name): boolean =>
  height === loss && arrived === (printedLoss(Number(loss)).value === 0);

/** What makes a caption true, asked of the race that its frame is about. */
type Asked = 'definition' | ((values: Message['values'], race: AskedRace) => boolean);

const CLAIMS: Readonly<Record<Said, Asked>> = {
  captionSurface: ({ surface }, { params }) => {
    const { gradient } = SURFACES.ravine;
    const steepness = (gradient([0, 1])[1] ?? 0) / (gradient([1, 0])[0] ?? 1);
    return surface === params.surface && (surface !== 'ravine' || steepness === 25);
  },
  captionSameField: ({ optimizers }, { runs, before }) => {
    const rate = ({ lane, optimizer }: RaceRun): string => `${lane} ${optimizer.learningRate}`;
    const known = new Set(before.map(rate));
    const same = runs.every((run) => known.has(rate(run)));
    return optimizers === runs.length && optimizers === before.length && same;
  },
  captionNewField: ({ optimizers }, { runs }) => optimizers === runs.length,
  captionGiven: ({ optimizers }, { params, runs }) =>
    params.rates === 'as given' && optimizers === runs.length,
  captionSearch: ({ trials, steps, optimizers }, race) => {
    const spent = race.searches.map(({ best: { kind }, trials: rates }) =>
      kind === 'momentum' || kind === 'nesterov' ? rates.length * SEARCH.momenta.length : rates.length,
    );
    return (
      steps === race.steps && optimizers === race.runs.length && spent.every((count) => count === trials)
    );
  },
  captionBest: (_, race) => bestHolds(race),
  captionAnother: ({ surface, steps }, { params }) => {
    const named = typeof surface === 'object' && surface !== null ? surface.values.surface : null;
    return named === params.surface && steps === params.steps && params.rates === 'tuned';
  },
  captionLonger: ({ steps, tuned, optimizers }, { params, race, everyRace, runs }) => {
    const former = everyRace[race - 1];
    const same = former?.surface === params.surface && String(former?.start) === String(params.start);
    const rates = tuned === (params.rates === 'tuned');
    return same && rates && optimizers === runs.length && steps === params.steps && former?.steps !== steps;
  },
  // Of every race of this surface with so few steps it is the last, of every one with so many the first.
  captionBudget: ({ name, few, many }, { everywhere, everyRace }) => {
    const longer = everyRace.findIndex(({ steps }) => steps === many);
    const { surface, start } = everyRace[longer] ?? {};
    const shorter = everyRace.findIndex(
      (race) => race.steps === few && race.surface === surface && String(race.start) === String(start),
    );
    const [, before] = everywhere[shorter] ?? [];
    const [, after] = everywhere[longer] ?? [];
    return Number(few) < Number(many) && before?.trails(name) === true && after?.leads(name) === true;
  },
  captionLesson: 'definition',
  captionLibrary: ({ name, ratio, alpha, axis }, { named }) => {
    // From a mean square of 0 the first step divides by √(1 − α) of the gradient.
    const follows = alpha === null || Math.abs(1 / Math.sqrt(1 - Number(alpha)) / Number(ratio) - 1) < 0.05;
    return follows && firstStepIs(named(name), Number(ratio), ['x', 'y'].indexOf(String(axis)));
  },
  captionLibraryDecay: ({ name, decay }, { named }) => {
    const { updates = [], points = [], optimizer } = named(name) ?? {};
    return updates.every((update, k) =>
      (points[k] ?? []).every((x, axis) => {
        const shrunk = (optimizer?.learningRate ?? 0) * Number(decay) * x;
        return Math.abs((update.decay?.[axis] ?? 0) - shrunk) <= 1e-6 * Math.abs(shrunk);
      }),
    );
  },
  captionStandings: ({ step, first, last }, { at, leads, trails }) =>
    step === at && leads(first, at) && (last === null || trails(last, at)),
  captionAlone: ({ step, loss, arrived }, { at, runs }) =>
    step === at && runs.length === 1 && runs.every((run) => isAt(heights(run)[at], loss, arrived)),
  captionLead: ({ name, step }, { at, steps, leads }) => {
    const keeps = Array.from({ length: steps - at + 1 }, (_, i) => leads(name, at + i));
    return at === step && keeps.every(Boolean) && !leads(name, at - 1);
  },
  captionLinger: ({ names, all, first }, race) => {
    const slow = race.runs.filter((run) => race.stays(run.label) && lingersBy(race, run));
    const said = slow.some(({ label }) => label === first);
    return names === slow.length && all === (slow.length === race.runs.length) && said;
  },
  captionOut: ({ step, names, first, second, others }, { at, runs, number, stays }) => {
    const k = Number(step);
    const left = runs.filter(({ label }) => number(label, k) === OUT && number(label, k - 1) < OUT);
    const said = [first, second]
      .slice(0, left.length)
      .every((name) => left.some(({ label }) => label === name));
    return (
      at >= k && said && names === left.length && runs.filter(({ label }) => stays(label)).length === others
    );
  },
  captionAllOut: ({ optimizers }, { over, runs, stays }) =>
    over && optimizers === runs.length && !runs.some(({ label }) => stays(label)),
  captionEnd: ({ name, loss, arrived }, { over, runs }) =>
    over && runs.some((run) => run.label === name && isAt(heights(run).at(-1), loss, arrived)),
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
  captionWinner: ({ first, last }, { over, leads, trails }) =>
    over && leads(first) && (last === null || trails(last)),
  captionTie: ({ names, all, first, second }, { over, runs, numbers }) => {
    const ends = numbers();
    const equal = runs.filter((_, i) => ends[i] === Math.min(...ends)).map(({ label }) => label);
    const said = [first, second].every((name) => equal.includes(String(name)));
    return over && equal.length === names && all === (equal.length === runs.length) && said;
  },
  captionAxes: ({ name, flat, steep, ratio }, { named, leads }) => {
    const [x = 0, y = 0] = named(name)?.updates[0]?.rates ?? [];
    return (
      leads(name) &&
      Math.abs((flat === 'x' ? x / y : y / x) / Number(ratio) - 1) < 1e-9 &&
      `${flat}${steep}` === (flat === 'x' ? 'xy' : 'yx')
    );
  },
  captionMemory: ({ name, share }, { named, leads }) => {
    const { updates = [] } = named(name) ?? {};
    const sum = (of: 'gradient' | 'memory'): number =>
      updates.flatMap((update) => update[of] ?? []).reduce((total, value) => total + Math.abs(value), 0);
    return leads(name) && Math.abs(sum('memory') / (sum('gradient') + sum('memory')) - Number(share)) < 1e-9;
  },
  captionScales: ({ optimizers }, { runs }) => optimizers === runs.length,
  captionThree: ({ half, as, double }, { over, leadsAt }) =>
    over &&
    new Set([half, as, double]).size === 3 &&
    leadsAt(half, 'half') &&
    leadsAt(as, 'as is') &&
    leadsAt(double, 'double'),
  captionFlown: ({ names, first }, { over, double, stays }) => {
    const flown = double.runs.filter(({ label }) => double.isGone(label) && stays(label));
    return over && names === flown.length && flown.some(({ label }) => label === first);
  },
  captionTurn: ({ first, firstScale, second, secondScale }, { over, leadsAt }) =>
    over && first !== second && leadsAt(first, firstScale) && leadsAt(second, secondScale),
  captionSame: ({ name }, { over, leadsAt }) => over && SCALES.every((scale) => leadsAt(name, scale)),
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
        const steps = differ((a, b) => alike(a, b) && a.steps !== b.steps);
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
};

/** Claims of a film about races, asked of the race that a frame is about. */
export const claimsOfRaces = <K extends string>(asked: Readonly<Record<K, Asked>>): Claims<RaceTrace> =>
  Object.fromEntries(
    Object.entries<Asked>(asked).map(([key, holds]): [string, Claim<RaceTrace>] => [
      key,
      holds === 'definition' ? holds : (values, now) => holds(values, about(now)),
    ]),
  );

/** What makes each caption true that is said of any race. */
export const RACE_CLAIMS = claimsOfRaces(CLAIMS);
