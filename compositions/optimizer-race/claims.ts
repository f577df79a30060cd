/**
 * What makes each caption of the race true, worked out from the losses of the trace and the rule for leaving a race: not
 * from the standings and events that chose the captions.
 */
import { SURFACES } from '../../src/sim/objectives/surfaces.ts';
import { remember } from '../../src/sim/remember.ts';
import { SEARCH } from '../../src/sim/tuning.ts';
import type { Claim, Claims, Spoken } from '../../src/story/claims.ts';
import { END, printedLoss } from '../../src/story/standings.ts';
import type { Message, Value } from '../../src/story/words.ts';
import type en from './en.json';
import {
  LINGER,
  length,
  type RaceRun,
  type RaceTrace,
  raceAt,
  runsOf,
  SCALES,
  type Scale,
  SETTLED,
  wallOf,
} from './simulation.ts';
import type { RaceStory } from './story.ts';

type Said = Extract<keyof typeof en, `caption${string}`>;
type Name = Value | undefined;

/** What is printed of a run that is out, as a number. */
const OUT = Number.POSITIVE_INFINITY;

const heights = remember(({ surface, losses }: RaceRun): readonly number[] =>
  losses.map((loss) => loss - SURFACES[surface].leastLoss),
);

/** What is printed of a run after k steps of the given number, as a number. */
function printed(run: RaceRun, step: number, steps: number): number {
  const all = heights(run);
  const state = Math.min(step, all.length - 1);
  const cut = all.length <= steps;
  const wall = wallOf(run.surface, run.points[0] ?? [0, 0]);
  const gone = (cut || (all.at(-1) ?? 0) > wall) && all.slice(state).every((height) => height > wall);
  return gone || (cut && state === all.length - 1) ? OUT : printedLoss(all[state] ?? 0).value;
}

/** True if one of some numbers is finite and less than all the others. */
const alone = (own: number, all: readonly number[]): boolean =>
  own < OUT && all.every((other) => other >= own) && all.filter((other) => other === own).length === 1;

/** What the losses of a race say, at some scale of its rates. */
function raceIn(trace: RaceTrace, race: number, scale: Scale = 'as is') {
  const runs = runsOf(trace, race, scale);
  const { steps } = raceAt(trace, race);
  const named = (name: Name): RaceRun | undefined => runs.find(({ label }) => label === name);
  const numbers = (step = END): readonly number[] => runs.map((run) => printed(run, step, steps));
  const number = (name: Name, step = END): number => {
    const run = named(name);
    return run === undefined ? Number.NaN : printed(run, step, steps);
  };
  const stays = (name: Name): boolean => number(name) < OUT;
  return {
    ...{ runs, steps, named, numbers, number, stays },
    isGone: (name: Name): boolean => number(name) === OUT,
    /** It alone has the lowest number, or alone the highest and is still in the race. */
    leads: (name: Name, step = END): boolean => alone(number(name, step), numbers(step)),
    trails: (name: Name, step = END): boolean => {
      const all = numbers(step).map((each) => -each);
      return number(name, step) < OUT && alone(-number(name, step), all);
    },
    /** It ends at hardly any of the height that it began at. */
    arrives: (name: Name): boolean => {
      const run = named(name);
      const all = run === undefined ? [] : heights(run);
      return stays(name) && (all.at(-1) ?? 0) <= SETTLED * (all[0] ?? 0);
    },
    /** Who has the lowest number at the end: lanes, several if they are equal. */
    winners: (): string => {
      const all = numbers();
      const first = runs.filter((_, i) => (all[i] ?? OUT) < OUT && all[i] === Math.min(...all));
      return String(first.map(({ lane }) => lane).sort());
    },
  };
}

/** The race that a frame is about. */
function about({ trace, part, step }: Spoken<RaceTrace, RaceStory>) {
  const race = 'race' in part ? part.race : 0;
  const field = raceIn(trace, race);
  return {
    ...field,
    at: step ?? 0,
    over: step === field.steps,
    params: raceAt(trace, race),
    searches: trace.facts.races[race]?.searches ?? [],
    double: raceIn(trace, race, 'double'),
    before: runsOf(trace, race - 1),
    /** The first race's runs, and every race at every scale of its rates. */
    first: runsOf(trace, 0),
    everywhere: trace.params.races.map((_, each) => SCALES.map((scale) => raceIn(trace, each, scale))),
    leadsAt: (name: Name, scale: Name): boolean =>
      SCALES.some((each) => each === scale && raceIn(trace, race, each).leads(name)),
  };
}
type Race = ReturnType<typeof about>;

