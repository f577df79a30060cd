import { mean, minIndex } from 'd3-array';
import { remember } from '../../sim/remember.ts';
import type { Run } from '../../sim/trace.ts';
import { rowsOf, shareOfOne, type TreesTrace } from '../../sim/trainings/tree-ensembles.ts';
import { type Boosted, leafValue, marginAt, type Tree } from '../../sim/trees/index.ts';

/** What is compared on new points: one tree to its end and stopped in time, the forest with and without bootstrap, boosting at its rate and at 1. */
export const CONTENDERS = ['tree', 'forest', 'boosted', 'stopped', 'alike', 'hasty'] as const;
export type Contender = (typeof CONTENDERS)[number];

/** The deepest level of which the tree is grown cut by cut. */
export const SHOWN_DEPTH = 3;

export function runOf(trace: TreesTrace, id: string): Run {
  const run = trace.runs.find((one) => one.id === id);
  if (run === undefined) throw new RangeError(`there is no run "${id}"`);
  return run;
}

/** The level at which the tree is best stopped: that of the least error on new points, the first of equal ones. */
export const bestDepth = (trace: TreesTrace): number => minIndex(runOf(trace, 'depth').losses);

/** The round after which boosting errs least on new points. */
export const bestRound = (trace: TreesTrace): number => minIndex(runOf(trace, 'boosted').losses);

/** Share of new points that each contender gets wrong in the end. */
export function errorOf(trace: TreesTrace, contender: Contender): number {
  if (contender === 'stopped') return runOf(trace, 'depth').losses[bestDepth(trace)] ?? 0;
  return runOf(trace, contender === 'tree' ? 'depth' : contender).losses.at(-1) ?? 0;
}

/** Standard error of a share of new points, by their luck. */
export const luckOf = ({ facts }: TreesTrace, share: number): number =>
  Math.sqrt((share * (1 - share)) / Math.max(1, facts.fresh.length));

/** Share of new points that a tree of the forest gets wrong alone, on average. */
export const singleError = (trace: TreesTrace): number =>
  mean(runOf(trace, 'forest').series.single ?? []) ?? 0;

const voteOf =
  (trees: readonly Tree[]) =>
  (sample: readonly number[]): number =>
    mean(trees, (tree) => shareOfOne(leafValue(tree, sample))) ?? 0;
const sumOf =
  (model: Boosted) =>
  (sample: readonly number[]): number =>
    marginAt(model, sample) > 0 ? 1 : 0;

/** What a contender says of a place: class 1 above 0.5. */
function saysOf(trace: TreesTrace, contender: Contender): (sample: readonly number[]) => number {
  const { tree, forest, alike, boosted, hasty } = trace.facts;
  switch (contender) {
    case 'tree':
      return (sample) => shareOfOne(leafValue(tree, sample));
    case 'stopped':
      return (sample) => shareOfOne(leafValue(tree, sample, bestDepth(trace)));
    case 'forest':
      return voteOf(forest.map((grown) => grown.tree));
    case 'alike':
      return voteOf(alike);
    case 'boosted':
      return sumOf(boosted);
    case 'hasty':
      return sumOf(hasty);
  }
}

/** Which new points each contender gets wrong. */
const wrongOf = remember((trace: TreesTrace): Readonly<Record<Contender, readonly boolean[]>> => {
  const rows = rowsOf(trace.facts.fresh);
  const of = (contender: Contender): readonly boolean[] => {
    const says = saysOf(trace, contender);
    return rows.map((row, i) => says(row) > 0.5 !== (trace.facts.fresh[i]?.label === 1));
  };
  return {
    tree: of('tree'),
    forest: of('forest'),
    boosted: of('boosted'),
    stopped: of('stopped'),
    alike: of('alike'),
    hasty: of('hasty'),
  };
});

/**
 * Whether one errs less than another by more than the luck of the new points: McNemar's test on those that one gets right and the
 * other wrong, at two standard errors.
 */
export function errsLess(trace: TreesTrace, one: Contender, other: Contender): boolean {
  const [a, b] = [wrongOf(trace)[one], wrongOf(trace)[other]];
  const worse = a.filter((wrong, i) => wrong && !b[i]).length;
  const better = b.filter((wrong, i) => wrong && !a[i]).length;
  return better - worse > 2 * Math.sqrt(better + worse);
}

/** How often two trees say different classes of a new point, on average over all pairs: with bootstrap and without. */
export const disagreements = remember(({ facts: { forest, alike, fresh } }: TreesTrace) => {
  const rows = rowsOf(fresh);
  const between = (trees: readonly Tree[]): number =>
    mean(rows, (row) => {
      const ones = trees.filter((tree) => shareOfOne(leafValue(tree, row)) > 0.5).length;
      return (2 * ones * (trees.length - ones)) / (trees.length * (trees.length - 1));
    }) ?? 0;
  return { forest: between(forest.map(({ tree }) => tree)), alike: between(alike) };
});

/** Nodes that are cut up to a level, level by level, from left to right. */
export function cutsTo({ nodes }: Tree, depth: number): readonly number[] {
  const cuts: number[] = [];
  let level = [0];
  for (let at = 0; at < depth && level.length > 0; at += 1) {
    const cut = level.filter((node) => nodes[node]?.split !== undefined);
    cuts.push(...cut);
    level = cut.flatMap((node) => [nodes[node]?.split?.low ?? 0, nodes[node]?.split?.high ?? 0]);
  }
  return cuts;
}

/** Whether boosting cuts anything at all. */
export const boostsAnything = ({ facts: { boosted } }: TreesTrace): boolean =>
  boosted.trees.some(({ nodes }) => nodes.length > 1);
