import { arrange, column, row } from '../../src/scene/arrange.ts';
import type { GraphGround } from '../../src/scene/parts/NumberGraph.tsx';
import type { Raster } from '../../src/scene/png.ts';
import type { Stage } from '../../src/scene/stage.ts';
import type { Interval } from '../../src/sim/interval.ts';
import { clamp, ln } from '../../src/sim/maths.ts';
import { remember } from '../../src/sim/remember.ts';
import type { FlowTrace } from './simulation.ts';

/** How far beyond nothing is drawn: shares below it, and above its inverse, are at the edge of the charts. */
const FARTHEST = 1e-12;

/** What the pictures of a trace share. */
interface FlowView {
  /** Lengths of ∂L/∂z from the first layer on, relative to the last, by run; and all in one interval. */
  readonly lines: ReadonlyMap<string, readonly number[]>;
  readonly shares: Interval;
  /** ∂L/∂z of the networks of question and answer, layer by layer, in shades by powers of ten. */
  readonly asked: readonly Raster[];
  readonly answer: readonly Raster[];
}

/** Shades of signals: 1 for the largest of all networks shown, 0 for what is `decades` powers of ten less. */
const rastersOf = (
  signals: FlowTrace['facts']['asked']['signals'],
  largest: number,
  decades: number,
): readonly Raster[] =>
  signals.map((rows) => ({
    width: rows[0]?.length ?? 1,
    height: rows.length,
    values: rows.flat().map((value) => {
      const size = Math.abs(value) / largest;
      return size > 0 ? clamp(1 + ln(size) / Math.LN10 / decades, 0, 1) : 0;
    }),
  }));

export const viewOf = remember((trace: FlowTrace): FlowView => {
  const { runs, facts } = trace;
  const deep = runs.filter(({ group }) => group !== 'small' && group !== 'clipping');
  const lines = new Map(
    deep.map(({ id, flow: { deltas } }) => {
      const last = deltas.at(-1) || 1;
      return [id, deltas.map((length) => clamp(length / last, FARTHEST, 1 / FARTHEST))] as const;
    }),
  );
  const all = [...lines.values()].flat();
  const shares: Interval = [
    clamp(Math.min(...all) / 15, FARTHEST, 0.01),
    3 * clamp(Math.max(...all), 10, 1 / FARTHEST),
  ];
  const largest = Math.max(
    ...[...facts.asked.signals, ...facts.answer.signals].flat(2).map(Math.abs),
    1e-300,
  );
  const decades = clamp(1 - ln(shares[0]) / Math.LN10, 4, 12);
  return {
    lines,
    shares,
    asked: rastersOf(facts.asked.signals, largest, decades),
    answer: rastersOf(facts.answer.signals, largest, decades),
  };
});

/** Where the small network and its calculations are. */
export const smallPlaces = (stage: Stage) =>
  arrange(stage, stage.body, {
    landscape: row(36, { graph: 1160, ledger: 532 }),
    portrait: column(24, { graph: 880, ledger: 420 }),
    square: column(14, { graph: 420, ledger: 300 }),
  });

/** How far the loss is from what comes out, relative to other layers: a slope stands between them. */
const LAST = { landscape: 0.8, portrait: 0.66, square: 1 } as const;

export const groundOf = (stage: Stage, { params }: FlowTrace): GraphGround => ({
  rect: smallPlaces(stage)('graph'),
  upwards: stage.format === 'portrait',
  counts: [2, ...params.hidden, 1, 1],
  last: LAST[stage.format],
});

/** Where deep networks are compared: the chart, and beside it what explains it. */
export const deepPlaces = (stage: Stage) =>
  arrange(stage, stage.body, {
    landscape: row(48, { side: 500, chart: 1180 }),
    portrait: column(30, { side: 480, chart: 860 }),
    square: column(14, { side: 270, chart: 450 }),
  });

/** Where loss and gradient of the clipped network are. */
export const pairPlaces = (stage: Stage) =>
  arrange(stage, stage.body, {
    landscape: row(44, { first: 1, second: 1 }),
    portrait: column(30, { first: 1, second: 1 }),
    square: column(16, { first: 1, second: 1 }),
  });

/** Where the signals of one network are, and below them their lengths. */
export const stripPlaces = (stage: Stage) =>
  arrange(stage, stage.body, {
    landscape: column(24, { strip: 190, chart: 510 }),
    portrait: column(24, { strip: 430, chart: 870 }),
    square: column(14, { strip: 200, chart: 500 }),
  });
