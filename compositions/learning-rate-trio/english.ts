import { fixed, plain } from '../../src/story/numbers.ts';
import type { AnyWords } from '../../src/story/wording.ts';
import { rateText, times } from './figures.ts';
import type { Verdict } from './verdict.ts';

type Kind = Verdict['kind'];
type Wells = 'one' | 'equal' | 'tilted';

/** What the words of a verdict depend on. A type, not an interface: messages hold plain records. */
type VerdictValues = {
  kind: Kind;
  period: number | null;
  steps: number;
  wells: Wells;
  /** On which side the minimum of the verdict lies. */
  side: 'left' | 'right';
  /** No step was longer than a tenth of the way. */
  slow: boolean;
  /** It started where the slope is 0 and never moved. */
  onHill: boolean;
};

const COUNTS = ['no', 'one', 'two', 'three', 'four', 'five'];
const count = (n: number): string => COUNTS[n] ?? String(n);
const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** The words of the film in English; the other languages have the same keys. */
export const english = {
  title: () => 'The learning rate',
  subtitle: ({ runs }: { runs: number }) =>
    runs === 1
      ? 'One start, one run, one number'
      : `${capital(count(runs))} runs, one start, one number changed`,

  landscapeHeading: () => 'The loss landscape',
  loss: () => 'loss',
  parameter: () => 'x',
  globalMinimum: () => 'global minimum',
  localMinimum: () => 'local minimum',
  onlyMinimum: () => 'the only minimum',
  start: () => 'start',
  at: ({ x }: { x: number }) => `x = ${fixed(x, 3)}`,

  runHeading: ({ run, runs, rate }: { run: number; runs: number; rate: number }) =>
    runs === 1 ? `Learning rate ${rateText(rate)}` : `Run ${run} of ${runs}: learning rate ${rateText(rate)}`,
  rate: ({ rate }: { rate: number }) => `rate ${rateText(rate)}`,
  readoutStep: () => 'step',
  readoutRate: () => 'rate',
  readoutLoss: () => 'loss',
  outOf: ({ step, steps }: { step: number; steps: number }) => `${step} / ${steps}`,
  stepOutOf: ({ step, steps }: { step: number; steps: number }) => `step ${step} / ${steps}`,
  equationRate: () => 'rate',
  equationGradient: () => 'gradient',
  slope: () => 'slope, arrow uphill',
  phaseIdle: () => 'idle',
  phaseGradient: () => 'gradient',
  phaseStep: () => 'step',
  phaseDone: () => 'done',
  chart: ({ epsilon }: { epsilon: number }) => `loss − least + ${plain(epsilon)}, log`,
  chartSteps: () => 'steps',
  offChart: ({ x }: { x: number }) => `x = ${fixed(x, 1)}`,
  threshold: ({ threshold, rate }: { threshold: number; rate: number }) =>
    rate > threshold
      ? `rate ${rateText(rate)} > 2 / L″ = ${fixed(threshold, 3)}`
      : `rate ${rateText(rate)} < 2 / L″ = ${fixed(threshold, 3)}`,

  verdict: ({ kind, period, steps, wells, side, slow, onHill }: VerdictValues) => {
    switch (kind) {
      case 'settles':
        return wells === 'one'
          ? 'settles in the minimum'
          : wells === 'equal'
            ? `settles in the ${side} minimum`
            : 'settles in the global minimum';
      case 'stuck':
        return onHill ? 'stuck on top of the hill' : 'stuck in the local minimum';
      case 'crawling':
        return `still ${slow ? 'crawling' : 'on its way'} after ${steps === 1 ? '1 step' : `${steps} steps`}`;
      case 'cycle':
        return period === null ? 'never settles' : `never settles: a cycle of period ${period}`;
      case 'diverges':
        return 'diverges to infinity';
    }
  },

  captionLandscape: () => 'Height is loss: the lower, the better.',
  captionTilted: ({ global }: { global: 'left' | 'right' }) =>
    `The ${global} dip is the global minimum, the ${global === 'left' ? 'right' : 'left'} only local.`,
  captionEqual: () => 'Both dips are equally deep: two global minima.',
  captionSingle: () => 'There is one dip here: the only minimum.',
  captionStart: ({ runs }: { runs: number }) =>
    runs === 1
      ? 'One start and one learning rate.'
      : `${capital(count(runs))} runs, one start. Only the learning rate differs.`,
  captionSlope: () => 'The cyan arrow points uphill; each step goes against it.',
  captionRateUp: ({ rate, ratio }: { rate: number; ratio: number }) =>
    `Rate ${rateText(rate)}: ${times(ratio)} times as large.`,
  captionRateDown: ({ rate }: { rate: number }) => `Rate ${rateText(rate)}: a smaller one.`,
  captionRateSame: ({ rate }: { rate: number }) => `Rate ${rateText(rate)} once more.`,
  captionBalances: () => 'On top of the hill the slope is 0: no step leads away.',
  captionTooShort: () => 'No step is long enough to cross the hill.',
  captionStays: () => 'No step leaves this dip, and it comes to rest there.',
  captionOnItsWay: ({ steps }: { steps: number }) =>
    `After ${steps === 1 ? '1 step' : `${steps} steps`} it is still moving: too early to tell.`,
  captionFades: () => 'The slope fades, so the steps shrink before the hill.',
  captionWrongDip: ({ step }: { step: number }) => `Step ${step} leaps the hill, into the shallower dip.`,
  captionCrawls: ({ longest }: { longest: number }) =>
    `No step is longer than ${plain(Number(longest.toPrecision(2)))}: it is a long way.`,
  captionLeaps: ({ step }: { step: number }) =>
    `Step ${step} leaps over the hill; the others stay in the dip.`,
  captionRolls: () => 'The slope fades towards the dip, and so do the steps.',
  captionOvershoots: ({ threshold }: { threshold: number }) =>
    `Above 2 / L″ = ${fixed(threshold, 3)} it overshoots (L″: curvature).`,
  captionRestless: () => 'It overshoots again and again and finds no rest.',
  captionGrows: () => 'Each overshoot lands higher, so the next step is longer.',
  captionVerdict: ({ rate, ...values }: VerdictValues & { rate: number }) => {
    const { kind } = values;
    const verdict = english.verdict(values);
    return `Rate ${rateText(rate)} ${kind === 'stuck' || kind === 'crawling' ? 'is ' : ''}${verdict}.`;
  },
  captionCompare: ({ steps }: { steps: number }) =>
    steps === 1 ? 'The same single step, side by side.' : `The same ${steps} steps, side by side.`,
  captionEndings: ({ runs, endings }: { runs: number; endings: number }) =>
    endings === 1
      ? `${capital(count(runs))} runs, one and the same ending.`
      : `${capital(count(runs))} runs, ${count(endings)} different endings.`,
  captionLesson: ({ trap }: { trap: boolean }) =>
    trap
      ? 'Local minima like this are a one-dimensional story.'
      : 'One dimension is only the beginning of the story.',

  compareHeading: () => 'Side by side',
  lessonHeading: () => 'A one-dimensional story',
  lesson: ({ trap }: { trap: boolean }) =>
    trap
      ? 'On a line, short steps cannot get past a dip. Among millions of parameters most flat places are saddles: some direction still leads down.'
      : 'On a line there are only two ways to go. Among millions of parameters most flat places are saddles: some direction still leads down.',
  ending: () => 'One number decided',
};

/** The words of the film in one language. */
export type Texts = AnyWords<typeof english>;