/** Each run has the rate of its search's lowest trial, and none of its states is above the start. */
const bestHolds = ({ runs, searches }: Race): boolean =>
  runs.every((run, i) => {
    const counted = (searches[i]?.trials ?? []).flatMap(({ excess }) => (excess === null ? [] : [excess]));
    const all = heights(run);
    const lowest = printedLoss(all.at(-1) ?? 0).value <= printedLoss(Math.min(...counted)).value;
    return counted.length > 0 && lowest && all.every((height) => height <= (all[0] ?? 0));
  });

/** True if a run's first step goes so many times its rate along the axis in which it goes further. */
function firstStepIs(run: RaceRun | undefined, ratio: number): boolean {
  const [from, to] = [run?.points[0], run?.points[1]];
  if (run === undefined || from === undefined || to === undefined) return false;
  const moved = from.map((x, axis) => Math.abs((to[axis] ?? x) - x) / run.optimizer.learningRate);
  return Math.abs(Math.max(...moved) / ratio - 1) < 1e-9;
}

/** True if a run has been on the ground that a surface calls flat for as long as lingering takes. */
function lingersBy({ steps, at }: Race, run: RaceRun): boolean {
  const { gradient } = SURFACES[run.surface];
  const all = heights(run);
  const slopes = run.points.slice(0, at + 1).map((point) => length(gradient(point)));
  let [streak, longest] = [0, 0];
  for (const [k, slope] of slopes.entries()) {
    const flat = slope <= (slopes[0] ?? 0) * LINGER.slope && printedLoss(all[k] ?? 0).value > 0;
    streak = flat && (all[k] ?? 0) >= LINGER.height * (all[0] ?? 0) ? streak + 1 : 0;
    longest = Math.max(longest, streak);
  }
  return longest > LINGER.share * steps;
}

