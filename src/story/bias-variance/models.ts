import { least } from 'd3-array';
import { type Measured, measured } from '../../sim/regression/bias-variance.ts';
import type { BiasVarianceTrace, ModelRun } from '../../sim/regression/redrawn-fits.ts';
import { remember } from '../../sim/remember.ts';
import { type Summed, summed, twoDigits } from '../numbers.ts';

/** The runs of a trace by what they are there for. */
export interface Models {
  /** By degree, from the lowest that is shown. */
  readonly degrees: readonly ModelRun[];
  /** The one of these with the least expected error. */
  readonly right: ModelRun;
  readonly over: ModelRun;
  readonly under: ModelRun;
  readonly wrong: ModelRun;
  /** The overfit and the underfit on more and more points, from as many as usual. */
  readonly moreOver: readonly ModelRun[];
  readonly moreUnder: readonly ModelRun[];
  /** The overfit without a penalty, and with each. */
  readonly ridge: readonly ModelRun[];
  readonly bestRidge: ModelRun;
  /** Degrees up to far beyond the number of points; none if they are not asked for. */
  readonly beyond: readonly ModelRun[];
}

const leastOf = (runs: readonly ModelRun[]): ModelRun => {
  const found = least(runs, ({ parts }) => parts.expected);
  if (found === undefined) throw new RangeError('there are no runs');
  return found;
};

export const modelsOf = remember(({ params, runs }: BiasVarianceTrace): Models => {
  const group = (name: ModelRun['group']): readonly ModelRun[] => runs.filter((run) => run.group === name);
  const byDegree = (degree: number): ModelRun =>
    leastOf(group('degree').filter((run) => run.degree === degree));
  const [over, under] = [byDegree(params.overfit), byDegree(params.underfit)];
  const degrees = group('degree').filter(({ degree }) => degree >= Math.min(1, params.underfit));
  const more = (first: ModelRun): readonly ModelRun[] => [
    first,
    ...group('data').filter(({ degree }) => degree === first.degree),
  ];
  return {
    degrees,
    right: leastOf(degrees),
    over,
    under,
    wrong: leastOf(group('wrong')),
    moreOver: more(over),
    moreUnder: more(under),
    ridge: [over, ...group('ridge')],
    bestRidge: leastOf(group('ridge')),
    beyond: group('beyond'),
  };
});

/** The four models of the panels: low bias above, high below; low variance left, high right. */
export const PANELS = ['right', 'over', 'under', 'wrong'] as const;
export type PanelName = (typeof PANELS)[number];

/** A model's error by its parts, from the noise up, as they are written. */
export const writtenParts = remember(
  ({ parts: { noise, bias2, variance } }: ModelRun): Summed => summed([noise, bias2, variance]),
);

/** The expected error as it is written: the sum of its parts as they are. */
export const errorOf = (run: ModelRun): string => {
  const { sum, write } = writtenParts(run);
  return write(sum);
};

/** A model's error in two digits. */
export const shortError = (run: ModelRun): string => twoDigits(run.parts.expected);

/** What is wrong with a model. */
export type Verdict = 'right' | 'near' | 'bias' | 'variance' | 'both';
/** Up to so many times the least bias² + variance of any degree a model is about as good as that. */
const NEAR = 1.5;

/**
 * What is wrong with a model, beside the best degree: bias is high if bias² alone is more than all of the best's bias² +
 * variance, and so is variance; a model with up to 1.5 times that in sum is about as good.
 */
export function verdictOf(trace: BiasVarianceTrace, run: ModelRun): Verdict {
  const { right } = modelsOf(trace);
  if (run === right) return 'right';
  const best = right.parts.bias2 + right.parts.variance;
  const { bias2, variance } = run.parts;
  if (bias2 + variance <= NEAR * best) return 'near';
  if (bias2 > best && variance > best) return 'both';
  return bias2 >= variance ? 'bias' : 'variance';
}

/** How much less one model's error is than another's, on the same new observations, redraw by redraw. */
const lessBy = (run: ModelRun, than: ModelRun): Measured =>
  measured(run.losses.map((loss, n) => (than.losses[n] ?? 0) - loss));

/** Whether one model is better than another by more than their scatter: two standard errors. */
export const isBetter = (run: ModelRun, than: ModelRun): boolean => {
  const { mean, error } = lessBy(run, than);
  return mean > 2 * error;
};
