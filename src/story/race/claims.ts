/** What makes captions about races true. */
import type { Place2 } from '../../sim/objectives/surface.ts';
import { SURFACES } from '../../sim/objectives/surfaces.ts';
import { LINGER, length } from '../../sim/race.ts';
import { SEARCH } from '../../sim/tuning.ts';
import type { Claim, Claims } from '../claims.ts';
import { printedLoss } from '../standings.ts';
import { type Asked, type AskedRace, about, heights, type Name, OUT, type Said } from './asked-race.ts';
import { ALIKE } from './commentary.ts';
import type { RaceRun, RaceTrace } from './races.ts';
import { RESULT_CLAIMS } from './result-claims.ts';

/** Each run has the rate of its search's lowest trial, and none of its states is above the start, unless no trial counts. */
const bestHolds = ({ runs, searches }: AskedRace): boolean =>
  runs.every((run, i) => {
    const counted = (searches[i]?.trials ?? []).flatMap(({ excess }) => (excess === null ? [] : [excess]));
    const all = heights(run);
    const best = printedLoss(heights(run).at(-1) ?? 0).value <= printedLoss(Math.min(...counted)).value;
    return counted.length === 0 || (best && all.every((height) => height <= (all[0] ?? 0)));
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

const CLAIMS: Readonly<Record<Said, Asked>> = {
  ...RESULT_CLAIMS,
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
      steps === race.steps &&
      optimizers === race.runs.length &&
      spent.every((count) => count === trials) &&
      bestHolds(race)
    );
  },
  captionAnother: ({ steps }, { params }) => steps === params.steps && params.rates === 'tuned',
  captionNow: ({ optimizers, steps }, race) => optimizers === race.runs.length && steps === race.steps,
  captionLonger: ({ steps, tuned, optimizers }, { params, race, everyRace, runs }) => {
    const former = everyRace[race - 1];
    const same = former?.surface === params.surface && String(former?.start) === String(params.start);
    const rates = tuned === (params.rates === 'tuned');
    return same && rates && optimizers === runs.length && steps === params.steps && former?.steps !== steps;
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
  captionLead: ({ name, step }, { at, steps, leads }) => {
    const keeps = Array.from({ length: steps - at + 1 }, (_, i) => leads(name, at + i));
    return at === step && keeps.every(Boolean) && !leads(name, at - 1);
  },
  captionLinger: ({ names, all, first, second }, race) => {
    const slow = race.runs.filter((run) => race.stays(run.label) && lingersBy(race, run));
    const said = [first, second ?? first].every((name) => slow.some(({ label }) => label === name));
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
  captionWinner: ({ first, last }, { over, wins, trails }) =>
    over && wins(first) && (last === null || trails(last)),
  captionPhoto: ({ names, first, second }, { over, runs, winners }) => {
    const close = winners();
    const said = [first, second].map((name) => runs.find(({ label }) => label === name)?.lane ?? -1);
    return over && close.length === names && said.every((lane) => close.includes(lane));
  },
  captionFar: ({ low, high }, { over, runs, arrives, winners }) => {
    const ends = runs.map((run) => heights(run).at(-1) ?? 0);
    const far = winners().length > 1 && !runs.some(({ label }) => arrives(label));
    const said = low === Math.min(...ends) && high === Math.max(...ends);
    return over && far && said && Number(high) <= ALIKE * Number(low);
  },
  // Its rates only fell, where it was steep at first and is flat now; it alone is last.
  captionFallen: ({ name }, { over, named, trails }) => {
    const { surface = 'ravine', points = [], updates = [] } = named(name) ?? {};
    const slope = (point: Place2 = [0, 0]): number => length(SURFACES[surface].gradient(point));
    const falls = updates.every(({ rates }, k) =>
      rates.every((rate, axis) => rate <= (updates[k - 1]?.rates[axis] ?? rate)),
    );
    return over && trails(name) && falls && slope(points.at(-1)) <= LINGER.slope * slope(points[0]);
  },
  // It has no memory, whoever wins has, and gets at least twice as far once the first quarter is over.
  captionCrawl: ({ name }, { over, named, runs, steps, wins, trails }) => {
    const last = ({ points = [] }: Partial<RaceRun>): number => {
      const [[x, y] = [0, 0], [x0, y0] = [0, 0]] = [points.at(-1), points[Math.floor(steps / 4)]];
      return length([x - x0, y - y0]);
    };
    const remembers = (run: RaceRun | undefined): boolean =>
      run?.updates.some(({ memory }) => memory) === true;
    const winner = runs.find(({ label }) => wins(label));
    const slow = winner !== undefined && 2 * last(named(name) ?? {}) <= last(winner);
    return over && trails(name) && slow && remembers(winner) && !remembers(named(name));
  },
  captionRound: ({ name, from, to }, { named, leads, params }) => {
    const [x = 0, y = 0] = named(name)?.updates.at(-1)?.rates ?? [];
    const { gradient } = SURFACES.ravine;
    const [along = 1, across = 0] = [gradient([1, 0])[0], gradient([0, 1])[1]];
    const left = (across * y) / (along * x);
    const said = from === across / along && Math.abs(left / Number(to) - 1) < 1e-9;
    return params.surface === 'ravine' && leads(name) && said;
  },
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
