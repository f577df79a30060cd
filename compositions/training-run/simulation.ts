import type { Inputs } from '../../src/film/film.ts';
import { seenPoints } from '../../src/logs/decimate.ts';
import { axesOf } from '../../src/logs/drawn/axes.ts';
import { type Chosen, main } from '../../src/logs/drawn/cast.ts';
import { COLUMNS, type Curve, rankedBy } from '../../src/logs/drawn/curve.ts';
import { curvesOf, drawnLog } from '../../src/logs/drawn/drawn-log.ts';
import { baseName } from '../../src/logs/names.ts';
import type { Series } from '../../src/logs/series.ts';
import { InputError } from '../../src/sim/data/idx.ts';
import type { Run } from '../../src/sim/trace.ts';
import { drawable } from '../../src/story/drawable.ts';
import { understoodOf } from './data.ts';
import type { RunParams } from './params.ts';
import type { RunTrace } from './trace.ts';

const numbers = ({ steps, values }: Curve): readonly (readonly [step: number, value: number])[] =>
  values.flatMap((value, i) => (value === null ? [] : [[steps[i] ?? 0, value] as const]));

/**
 * Reads the log and works out what there is to see: which series, on which axes, and what happened.
 *
 * @throws InputError if a file is missing, is no log, or holds nothing that can be drawn
 */
export function simulate(params: RunParams, seed: string, inputs: Inputs = {}): RunTrace {
  const { runs, warnings, title } = understoodOf(params, inputs);
  const log = drawnLog(runs, { ...params, written: drawable });
  if (log === null) throw new InputError(`${title}: no number to draw${emptyText(runs)}`);
  const { lines, ghosts, small, stations, events, shown, steps, ...facts } = log;
  // A race is drawn by one line a run.
  const seen =
    log.kind === 'race'
      ? lines.map((line) => line[rankedBy(lines)] ?? line.train).filter((curve) => curve !== null)
      : curvesOf([...lines, ...ghosts]);
  const isLost = (run: number): boolean =>
    events.some((event) => event.run === run && event.kind === 'divergence' && event.next === null);
  return {
    film: 'training-run',
    // Where the files lie is nobody's business.
    params: { ...params, logs: params.logs.map(baseName) },
    seed,
    runs: shown.map((one, i) => runOf(one, isLost(i))),
    facts: {
      ...facts,
      title: drawable(title),
      producer: runs[0]?.producer ?? '',
      runs: runs.length,
      shown: shown.length + (log.kind === 'race' ? ghosts.length : 0),
      points: shown.reduce((sum, one) => sum + countOf(one), 0),
      axes: axesOf(seen.map(numbers), steps),
      events,
      warnings,
    },
    lines,
    ghosts,
    small,
    stations,
  };
}

/** What a log without numbers holds instead. */
function emptyText(runs: readonly { readonly series: readonly Series[] }[]): string {
  const [first] = runs.flatMap(({ series }) => series);
  return first === undefined ? '' : `: ${first.name} has ${first.values.length} points, none of them finite`;
}

/** How many numbers the series of a run has that it is judged by. */
const countOf = (one: Chosen): number =>
  (one.validation ?? one.train)?.values.reduce((count, value) => count + Number(Number.isFinite(value)), 0) ??
  0;

/** A run as every trace has it: the numbers of its main series that are seen, up to the last. */
function runOf({ id, ...choice }: Chosen, lost: boolean): Run {
  const series = main(choice);
  const seen =
    series === undefined
      ? []
      : seenPoints(series.values, (i) => i / Math.max(1, series.values.length - 1), COLUMNS);
  const kept = seen.filter((i) => Number.isFinite(series?.values[i]));
  const of = (all: ArrayLike<number> | undefined): readonly number[] => kept.map((i) => all?.[i] ?? 0);
  return {
    id,
    label: id,
    status: lost ? 'lost' : 'logged',
    losses: of(series?.values),
    series: { steps: of(series?.steps) },
  };
}
