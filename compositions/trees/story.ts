import { sum } from 'd3-array';
import type { TreesTrace } from '../../src/sim/trainings/tree-ensembles.ts';
import { depthOf } from '../../src/sim/trees/index.ts';
import { type Fps, flowing, holding, stepDurations } from '../../src/story/clock.ts';
import type { Look } from '../../src/story/look.ts';
import { type Cue, part, script } from '../../src/story/script.ts';
import type { PartOf } from '../../src/story/story.ts';
import {
  alikeMessage,
  answerMessage,
  bootstrapMessage,
  chosenMessage,
  deeperMessage,
  endMessage,
  fitMessage,
  fullMessage,
  libraryMessages,
  outOfBagMessage,
  questionMessage,
  rateMessages,
  roundsMessage,
  stopMessage,
  treesMessage,
  voteMessage,
} from '../../src/story/trees/commentary.ts';
import { boostsAnything, cutsTo, SHOWN_DEPTH } from '../../src/story/trees/readings.ts';
import { words } from './words.ts';

const { say } = words;

export type TreesStory = ReturnType<typeof tell>;
export type TreesPart<K extends TreesStory['parts'][number]['kind']> = PartOf<TreesStory, K>;

/** Seconds after which cuts are tried, in which all along a feature are, of a further cut, and of a further level. */
const [TRIED, SWEEP, CUT] = [2, 2.7, { first: 1, ratio: 0.85, floor: 0.55 }] as const;
const LEVEL = { first: 0.6, ratio: 0.9, floor: 0.22 } as const;
/** Trees that come to the vote, and rounds of boosting. */
const TREE = { first: 0.8, ratio: 0.68, floor: 0.02 } as const;
const ROUND = { first: 1, ratio: 0.7, floor: 0.02 } as const;

/** Tells the film: one tree against many; how it is grown; how deep; why many vote better; how they add up; what helps. */
export function tell(trace: TreesTrace, fps: Fps, look: Look) {
  const { params, facts } = trace;
  const { story, readBy } = script(words, fps, look);
  const shown = Math.min(SHOWN_DEPTH, depthOf(facts.tree));

  const taught: readonly Cue[] = [[0.5, say('captionCut')], say('captionGini')];
  const chosenAt = Math.max(TRIED + 2 * SWEEP, readBy(taught)) + 0.1;
  const chosen: readonly Cue[] = [...taught, [chosenAt, chosenMessage(trace)]];
  const cuts = cutsTo(facts.tree, shown).length;
  const next = readBy(chosen) + 0.1;
  const more = stepDurations(cuts - 1, CUT);

  const levels = stepDurations(depthOf(facts.tree) - shown, LEVEL);
  const deeper: readonly Cue[] = [[0.3, deeperMessage(trace)]];
  const full = Math.max(1 + sum(levels), readBy(deeper)) + 0.1;

  const drawn: readonly Cue[] = [[0.4, bootstrapMessage(trace)]];
  const grows = readBy(drawn) + 0.2;
  const trees = stepDurations(params.trees - 1, TREE);
  const varied: readonly Cue[] = [...drawn, treesMessage(trace)];
  const voted = Math.max(grows + 0.8 + sum(trees), readBy(varied)) + 0.1;

  const cutting = boostsAnything(trace);
  const fitted: readonly Cue[] = [
    [0.4, say('captionResidual')],
    fitMessage(trace),
    ...libraryMessages(trace),
  ];
  const adds = readBy(fitted.slice(0, 1)) + 0.8;
  const rounds = stepDurations(facts.boosted.trees.length, ROUND);
  const added = Math.max(adds + sum(rounds), readBy(fitted)) + 0.1;

  return story([
    part('question', {
      heading: say('title'),
      chapter: say('growHeading'),
      captions: [[0.4, questionMessage(trace)]],
      minSeconds: 4.8,
      after: 0.4,
      layOut: ({ range }) => ({ grows: range(0.3, 2.2), asks: range(1.6, 0.8) }),
    }),
    part('grow', {
      heading: say('growHeading'),
      captions: [...chosen, ...(cuts > 1 ? [[next, say('captionNext')] as const] : [])],
      minSeconds: cuts > 1 ? next + 0.6 + sum(more) + 0.5 : 0,
      layOut: ({ clock, range, caption }) => ({
        tries: [range(TRIED, SWEEP), range(TRIED + SWEEP, SWEEP)] as const,
        cut: caption(2, 1),
        clock: clock(next + 0.6, more, flowing),
      }),
    }),
    part('depth', {
      heading: say('depthHeading'),
      chapter: say('depthHeading'),
      captions: [...deeper, [full, fullMessage(trace)], stopMessage(trace)],
      minSeconds: 10.1,
      after: 0.5,
      layOut: ({ clock, range, caption }) => ({
        clock: clock(1, levels, flowing),
        opens: range(0, 0.9),
        stops: caption(2, 0.9),
      }),
    }),
    part('forest', {
      heading: say('forestHeading'),
      chapter: say('forestHeading'),
      captions: [...varied, [voted, voteMessage(trace)], outOfBagMessage(trace), alikeMessage(trace)],
      after: 0.5,
      poster: true,
      layOut: ({ clock, range, caption }) => ({
        draws: range(0.3, 1.4),
        first: range(grows, 0.7),
        clock: clock(grows + 0.8, trees, holding(0.25)),
        outOfBag: caption(3, 1.6),
        alike: caption(4, 1.6),
      }),
    }),
    part('boost', {
      heading: say('boostHeading'),
      chapter: say('boostHeading'),
      captions: cutting ? [...fitted, [added, roundsMessage(trace)], ...rateMessages(trace)] : fitted,
      after: 0.5,
      layOut: ({ clock, range, caption }) => ({
        residuals: range(0.4, 1),
        clock: clock(adds, cutting ? rounds : [], flowing),
        hasty: caption(fitted.length + 1, 2),
      }),
    }),
    part('answer', {
      heading: say('answerHeading'),
      captions: [[0.8, answerMessage(trace)], endMessage(trace)],
      after: 1.1,
      poster: true,
      layOut: ({ range, caption }) => ({
        appears: range(0, 1),
        answer: caption(0, 0.8),
        ways: caption(1, 0.8),
      }),
    }),
  ]);
}
