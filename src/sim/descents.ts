import { type DoubleWell, doubleWell, stabilityThreshold, wells } from './objectives/double-well.ts';
import { atRest, type Verdict, verdictOf } from './objectives/double-well-verdict.ts';
import { sgd } from './optimizers/gradient-descent.ts';
import { simulate as descend, type Run, type Trace } from './trace.ts';

/** What descents are made from: a double well, and one run for each learning rate. */
export interface DescentParams {
  readonly objective: DoubleWell;
  /** Initial x of every run. */
  readonly start: number;
  readonly learningRates: readonly number[];
  readonly steps: number;
}

/** Gradient descent at one learning rate, with its outcome. */
export interface RateRun extends Run {
  readonly points: readonly (readonly [x: number])[];
  readonly learningRate: number;
  readonly verdict: Verdict;
  readonly series: { readonly gradient: readonly number[] };
}

/** What is known of the double well. */
interface DescentFacts {
  /** The global minimum (with equal wells, the right one). */
  readonly globalMinimum: readonly [x: number];
  /** The other minimum, `null` if there is only one. */
  readonly localMinimum: readonly [x: number] | null;
  /** The maximum between them, `null` if there is none. */
  readonly localMaximum: readonly [x: number] | null;
  /** Both wells equally deep. */
  readonly equalMinima: boolean;
  /** L at the global minimum, the reference of the excess loss. */
  readonly leastLoss: number;
  /** 2 / L″ at the global minimum. */
  readonly stabilityThreshold: number;
  /** 2 / L″ at the local minimum, `null` if there is none. */
  readonly localStabilityThreshold: number | null;
}

/** What a film about descents is told from. */
export type DescentTrace<P extends DescentParams = DescentParams> = Trace<P, RateRun, DescentFacts>;

/** Gradient descent on the double well from one start, once for each learning rate. */
export function descents(params: DescentParams): Pick<DescentTrace, 'runs' | 'facts'> {
  const found = wells(params.objective);
  const objective = doubleWell(params.objective);
  const runs = params.learningRates.map((learningRate, i): RateRun => {
    const path = descend(objective, sgd({ learningRate }), [params.start], params.steps);
    const xs = path.points.map(([x = Number.NaN]) => x);
    const verdict = verdictOf(params.objective, found, learningRate, xs, path.losses, path.overflowed);
    const rest = atRest(params.objective, xs.at(-1) ?? Number.NaN);
    return {
      id: runId(params.learningRates, i),
      label: `rate ${learningRate}`,
      status: verdict.kind === 'diverges' ? 'diverged' : rest ? 'converged' : 'completed',
      learningRate,
      verdict,
      points: xs.map((x) => [x] as const),
      losses: path.losses,
      series: { gradient: path.gradients.map(([slope = Number.NaN]) => slope) },
    };
  });
  return {
    runs,
    facts: {
      globalMinimum: [found.global.x],
      localMinimum: found.local && [found.local.x],
      localMaximum: found.hill && [found.hill.x],
      equalMinima: found.equal,
      leastLoss: found.global.loss,
      stabilityThreshold: stabilityThreshold(found.global.curvature),
      localStabilityThreshold: found.local && stabilityThreshold(found.local.curvature),
    },
  };
}

/** `rate-0.46`; the second occurrence of a rate gets the suffix `-2`. */
function runId(rates: readonly number[], index: number): string {
  const rate = rates[index];
  const earlier = rates.slice(0, index).filter((other) => other === rate).length;
  return earlier === 0 ? `rate-${rate}` : `rate-${rate}-${earlier + 1}`;
}
