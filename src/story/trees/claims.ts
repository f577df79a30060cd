import { mean } from 'd3-array';
import type { LabelledPoint } from '../../sim/data/labelled-points.ts';
import { remember } from '../../sim/remember.ts';
import type { TreesTrace } from '../../sim/trainings/tree-ensembles.ts';
import { type Boosted, pathOf, type Tree } from '../../sim/trees/index.ts';
import type { Claims, Spoken } from '../claims.ts';

type Now = Spoken<TreesTrace>;

/** What one tree says of points: the values of the nodes that each ends in, or passes at a level. */
const toldBy = (
  tree: Tree,
  points: readonly LabelledPoint[],
  depth?: number,
): readonly (readonly number[])[] =>
  points.map(({ x, y }) => {
    const path = pathOf(tree, [x, y]);
    return tree.nodes[path[Math.min(depth ?? path.length, path.length - 1)] ?? 0]?.value ?? [];
  });

/** Which points are told wrong. @param ones whether each is told to be of class 1 */
const wrongOf = (points: readonly LabelledPoint[], ones: readonly boolean[]): readonly boolean[] =>
  points.map(({ label }, i) => (label === 1) !== ones[i]);
const share = (wrong: readonly boolean[]): number => wrong.filter(Boolean).length / wrong.length;

/** How often two of some trees tell a point differently, pair by pair. */
function differing(told: readonly (readonly boolean[])[]): number {
  let [apart, pairs] = [0, 0];
  told.forEach((one, i) => {
    for (const other of told.slice(i + 1)) {
      pairs += one.length;
      for (let k = 0; k < one.length; k += 1) apart += Number(one[k] !== other[k]);
    }
  });
  return apart / Math.max(1, pairs);
}

/** All that is claimed of new points, worked out from the trees themselves. */
const worked = remember(({ facts }: TreesTrace) => {
  const { fresh, points, tree, forest, alike, boosted, hasty } = facts;
  const alone = (trees: readonly Tree[]): readonly (readonly boolean[])[] =>
    trees.map((one) => toldBy(one, fresh).map(([zero = 0, is = 0]) => is > zero));
  const votes = (trees: readonly Tree[]): readonly boolean[] => {
    const sums = fresh.map(() => 0);
    for (const one of trees)
      toldBy(one, fresh).forEach(([zero = 0, is = 0], i) => {
        sums[i] = (sums[i] ?? 0) + is - zero;
      });
    return wrongOf(
      fresh,
      sums.map((sum) => sum > 1e-9),
    );
  };
  const rounds = ({ start, trees }: Boosted): readonly (readonly boolean[])[] => {
    const sums = fresh.map(() => start);
    const wrong = (): readonly boolean[] =>
      wrongOf(
        fresh,
        sums.map((sum) => sum > 0),
      );
    return [
      wrong(),
      ...trees.map((one) => {
        toldBy(one, fresh).forEach(([adds = 0], i) => {
          sums[i] = (sums[i] ?? 0) + adds;
        });
        return wrong();
      }),
    ];
  };
  const depths = Array.from({ length: tree.nodes.length }, (_, depth) =>
    wrongOf(
      fresh,
      toldBy(tree, fresh, depth).map(([zero = 0, one = 0]) => one > zero),
    ),
  );
  const trees = forest.map((grown) => grown.tree);
  const singles = alone(trees);
  const byRound = rounds(boosted);
  const least = (all: readonly (readonly boolean[])[]): number => {
    const shares = all.map(share);
    return shares.indexOf(Math.min(...shares));
  };
  const oob = points.flatMap(({ x, y, label }, row) => {
    const others = forest.filter(({ drawn }) => !drawn.includes(row)).map((grown) => grown.tree);
    const told = others.map((one) => one.nodes[pathOf(one, [x, y]).at(-1) ?? 0]?.value[1] ?? 0);
    return told.length === 0 ? [] : [(mean(told) ?? 0) > 0.5 !== (label === 1)];
  });
  return {
    tree: depths.at(-1) ?? [],
    depth: least(depths),
    stopped: depths[least(depths)] ?? [],
    own: share(
      wrongOf(
        points,
        toldBy(tree, points).map(([zero = 0, one = 0]) => one > zero),
      ),
    ),
    forest: votes(trees),
    alike: votes(alike),
    single: mean(singles, (ones) => share(wrongOf(fresh, ones))) ?? 0,
    differ: differing(singles),
    differAlike: differing(alone(alike)),
    outOfBag: oob.length === 0 ? 0.5 : share(oob),
    boosted: byRound.at(-1) ?? [],
    round: least(byRound),
    best: byRound[least(byRound)] ?? [],
    first: byRound[1] ?? [],
    hasty: rounds(hasty).at(-1) ?? [],
  };
});

type Worked = ReturnType<typeof worked>;
const of = ({ trace }: Now): Worked => worked(trace);
const near = (a: unknown, b: number): boolean => Math.abs(Number(a) - b) < 1e-9;

/** Whether one errs less than another beyond luck: of the points on which just one of them errs, by two standard errors. */
function less(one: readonly boolean[], other: readonly boolean[]): boolean {
  const apart = one.flatMap((wrong, i) => (wrong === other[i] ? [] : [wrong ? -1 : 1]));
  const sum = apart.reduce((all, each) => all + each, 0);
  return sum > 0 && sum * sum > 4 * apart.length;
}

