/** What can be said of a trace, each as a message with its values. */

import { rememberFor } from '../../sim/remember.ts';
import { rowsOf, type TreesTrace } from '../../sim/trainings/tree-ensembles.ts';
import { type Candidate, impurityCurve, pathOf } from '../../sim/trees/index.ts';
import { fixed, graded } from '../numbers.ts';
import { TREES_WORDS } from '../words/trees/index.ts';
import { type Message, sayer } from '../words.ts';
import {
  bestDepth,
  bestRound,
  boostsAnything,
  disagreements,
  errorOf,
  errsLess,
  runOf,
  singleError,
} from './readings.ts';

const say = sayer('trees', TREES_WORDS.en);

/** By how much boosting has to err less earlier on for that to be told. */
const LATE = 0.01;

/** All cuts of a node of the tree, by feature. */
export const candidatesOf = rememberFor(
  ({ facts }: TreesTrace, node: number): readonly (readonly Candidate[])[] => {
    const x = rowsOf(facts.points);
    const targets = { y: facts.points.map(({ label }) => label), classes: 2, weights: x.map(() => 1) };
    const rows = x.flatMap((sample, row) => (pathOf(facts.tree, sample).includes(node) ? [row] : []));
    return [0, 1].map((feature) => impurityCurve(x, targets, rows, feature, 'gini'));
  },
  String,
);

/** What a feature is called: x and y, or as the columns of the file. */
export const featureName = ({ facts }: TreesTrace, feature: number): string =>
  facts.file?.axes[feature]?.name ?? (feature === 0 ? 'x' : 'y');

/** A value of a feature in the units of the data, as it is written. */
export function writtenValue({ facts }: TreesTrace, feature: number, value: number): string {
  const axis = facts.file?.axes[feature];
  return axis === undefined ? fixed(value, 2) : graded(axis.from + ((value + 1) / 2) * (axis.to - axis.from));
}

export const questionMessage = (trace: TreesTrace): Message =>
  say('captionQuestion', {
    better: errsLess(trace, 'forest', 'tree'),
    tree: errorOf(trace, 'tree'),
    forest: errorOf(trace, 'forest'),
    n: trace.params.trees,
  });

export function chosenMessage(trace: TreesTrace): Message {
  const [root] = trace.facts.tree.nodes;
  const { feature = 0, threshold = 0, gain = 0 } = root?.split ?? {};
  return say('captionChosen', {
    count: candidatesOf(trace, 0).flat().length,
    feature: featureName(trace, feature),
    threshold: writtenValue(trace, feature, threshold),
    from: root?.impurity ?? 0,
    to: (root?.impurity ?? 0) - gain,
  });
}

export const deeperMessage = ({ facts: { tree } }: TreesTrace): Message =>
  say('captionDeeper', {
    pure: tree.nodes.every(({ split, impurity }) => split !== undefined || impurity < 1e-9),
  });

export const fullMessage = (trace: TreesTrace): Message =>
  say('captionFull', {
    own: runOf(trace, 'depth').series.own?.at(-1) ?? 0,
    fresh: errorOf(trace, 'tree'),
  });

export const stopMessage = (trace: TreesTrace): Message =>
  say('captionStop', {
    over: errsLess(trace, 'stopped', 'tree'),
    depth: bestDepth(trace),
    least: errorOf(trace, 'stopped'),
  });

export function bootstrapMessage({ facts: { forest, points } }: TreesTrace): Message {
  const drawn = new Set(forest[0]?.drawn);
  return say('captionBootstrap', { n: points.length, never: 1 - drawn.size / points.length });
}

export const treesMessage = (trace: TreesTrace): Message =>
  say('captionTrees', { share: disagreements(trace).forest });

export const voteMessage = (trace: TreesTrace): Message =>
  say('captionVote', { from: singleError(trace), to: errorOf(trace, 'forest') });

export const outOfBagMessage = (trace: TreesTrace): Message =>
  say('captionOutOfBag', { error: runOf(trace, 'forest').series.outOfBag?.at(-1) ?? 0 });

/** What comes of trees without bootstrap: they err more as they differ by less than half as often, or more anyway, or not. */
function alikeKind(trace: TreesTrace): 'alike' | 'worse' | 'same' {
  if (!errsLess(trace, 'forest', 'alike')) return 'same';
  const { forest, alike } = disagreements(trace);
  return alike < forest / 2 ? 'alike' : 'worse';
}

export const alikeMessage = (trace: TreesTrace): Message =>
  say('captionAlike', { kind: alikeKind(trace), error: errorOf(trace, 'alike') });

export const fitMessage = (trace: TreesTrace): Message =>
  boostsAnything(trace)
    ? say('captionFit', { rate: trace.params.rate })
    : say('captionNoCut', { library: trace.params.library, n: trace.facts.points.length });

export function roundsMessage(trace: TreesTrace): Message {
  const error = errorOf(trace, 'boosted');
  const best = bestRound(trace);
  const { losses } = runOf(trace, 'boosted');
  const least = losses[best] ?? 0;
  return say('captionRounds', {
    late: error - least >= LATE,
    rounds: losses.length - 1,
    first: losses[1] ?? 0,
    error,
    best,
    least,
  });
}

/** What comes of full steps; nothing where the steps are full anyway. */
export const rateMessages = (trace: TreesTrace): readonly Message[] =>
  trace.params.rate === 1
    ? []
    : [say('captionRate', { worse: errsLess(trace, 'boosted', 'hasty'), error: errorOf(trace, 'hasty') })];

/** What the library does otherwise than scikit-learn, if it cuts at all. */
export const libraryMessages = (trace: TreesTrace): readonly Message[] =>
  trace.params.library === 'scikit-learn' || !boostsAnything(trace)
    ? []
    : [say('captionLibrary', { library: trace.params.library })];

export const answerMessage = (trace: TreesTrace): Message =>
  say('captionAnswer', {
    better: errsLess(trace, 'forest', 'tree'),
    single: singleError(trace),
    error: errorOf(trace, 'forest'),
  });

/** What errs less than the whole tree, beyond luck: all three ways, some, or none. */
export function endMessage(trace: TreesTrace): Message {
  const ways = (['stopped', 'forest', 'boosted'] as const).filter((way) => errsLess(trace, way, 'tree'));
  return say('captionEnd', { ways: ways.length });
}