/** True if a run's steps turn back on each other, each longer than the one before, until it is out. */
function overshoots({ steps }: Race, run: RaceRun): boolean {
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

/** What makes a caption true, asked of the race that its frame is about. */
type Asked = 'definition' | ((values: Message['values'], race: Race) => boolean);

const CLAIMS: Readonly<Record<Said, Asked>> = {
  captionHookFlies: ({ flies, arrives }, { stays, double }) =>
    double.isGone(flies) && stays(flies) && double.arrives(arrives),
  captionHookOut: ({ name }, { stays, double }) => double.isGone(name) && stays(name),
  captionHookNever: ({ first, last }, race) => race.arrives(first) && !race.arrives(last),
  captionHookName: ({ rate, libraries, paths }, { runs, numbers }) => {
    const ends = numbers();
    const first = ({ points }: RaceRun) => (points[1] ?? []).map((x) => x.toPrecision(4));
    const found = new Set(runs.map((run, i) => `${first(run)} ${ends[i]}`)).size;
    const alike = runs.every(({ optimizer }) => optimizer.learningRate === rate);
    return runs.length === libraries && found === paths && alike;
  },
  captionHook: ({ optimizers }, { runs }) => optimizers === runs.length,
  captionSurface: ({ surface }, { params }) => {
    const { gradient } = SURFACES.ravine;
    const steepness = (gradient([0, 1])[1] ?? 0) / (gradient([1, 0])[0] ?? 1);
    return surface === params.surface && (surface !== 'ravine' || steepness === 25);
  },
  captionLoss: 'definition',
  captionSameField: ({ optimizers }, { runs, before }) => {
    const rate = ({ lane, optimizer }: RaceRun): string => `${lane} ${optimizer.learningRate}`;
    const known = new Set(before.map(rate));
    const same = runs.every((run) => known.has(rate(run)));
    return optimizers === runs.length && optimizers === before.length && same;
  },
  captionNewField: ({ optimizers }, { runs }) => optimizers === runs.length,
  captionGiven: (_, { params }) => params.rates === 'as given',
  captionSearch: ({ trials, steps }, race) => {
    const spent = race.searches.map(({ best: { kind }, trials: rates }) =>
      kind === 'momentum' || kind === 'nesterov' ? rates.length * SEARCH.momenta.length : rates.length,
    );
    return steps === race.steps && spent.every((count) => count === trials);
  },
  captionBest: (_, race) => bestHolds(race),
  captionBestAgain: (_, race) => {
    const former = new Map(race.before.map(({ lane, optimizer }) => [lane, optimizer.learningRate]));
    const other = race.runs.some(({ lane, optimizer }) => former.get(lane) !== optimizer.learningRate);
    return other && bestHolds(race);
  },
  captionLesson: 'definition',
  captionLibrary: ({ name, ratio, alpha }, { named }) => {
    // From a mean square of 0 the first step divides by √(1 − α) of the gradient.
    const expected = alpha === null ? Number(ratio) : 1 / Math.sqrt(1 - Number(alpha));
    return firstStepIs(named(name), Number(ratio)) && Math.abs(expected / Number(ratio) - 1) < 0.05;
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
  captionAlone: ({ step, loss }, { at, runs }) =>
    step === at && runs.length === 1 && runs.every((run) => heights(run)[at] === loss),
  captionLead: ({ name, step }, { at, steps, leads }) => {
    const keeps = Array.from({ length: steps - at + 1 }, (_, i) => leads(name, at + i));
    return at === step && keeps.every(Boolean) && !leads(name, at - 1);
  },
  captionLinger: ({ names, all, first }, race) => {
    const slow = race.runs.filter((run) => race.stays(run.label) && lingersBy(race, run));
    const said = slow.some(({ label }) => label === first);
    return names === slow.length && all === (slow.length === race.runs.length) && said;
  },
  captionOut: ({ name, step, others }, { at, runs, number, stays }) =>
    at >= Number(step) &&
    number(name, Number(step)) === OUT &&
    runs.filter(({ label }) => stays(label)).length === others,
  captionAllOut: ({ optimizers }, { over, runs, stays }) =>
    over && optimizers === runs.length && !runs.some(({ label }) => stays(label)),
  captionEnd: ({ name, loss }, { over, runs }) =>
    over && runs.some((run) => run.label === name && heights(run).at(-1) === loss),
  captionWinner: ({ first, last }, { over, leads, trails }) =>
    over && leads(first) && (last === null || trails(last)),
  captionTie: ({ names, all, first, second }, { over, runs, numbers }) => {
    const ends = numbers();
    const equal = runs.filter((_, i) => ends[i] === Math.min(...ends)).map(({ label }) => label);
    const said = [first, second].every((name) => equal.includes(String(name)));
    return over && equal.length === names && all === (equal.length === runs.length) && said;
  },
  captionAxes: ({ flat, steep, ratio }, { runs, leads }) => {
    const [x = 0, y = 0] = runs.find(({ label }) => leads(label))?.updates[0]?.rates ?? [];
    return Math.abs((flat === 'x' ? x / y : y / x) / Number(ratio) - 1) < 1e-9 && flat !== steep;
  },
  captionMemory: ({ share }, { runs, leads }) => {
    const { updates = [] } = runs.find(({ label }) => leads(label)) ?? {};
    const sum = (of: 'gradient' | 'memory'): number =>
      updates.flatMap((update) => update[of] ?? []).reduce((total, value) => total + Math.abs(value), 0);
    return Math.abs(sum('memory') / (sum('gradient') + sum('memory')) - Number(share)) < 1e-9;
  },
  captionScales: 'definition',
  captionBecause: ({ flies, arrives }, race) => {
    const [out, cuts] = [flies, arrives].map(race.double.named);
    if (out === undefined || cuts === undefined) return false;
    const ended = cuts.updates.at(-1)?.rates ?? [];
    const less = (cuts.updates[0]?.rates ?? []).every((rate, axis) => (ended[axis] ?? rate) < rate);
    const ends = race.over && race.double.isGone(flies) && race.double.arrives(arrives);
    return ends && less && overshoots(race, out);
  },
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
  captionVerdict: ({ verdict }, { everywhere }) => {
    const winners = everywhere.map((race) => race.map((scale) => scale.winners()));
    const byRate = winners.some((race) => new Set(race).size > 1);
    const bySurface = new Set(winners.map(([first]) => first)).size > 1;
    const sole = /^\d+$/.test(winners[0]?.[0] ?? '');
    return verdict === (byRate ? 'rate' : bySurface ? 'surface' : sole ? 'same' : 'none');
  },
};

/** What makes each caption of the race true. */
export const claims: Claims<RaceTrace, RaceStory> = Object.fromEntries(
  Object.entries(CLAIMS).map(([key, holds]): [string, Claim<RaceTrace, RaceStory>] => [
    key,
    holds === 'definition' ? holds : (values, now) => holds(values, about(now)),
  ]),
);