/** Gini of points before and after the best of all cuts between two of their values, and how many there are. */
const bestCut = remember(({ facts: { points } }: TreesTrace) => {
  const gini = (of: readonly LabelledPoint[]): number => {
    const one = of.filter(({ label }) => label === 1).length / Math.max(1, of.length);
    return 2 * one * (1 - one);
  };
  const cuts = (['x', 'y'] as const).flatMap((side, feature) => {
    const values = [...new Set(points.map((point) => Math.fround(point[side])))].sort((a, b) => a - b);
    return values.slice(1).flatMap((value, i) => {
      const below = values[i] ?? value;
      if (value <= Math.fround(below + Math.fround(1e-7))) return [];
      const low = points.filter((point) => Math.fround(point[side]) < value);
      const high = points.filter((point) => Math.fround(point[side]) >= value);
      const after = (low.length * gini(low) + high.length * gini(high)) / points.length;
      return [{ feature, threshold: (below + value) / 2, after }];
    });
  });
  return { before: gini(points), cuts, least: Math.min(...cuts.map(({ after }) => after)) };
});

/** What makes each caption of a film about trees true. */
export const TREES_CLAIMS: Claims<TreesTrace> = {
  captionQuestion: ({ better, tree, forest, n }, now) =>
    better === less(of(now).forest, of(now).tree) &&
    near(tree, share(of(now).tree)) &&
    near(forest, share(of(now).forest)) &&
    n === now.trace.facts.forest.length,
  captionCut: 'definition',
  captionGini: 'definition',
  captionChosen: ({ count, feature, threshold, from, to }, { trace }) => {
    const { before, cuts, least } = bestCut(trace);
    const { axes = [] } = trace.facts.file ?? {};
    const named = (at: number): string => axes[at]?.name ?? ['x', 'y'][at] ?? '';
    const written = Number(
      String(threshold)
        .replace('−', '-')
        .replace(/ × 10.*/, ''),
    );
    return (
      count === cuts.length &&
      near(from, before) &&
      near(to, least) &&
      cuts.some((cut) => {
        if (cut.after > least + 1e-12 || named(cut.feature) !== feature) return false;
        const axis = axes[cut.feature];
        const value =
          axis === undefined ? cut.threshold : axis.from + ((cut.threshold + 1) / 2) * (axis.to - axis.from);
        return (
          String(threshold).includes('×') || Math.abs(written - value) <= 0.006 + 0.006 * Math.abs(value)
        );
      })
    );
  },
  captionNext: (_, { trace }) => trace.facts.tree.nodes.length > 3,
  captionDeeper: ({ pure }, { trace }) => {
    const { points, tree } = trace.facts;
    const kinds = new Map<number, Set<number>>();
    for (const { x, y, label } of points) {
      const leaf = pathOf(tree, [x, y]).at(-1) ?? 0;
      kinds.set(leaf, (kinds.get(leaf) ?? new Set()).add(label));
    }
    return pure === [...kinds.values()].every(({ size }) => size === 1);
  },
  captionFull: ({ own, fresh }, now) => near(own, of(now).own) && near(fresh, share(of(now).tree)),
  captionStop: ({ over, depth, least }, now) =>
    over === less(of(now).stopped, of(now).tree) &&
    depth === of(now).depth &&
    near(least, share(of(now).stopped)),
  captionBootstrap: ({ n, never }, { trace: { facts } }) => {
    const out = facts.points.filter((_, row) => !facts.forest[0]?.drawn.includes(row)).length;
    return (
      n === facts.points.length &&
      n === facts.forest[0]?.drawn.length &&
      near(never, out / facts.points.length)
    );
  },
  captionTrees: (values, now) => near(values.share, of(now).differ),
  captionVote: ({ from, to }, now) => near(from, of(now).single) && near(to, share(of(now).forest)),
  captionOutOfBag: ({ error }, now) => near(error, of(now).outOfBag),
  captionAlike: ({ kind, error }, now) => {
    const { forest, alike, differ, differAlike } = of(now);
    const worse = less(forest, alike);
    const found = worse && 2 * differAlike < differ ? 'alike' : worse ? 'worse' : 'same';
    return kind === found && near(error, share(alike));
  },
  captionResidual: 'definition',
  captionFit: ({ rate }, { trace }) =>
    rate === trace.params.rate && trace.facts.boosted.trees.some(({ nodes }) => nodes.length > 1),
  captionNoCut: ({ library, n }, { trace }) =>
    library === trace.params.library &&
    n === trace.facts.points.length &&
    trace.facts.boosted.trees.every(({ nodes }) => nodes.length === 1),
  captionLibrary: ({ library }, { trace: { params, facts } }) => {
    const cuts = facts.boosted.trees.flatMap(({ nodes }) => nodes.flatMap(({ split }) => split ?? []));
    const values = [facts.points.map(({ x }) => Math.fround(x)), facts.points.map(({ y }) => Math.fround(y))];
    const isValue = cuts.every(({ feature, threshold }) => values[feature]?.includes(threshold));
    return library === params.library && library !== 'scikit-learn' && (library === 'xgboost') === isValue;
  },
  captionRounds: ({ late, rounds, first, error, best, least }, now) =>
    late === share(of(now).boosted) - share(of(now).best) >= 0.01 &&
    near(first, share(of(now).first)) &&
    rounds === now.trace.facts.boosted.trees.length &&
    near(error, share(of(now).boosted)) &&
    best === of(now).round &&
    near(least, share(of(now).best)),
  captionRate: ({ worse, error }, now) =>
    now.trace.params.rate < 1 &&
    worse === less(of(now).boosted, of(now).hasty) &&
    near(error, share(of(now).hasty)),
  captionAnswer: ({ better, single, error }, now) => {
    const { forest, tree, single: alone } = of(now);
    return better === less(forest, tree) && near(single, alone) && near(error, share(forest));
  },
  captionEnd: ({ ways }, now) => {
    const { stopped, forest, boosted, tree } = of(now);
    return ways === [stopped, forest, boosted].filter((way) => less(way, tree)).length;
  },
};
