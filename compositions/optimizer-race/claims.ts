import { SURFACES } from '../../src/sim/objectives/surfaces.ts';
import type { Claims } from '../../src/story/claims.ts';
import type { Message } from '../../src/story/words.ts';
import {
  arrives,
  END,
  fieldAt,
  heights,
  isGone,
  isOver,
  leads,
  leadsAtScale,
  lingersBy,
  type Now,
  named,
  numbers,
  paramsAt,
  printed,
  raceOf,
  trails,
  winners,
} from './claim-terms.ts';
import type en from './en.json';
import { printedLoss } from './loss.ts';
import { length, type RaceRun, type RaceTrace, runsOf, SCALES } from './simulation.ts';
import type { RaceStory } from './story.ts';
import { SEARCH } from './tuning.ts';

type Values = Message['values'];
type Said = Extract<keyof typeof en, `caption${string}`>;

/** What makes each caption of the race true. */
export const claims: Claims<RaceTrace, RaceStory, Said> = {
  captionHookFlies: ({ flies, arrives: there }, now) =>
    isGone(now, named(fieldAt(now, 'double'), flies)) &&
    !isGone(now, named(fieldAt(now), flies)) &&
    arrives(now, named(fieldAt(now, 'double'), there)),
  captionHookOut: ({ name }, now) =>
    isGone(now, named(fieldAt(now, 'double'), name)) && !isGone(now, named(fieldAt(now), name)),
  captionHookNever: ({ first, last }, now) =>
    arrives(now, named(fieldAt(now), first)) && !arrives(now, named(fieldAt(now), last)),
  captionHookName: ({ rate, libraries, paths }, now) => {
    const runs = fieldAt(now);
    const steps = runs.map(
      (run) => `${(run.points[1] ?? []).map((x) => x.toPrecision(4)).join()} ${printed(now, run, END)}`,
    );
    return (
      runs.length === libraries &&
      runs.every(({ optimizer }) => optimizer.learningRate === rate) &&
      new Set(steps).size === paths
    );
  },
  captionHook: ({ optimizers }, now) => optimizers === fieldAt(now).length,
  captionSurface: ({ surface }, now) => {
    const { gradient } = SURFACES.ravine;
    const steepness = (gradient([0, 1])[1] ?? 0) / (gradient([1, 0])[0] ?? 1);
    return surface === paramsAt(now)?.surface && (surface !== 'ravine' || steepness === 25);
  },
  captionLoss: 'definition',
  captionSameField: ({ optimizers }, now) => {
    const [before, runs] = [runsOf(now.trace, raceOf(now) - 1), fieldAt(now)];
    const rate = ({ lane, optimizer }: RaceRun): string => `${lane} ${optimizer.learningRate}`;
    const known = new Set(before.map(rate));
    return (
      optimizers === runs.length && optimizers === before.length && runs.every((run) => known.has(rate(run)))
    );
  },
  captionNewField: ({ optimizers }, now) => optimizers === fieldAt(now).length,
  captionGiven: (_, now) => paramsAt(now)?.rates === 'as given',
  captionSearch: ({ trials, steps }, now) =>
    steps === paramsAt(now)?.steps &&
    (now.trace.facts.races[raceOf(now)]?.searches ?? []).every(
      ({ best, trials: rates }) =>
        trials ===
        rates.length * (best.kind === 'momentum' || best.kind === 'nesterov' ? SEARCH.momenta.length : 1),
    ),
  captionBest: (_, now) => bestHolds(now),
  captionBestAgain: (_, now) => {
    const before = runsOf(now.trace, raceOf(now) - 1);
    const other = fieldAt(now).some(
      ({ lane, optimizer }) =>
        before.find((run) => run.lane === lane)?.optimizer.learningRate !== optimizer.learningRate,
    );
    return other && bestHolds(now);
  },
  captionLesson: 'definition',
  captionLibrary: ({ name, ratio }, now) => firstStepIs(named(fieldAt(now), name), Number(ratio)),
  captionLibraryDecay: ({ name, decay }, now) => {
    const run = named(fieldAt(now), name);
    const { learningRate = 0 } = run?.optimizer ?? {};
    return (run?.updates ?? []).every((update, k) =>
      (run?.points[k] ?? []).every((x, axis) => {
        const shrunk = learningRate * Number(decay) * x;
        return Math.abs((update.decay?.[axis] ?? 0) - shrunk) <= 1e-6 * Math.abs(shrunk);
      }),
    );
  },
  captionLibraryMean: ({ name, ratio, alpha }, now) => {
    const run = named(fieldAt(now), name);
    // From a mean square of 0 the first step divides by √(1 − α) of the gradient.
    const expected = 1 / Math.sqrt(1 - Number(alpha));
    return firstStepIs(run, Number(ratio)) && Math.abs(expected / Number(ratio) - 1) < 0.05;
  },
  captionStandings: ({ step, first, last }, now) => {
    const runs = fieldAt(now);
    const at = now.step ?? 0;
    return (
      step === at && leads(now, runs, named(runs, first), at) && trails(now, runs, named(runs, last), at)
    );
  },
  captionLeads: ({ step, first }, now) =>
    step === now.step && leads(now, fieldAt(now), named(fieldAt(now), first), now.step ?? 0),
  captionAlone: ({ step, loss }, now) =>
    step === now.step &&
    fieldAt(now).length === 1 &&
    fieldAt(now).every((run) => heights(run)[now.step ?? 0] === loss),
  captionLead: ({ name, step }, now) => {
    const runs = fieldAt(now);
    const run = named(runs, name);
    const from = Number(step);
    const steps = paramsAt(now)?.steps ?? 0;
    const keeps = Array.from({ length: steps - from + 1 }, (_, i) => leads(now, runs, run, from + i));
    return (now.step ?? 0) === from && keeps.every(Boolean) && !leads(now, runs, run, from - 1);
  },
  captionLinger: ({ names, all, first }, now) => {
    const slow = fieldAt(now).filter((run) => !isGone(now, run) && lingersBy(now, run, now.step ?? 0));
    return (
      names === slow.length &&
      all === (slow.length === fieldAt(now).length) &&
      slow.some(({ label }) => label === first)
    );
  },
  captionOut: ({ name, step, others }, now) => {
    const run = named(fieldAt(now), name);
    if (run === undefined || (now.step ?? 0) < Number(step)) return false;
    const goOn = fieldAt(now).filter((other) => !isGone(now, other)).length;
    return printed(now, run, Number(step)) === Number.POSITIVE_INFINITY && goOn === others;
  },
  captionAllOut: ({ optimizers }, now) =>
    isOver(now) && optimizers === fieldAt(now).length && fieldAt(now).every((run) => isGone(now, run)),
  captionEnd: ({ name, loss }, now) =>
    isOver(now) && fieldAt(now).some((run) => run.label === name && heights(run).at(-1) === loss),
  captionWinner: ({ first, last }, now) => {
    const runs = fieldAt(now);
    return (
      isOver(now) && leads(now, runs, named(runs, first), END) && trails(now, runs, named(runs, last), END)
    );
  },
  captionFirst: ({ first }, now) => isOver(now) && leads(now, fieldAt(now), named(fieldAt(now), first), END),
  captionTie: ({ names, all, first, second }, now) => {
    const numbersNow = numbers(now, fieldAt(now), END);
    const least = Math.min(...numbersNow);
    const equal = fieldAt(now).filter((_, i) => numbersNow[i] === least);
    const labels = equal.map(({ label }) => label);
    return (
      isOver(now) &&
      equal.length === names &&
      all === (equal.length === numbersNow.length) &&
      labels.includes(String(first)) &&
      labels.includes(String(second))
    );
  },
  captionAxes: ({ flat, steep, ratio }, now) => {
    const runs = fieldAt(now);
    const winner = runs.find((run) => leads(now, runs, run, END));
    const [x = 0, y = 0] = winner?.updates[0]?.rates ?? [];
    return Math.abs((flat === 'x' ? x / y : y / x) / Number(ratio) - 1) < 1e-9 && flat !== steep;
  },
  captionMemory: ({ share }, now) => {
    const runs = fieldAt(now);
    const winner = runs.find((run) => leads(now, runs, run, END));
    const sum = (of: 'gradient' | 'memory'): number =>
      (winner?.updates ?? [])
        .flatMap((update) => update[of] ?? [])
        .reduce((total, value) => total + Math.abs(value), 0);
    return Math.abs(sum('memory') / (sum('gradient') + sum('memory')) - Number(share)) < 1e-9;
  },
  captionScales: 'definition',
  captionScalesAgain: 'definition',
  captionBecause: ({ flies, arrives: there }, now) => {
    const runs = fieldAt(now, 'double');
    const [out, cuts] = [named(runs, flies), named(runs, there)];
    if (out === undefined || cuts === undefined || !isGone(now, out) || !arrives(now, cuts)) return false;
    const [begun, ended] = [cuts.updates[0]?.rates ?? [], cuts.updates.at(-1)?.rates ?? []];
    const gone = heights(out).findIndex((_, k) => printed(now, out, k) === Number.POSITIVE_INFINITY);
    const moves = out.points.slice(1, gone + 1).map(([x, y], k) => {
      const [bx, by] = out.points[k] ?? [x, y];
      return { x: x - bx, y: y - by };
    });
    const turns = moves.slice(1).every(({ x, y }, k) => {
      const before = moves[k] ?? { x: 0, y: 0 };
      return x * before.x + y * before.y < 0 && length([x, y]) > length([before.x, before.y]);
    });
    return (
      isOver(now) && moves.length > 1 && turns && begun.every((rate, axis) => (ended[axis] ?? rate) < rate)
    );
  },
  captionThree: ({ half, as, double }, now) =>
    isOver(now) &&
    new Set([half, as, double]).size === 3 &&
    leadsAtScale(now, half, 'half') &&
    leadsAtScale(now, as, 'as is') &&
    leadsAtScale(now, double, 'double'),
  captionFlown: ({ names, first }, now) => {
    const flown = fieldAt(now, 'double').filter(
      (run) => isGone(now, run) && !isGone(now, named(fieldAt(now), run.label)),
    );
    return isOver(now) && names === flown.length && flown.some(({ label }) => label === first);
  },
  captionTurn: ({ first, firstScale, second, secondScale }, now) =>
    isOver(now) &&
    first !== second &&
    leadsAtScale(now, first, firstScale) &&
    leadsAtScale(now, second, secondScale),
  captionSame: ({ name }, now) => isOver(now) && SCALES.every((scale) => leadsAtScale(now, name, scale)),
  captionSturdy: ({ name, place }, now) => {
    const worst = (label: string): number =>
      Math.max(
        ...now.trace.params.races.flatMap((_, race) =>
          SCALES.map((scale) => {
            const lane = named(runsOf(now.trace, 0), label)?.lane;
            const runs = runsOf(now.trace, race, scale);
            const run = runs.find((other) => other.lane === lane);
            if (run === undefined || isGone(now, run)) return Number.POSITIVE_INFINITY;
            const own = printed(now, run, END);
            return 1 + runs.filter((other) => printed(now, other, END) < own).length;
          }),
        ),
      );
    const others = runsOf(now.trace, 0).filter(({ label }) => label !== name);
    return worst(String(name)) === place && others.every(({ label }) => worst(label) > Number(place));
  },
  captionVerdict: verdictHolds,
};

