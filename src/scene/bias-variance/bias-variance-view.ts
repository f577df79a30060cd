import { extent } from 'd3-array';
import type { Interval } from '../../sim/interval.ts';
import type { Observations } from '../../sim/objectives/least-squares.ts';
import { polynomialAt } from '../../sim/regression/polynomials.ts';
import type { BiasVarianceTrace, ModelRun } from '../../sim/regression/redrawn-fits.ts';
import { TRUTHS } from '../../sim/regression/truths.ts';
import { remember, rememberFor } from '../../sim/remember.ts';
import { type Spread, spreadOf } from '../../sim/spread.ts';
import { modelsOf, type PanelName } from '../../story/bias-variance/models.ts';

/** Fits of a model that are drawn at once, the latest. */
export const GHOSTS = 30;
/** How far the plots reach beyond the truth, in σ, and as a share of their height. */
const BEYOND = { noise: 2.4, share: 0.12 } as const;
/** The chart of errors reaches up to so many times the least of them, where others are higher. */
const HIGHEST = 5.5;

/** What all pictures of a trace share. */
export interface BiasVarianceView {
  readonly window: { readonly x: Interval; readonly y: Interval };
  /** Errors, on every chart of bars. */
  readonly errors: Interval;
  /** The same, close to the least of them. */
  readonly closer: Interval;
  readonly panels: Readonly<Record<PanelName, ModelRun>>;
}

export const viewOf = remember((trace: BiasVarianceTrace): BiasVarianceView => {
  const { facts, params } = trace;
  const models = modelsOf(trace);
  const [low = 0, high = 1] = extent(facts.truth);
  const more = BEYOND.noise * params.noise + BEYOND.share * (high - low);
  const errors = [...models.degrees, ...models.moreUnder, ...models.ridge].map(({ parts }) => parts.expected);
  const least = Math.min(...errors);
  return {
    window: { x: [0, 1], y: [low - more, high + more] },
    errors: [0, 1.12 * Math.min(Math.max(...errors), HIGHEST * least)],
    closer: [0.8 * params.noise * params.noise, 1.6 * models.right.parts.expected],
    panels: { right: models.right, over: models.over, under: models.under, wrong: models.wrong },
  };
});

/** A run's curves where it is tested, fit by fit. */
export const curvesOf = rememberFor(
  ({ fits, basis, terms }: ModelRun, { facts }: BiasVarianceTrace): readonly (readonly number[])[] =>
    fits.map((coefficients) => polynomialAt({ basis, terms, coefficients, domain: [0, 1] }, facts.grid)),
  () => '',
);

/** The truth at more places than fits are tested at, for curves that are drawn large or turn in between. */
export const fineTruthOf = remember(({ params, facts: { grid } }: BiasVarianceTrace) => {
  const [from, to] = [grid[0] ?? 0, grid.at(-1) ?? 1];
  const x = Array.from(
    { length: 4 * grid.length - 3 },
    (_, i) => from + ((to - from) * i) / (4 * grid.length - 4),
  );
  return { x, values: x.map(TRUTHS[params.truth]) };
});

/** A run's first few curves at these places. */
export const fineCurvesOf = rememberFor(
  ({ fits, basis, terms }: ModelRun, trace: BiasVarianceTrace) =>
    fits
      .slice(0, 12)
      .map((coefficients) =>
        polynomialAt({ basis, terms, coefficients, domain: [0, 1] }, fineTruthOf(trace).x),
      ),
  () => '',
);

/** Mean and standard deviation of a run's curves. */
export const spreadOfRun = rememberFor(
  (run: ModelRun, trace: BiasVarianceTrace): Spread => spreadOf(curvesOf(run, trace)),
  () => '',
);

/** The truth at the points of a sample. */
export const truthAt = ({ params }: BiasVarianceTrace, { x }: Observations): readonly number[] =>
  x.map(TRUTHS[params.truth]);
