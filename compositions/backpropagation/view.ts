import { arrange, column, row } from '../../src/scene/arrange.ts';
import type { GraphGround } from '../../src/scene/parts/NumberGraph.tsx';
import type { Raster } from '../../src/scene/png.ts';
import type { Stage } from '../../src/scene/stage.ts';
import type { Interval } from '../../src/sim/interval.ts';
import { clamp, ln, powerOfTen } from '../../src/sim/maths.ts';
import { remember } from '../../src/sim/remember.ts';
import { ACTIVATIONS } from './params.ts';
import type { FlowRun, FlowTrace } from './simulation.ts';

/** How far beyond nothing is drawn: shares below it, and above its inverse, leave the charts. */
const FARTHEST = 1e-12;

/** What the pictures of a trace share. */
interface FlowView {
  /** Lengths of ∂L/∂z from the last layer back, relative to the last, by run; and all in one interval. */
  readonly lines: ReadonlyMap<string, readonly number[]>;
  readonly shares: Interval;
  /** ∂L/∂z of the networks of question and answer, layer by layer from the last back, in shades by powers of ten. */
  readonly asked: readonly Raster[];
  readonly answer: readonly Raster[];
}

/** The end of a logarithmic axis, well above the power of ten below it: there its name stands. */
export const axisTop = (largest: number, most: number): number =>
  Math.min(9 * powerOfTen(Math.floor(ln(largest) / Math.LN10 + 1e-9)), most);

const relative = ({ flow: { deltas } }: FlowRun): readonly number[] => {
  const last = deltas.at(-1) || 1;
  return deltas.toReversed().map((length) => clamp(length / last, FARTHEST * 1e-3, 1e3 / FARTHEST));
};

/** Shades of signals: 1 for the largest of all networks shown, 0 for what is `decades` powers of ten less. */
function rastersOf(
  signals: FlowTrace['facts']['asked']['signals'],
  largest: number,
  decades: number,
): readonly Raster[] {
  return signals.toReversed().map((rows) => ({
    width: rows[0]?.length ?? 1,
    height: rows.length,
    values: rows.flat().map((value) => {
      const size = Math.abs(value) / largest;
      return size > 0 ? clamp(1 + ln(size) / Math.LN10 / decades, 0, 1) : 0;
    }),
  }));
}

export const viewOf = remember((trace: FlowTrace): FlowView => {
  const { runs, facts } = trace;
  const deep = runs.filter(({ group }) => group !== 'small' && group !== 'clipping');
  const lines = new Map(deep.map((run) => [run.id, relative(run)] as const));
  const all = [...lines.values()].flat();
  const shares: Interval = [
    clamp(Math.min(...all) / 3, FARTHEST, 0.01),
    axisTop(clamp(Math.max(...all), 10, 1 / FARTHEST), 9 / FARTHEST),
  ];
  const sizes = [...facts.asked.signals, ...facts.answer.signals].flat(2).map(Math.abs);
  const largest = Math.max(...sizes, 1e-300);
  const decades = clamp(1 - ln(Math.max(shares[0], 1e-12)) / Math.LN10, 4, 12);
  return {
    lines,
    shares,
    asked: rastersOf(facts.asked.signals, largest, decades),
    answer: rastersOf(facts.answer.signals, largest, decades),
  };
});

/** Where the small network and its calculations are, and a deep one and why. */
export const smallPlaces = (stage: Stage) =>
  arrange(stage, stage.body, {
    landscape: row(44, { graph: 1080, ledger: 604 }),
    portrait: column(24, { graph: 880, ledger: 420 }),
    square: column(14, { graph: 420, ledger: 300 }),
  });

export const groundOf = (stage: Stage, { params }: FlowTrace): GraphGround => ({
  rect: smallPlaces(stage)('graph'),
  upwards: stage.format === 'portrait',
  counts: [2, ...params.hidden, 1, 1],
});

/** Where the three activation functions are compared. */
export function panelPlaces(stage: Stage) {
  const each = { sigmoid: 1, tanh: 1, relu: 1 } as const;
  const places = arrange(stage, stage.body, {
    landscape: row(36, each),
    portrait: column(28, each),
    square: column(12, each),
  });
  return ACTIVATIONS.map((activation) => places(activation));
}

/** Where loss and gradient of the clipped network are, or strips of signals and their line. */
export const pairPlaces = (stage: Stage) =>
  arrange(stage, stage.body, {
    landscape: row(44, { first: 1, second: 1 }),
    portrait: column(30, { first: 1, second: 1 }),
    square: column(16, { first: 1, second: 1 }),
  });

/** Where the signals of one network are, and below them their lengths; or those of two networks, one below the other. */
export const stripPlaces = (stage: Stage) =>
  arrange(stage, stage.body, {
    landscape: column(24, { strip: 190, chart: 510 }),
    portrait: column(24, { strip: 430, chart: 870 }),
    square: column(14, { strip: 250, chart: 460 }),
  });