function verdictHolds({ verdict }: Values, now: Now): boolean {
  const all = winners(now);
  const byRate = all.some((each) => each.some((lanes) => lanes !== each[0]));
  const bySurface = all.some((each) => each[0] !== all[0]?.[0]);
  const sole = /^\d+$/.test(all[0]?.[0] ?? '');
  return verdict === (byRate ? 'rate' : bySurface ? 'surface' : sole ? 'same' : 'none');
}

/** Each run has the rate of its search's lowest trial, and none of its states is above the start. */
function bestHolds(now: Now): boolean {
  const searches = now.trace.facts.races[raceOf(now)]?.searches ?? [];
  return fieldAt(now).every((run, i) => {
    const counted = (searches[i]?.trials ?? []).flatMap(({ excess }) => (excess === null ? [] : [excess]));
    const all = heights(run);
    if (counted.length === 0) return false;
    const least = Math.min(...counted);
    const end = all.at(-1) ?? 0;
    const lowest = printedLoss(end).value <= printedLoss(least).value;
    return lowest && all.every((height) => height <= (all[0] ?? 0));
  });
}

/** True if a run's first step goes so many times its rate along the axis in which it goes further. */
function firstStepIs(run: RaceRun | undefined, ratio: number): boolean {
  const [from, to] = [run?.points[0], run?.points[1]];
  if (run === undefined || from === undefined || to === undefined) return false;
  const moved = from.map((x, axis) => Math.abs((to[axis] ?? x) - x) / run.optimizer.learningRate);
  return Math.abs(Math.max(...moved) / ratio - 1) < 1e-9;
}
