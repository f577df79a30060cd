import {
  type Curvatures,
  curvaturesOf,
  leastSquares,
  type Observations,
} from '../objectives/least-squares.ts';
import type { Place2 } from '../objectives/surface.ts';
import type { Seed } from '../random.ts';
import type { Run, Trace } from '../trace.ts';
import { type Batches, batchesOf, sampleOrder } from './batches.ts';
import { SCALINGS, type Scaling, type ScalingKind, scaled, scalingOf, toScaled } from './feature-scaling.ts';
import { fitLine, GRADIENT_BUGS, type GradientBug } from './fit-line.ts';
import { type Signature, signatureOf } from './signature.ts';

/** What can be wrong with a run: its rate, the scale of its feature, its gradient. */
export const FAILURES = ['rate-high', 'rate-low', 'unscaled', ...GRADIENT_BUGS] as const;
/** The name of a failure. */
export type Failure = (typeof FAILURES)[number];

/** How lines are fitted from one start. */
export interface RegressionParams {
  readonly start: { readonly w: number; readonly b: number };
  /** Of the main run, with what the feature is divided by where that is `unit`. */
  readonly scaling: ScalingKind;
  readonly unit: number;
  readonly rate: number;
  readonly steps: number;
  /** Runs with something wrong in them. */
  readonly lab: readonly Failure[];
  /** Runs on all samples, on batches and on single ones, with the feature standardised. */
  readonly batch: { readonly size: number; readonly epochs: number; readonly rate: number };
}

/** Updates of a run in the lab, fewer where J grows by leaps or by a mistake; its rates as shares of the limit, and of the main run's. */
const LAB = { steps: 40, leaps: 6, mistaken: 10, high: 1.05, low: 1 / 300 } as const;

/** A line being fitted: `points` are (w, b) over the feature as scaled, as a framework would print them. */
export interface RegressionRun extends Run {
  readonly group: 'main' | 'scaling' | 'lab' | 'batch';
  readonly points: readonly Place2[];
  readonly scaling: ScalingKind;
  readonly rate: number;
  /** Samples in an update. */
  readonly batch: number;
  /** The gradients as used, one for each update. */
  readonly series: { readonly dw: readonly number[]; readonly db: readonly number[] };
  /** `null` where updates follow some of the samples only. */
  readonly signature: Signature | null;
}

/** What is known of the bowl. */
export interface RegressionFacts {
  /** The line of least squares over the feature as it is, and its J. */
  readonly best: Place2;
  readonly leastLoss: number;
  readonly scalings: Readonly<Record<ScalingKind, Scaling & Curvatures>>;
}

/** What is known of the data besides. */
export interface LineFacts extends RegressionFacts {
  readonly samples: Observations;
  /** Rows in the file, of which the samples may be some. */
  readonly rows: number;
  /** Of the columns; `null` for houses and for a file without names. */
  readonly names: readonly string[] | null;
  /** Whether the samples are sizes in square feet and prices in thousands of dollars. */
  readonly houses: boolean;
  /** Where the line predicts. */
  readonly predictAt: number;
}

/** The trace of lines fitted to data. */
export type LineTrace = Trace<RegressionParams, RegressionRun, LineFacts>;

/**
 * Fits a line from one start in many ways: `main`; the feature in each scaling, at rates that are the same share of its
 * limit; each failure; all samples, batches and single ones, from epoch to epoch in one order for all, drawn by the seed.
 */
export function regressions(
  observations: Observations,
  { start, unit, scaling: mainScaling, rate, steps, lab: failures, batch }: RegressionParams,
  seed: Seed,
): { readonly runs: readonly RegressionRun[]; readonly facts: RegressionFacts } {
  const { x, y } = observations;
  const bowl = leastSquares(observations);
  const scaledBy = (kind: ScalingKind) => {
    const scaling = scalingOf(kind, x, unit);
    const samples: Observations = { x: x.map((at) => scaled(scaling, at)), y };
    const own = leastSquares(samples);
    return { scaling, samples, own, facts: { ...scaling, ...curvaturesOf(own) } };
  };
  const by = { raw: scaledBy('raw'), unit: scaledBy('unit'), standard: scaledBy('standard') };
  const everything = x.map((_, i) => i);
  const whole = (count: number): Batches => Array.from({ length: count }, () => everything);
  const descend = (
    id: string,
    group: RegressionRun['group'],
    scaling: ScalingKind,
    at: number,
    batches: Batches,
    bug: GradientBug | null = null,
  ): RegressionRun => {
    const { samples, own, scaling: used } = by[scaling];
    const run = fitLine({ samples, start: toScaled(used, [start.w, start.b]), rate: at, batches, bug });
    const signature = group === 'batch' ? null : signatureOf(own, run);
    const lost = run.overflowed || (run.losses.at(-1) ?? 0) > (run.losses[0] ?? 0);
    return {
      id,
      label: id,
      group,
      status: signature?.kind === 'settles' ? 'converged' : lost ? 'diverged' : 'completed',
      scaling,
      rate: at,
      batch: batches[0]?.length ?? 0,
      signature,
      points: run.points,
      losses: run.losses,
      series: { dw: run.gradients.map(([dw]) => dw), db: run.gradients.map(([, db]) => db) },
    };
  };
  /** Of the limit of each scaling, as the main rate is of its own. */
  const share = rate / by[mainScaling].facts.limit;
  const rateOf = (kind: ScalingKind): number => share * by[kind].facts.limit;
  const lab = (kind: Failure, i: number): RegressionRun => {
    const id = `lab-${i + 1}`;
    const run = (
      scaling: ScalingKind,
      at: number,
      { bug = null, updates = LAB.steps }: { bug?: GradientBug | null; updates?: number } = {},
    ) => descend(id, 'lab', scaling, at, whole(updates), bug);
    if (kind === 'rate-high')
      return run(mainScaling, LAB.high * by[mainScaling].facts.limit, { updates: LAB.leaps });
    if (kind === 'rate-low') return run(mainScaling, LAB.low * rate);
    if (kind === 'unscaled') return run('raw', rateOf('raw'));
    return run(mainScaling, rate, { bug: kind, updates: LAB.mistaken });
  };
  const sizes = [...new Set([x.length, Math.min(batch.size, x.length), 1])];
  const orders = Array.from({ length: batch.epochs }, (_, epoch) => sampleOrder(x.length, seed, epoch));
  return {
    runs: [
      descend('main', 'main', mainScaling, rate, whole(steps)),
      ...SCALINGS.map((kind) => descend(kind, 'scaling', kind, rateOf(kind), whole(steps))),
      ...failures.map(lab),
      ...sizes.map((size) => {
        const order = size < x.length ? orders : orders.map(() => everything);
        return descend(`batch-${size}`, 'batch', 'standard', batch.rate, batchesOf(order, size));
      }),
    ],
    facts: {
      best: bowl.minimum,
      leastLoss: bowl.leastLoss,
      scalings: { raw: by.raw.facts, unit: by.unit.facts, standard: by.standard.facts },
    },
  };
}
